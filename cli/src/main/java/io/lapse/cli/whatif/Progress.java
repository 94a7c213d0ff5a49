package io.lapse.cli.whatif;

import io.lapse.cli.whatif.gather.Watch;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Timer;
import java.util.TimerTask;

/** How far it has come: a line that is rewritten on a terminal, and nothing elsewhere. */
final class Progress implements AutoCloseable {
  /** The launcher knows whether somebody looks on. */
  private static final String TERMINAL = "lapse.terminal.err";

  private static final long PERIOD_MILLIS = 250;
  private static final String ERASE = "\r\u001b[K";

  private final PrintWriter err;
  private final Watch watch = new Watch();
  private final boolean shown;
  private final Timer timer = new Timer("whatif-progress", true);
  private boolean closed;

  private Progress(PrintWriter err, boolean shown) {
    this.err = err;
    this.shown = shown;
  }

  /** Shows it until it is closed. */
  static Progress begin(PrintWriter err) {
    return begin(err, Boolean.getBoolean(TERMINAL));
  }

  static Progress begin(PrintWriter err, boolean terminal) {
    Progress progress = new Progress(err, terminal);
    if (progress.shown) {
      progress.timer.schedule(
          new TimerTask() {
            @Override
            public void run() {
              progress.show();
            }
          },
          PERIOD_MILLIS,
          PERIOD_MILLIS);
    }
    return progress;
  }

  /** What it shows; to be told how far it has come. */
  Watch watch() {
    return watch;
  }

  synchronized void show() {
    if (closed) {
      return;
    }
    err.print(
        String.format(
            Locale.ROOT,
            "%s%,d events read, %,d guests swept",
            ERASE,
            watch.eventsRead(),
            watch.guestsSwept()));
    err.flush();
  }

  @Override
  public void close() {
    timer.cancel();
    erase();
  }

  /** After that nothing is shown: a line that came later would stand behind the messages. */
  private synchronized void erase() {
    closed = true;
    if (shown) {
      err.print(ERASE);
      err.flush();
    }
  }
}
