package io.lapse.cli.whatif;

import io.lapse.cli.whatif.gather.Watch;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** How far it has come: a line that is rewritten on a terminal, and nothing elsewhere. */
final class Progress implements AutoCloseable {
  /** The launcher knows whether somebody looks on. */
  private static final String TERMINAL = "lapse.terminal.err";

  private static final long PERIOD_MILLIS = 250;
  private static final String ERASE = "\r\u001b[K";

  private final PrintWriter err;
  private final Watch watch = new Watch();
  private final boolean shown = Boolean.getBoolean(TERMINAL);
  private final ScheduledExecutorService ticker =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "whatif-progress");
            thread.setDaemon(true);
            return thread;
          });

  private boolean closed;

  private Progress(PrintWriter err) {
    this.err = err;
  }

  /** Shows it until it is closed. */
  static Progress begin(PrintWriter err) {
    Progress progress = new Progress(err);
    if (progress.shown) {
      progress.ticker.scheduleAtFixedRate(
          progress::show, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }
    return progress;
  }

  /** What it shows; to be told how far it has come. */
  Watch watch() {
    return watch;
  }

  private synchronized void show() {
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
    ticker.shutdownNow();
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
