package io.lapse.cli.publish;

import io.lapse.cli.text.Durations;
import io.lapse.cli.text.Instants;
import io.lapse.ledger.time.TaiInstant;
import java.io.PrintWriter;
import java.math.BigInteger;
import java.util.Locale;

/** How far it has come: one line that is rewritten on a terminal, else a line now and then. */
final class Progress {
  private static final long REWRITE_NANOS = 200_000_000L;
  private static final long LINE_NANOS = 10_000_000_000L;
  private static final String ERASE = "\r\u001b[K";

  private final PrintWriter err;
  private final boolean terminal;
  private final long total;
  private final long from;
  private final long startNanos;
  private long shownNanos;
  private boolean dirty;

  /**
   * @param terminal whether {@code err} is one
   * @param total how many events there are
   * @param from how many of them were stored before
   * @param startNanos now, by {@link Time#nanos}
   */
  Progress(PrintWriter err, boolean terminal, long total, long from, long startNanos) {
    this.err = err;
    this.terminal = terminal;
    this.total = total;
    this.from = from;
    this.startNanos = startNanos;
    this.shownNanos = startNanos;
  }

  /**
   * Shows it, if it is time to.
   *
   * @param stored how many events are stored, those before included
   * @param at the stamp of the latest that was sent
   * @param leftNanos how long it goes on by the pace; -1: there is none, the rate so far tells
   */
  void show(long nowNanos, long stored, TaiInstant at, long leftNanos) {
    if (nowNanos - shownNanos < (terminal ? REWRITE_NANOS : LINE_NANOS)) {
      return;
    }
    shownNanos = nowNanos;
    String line = line(nowNanos - startNanos, stored, at, leftNanos);
    if (terminal) {
      err.print(ERASE + line);
      dirty = true;
    } else {
      err.println(line);
    }
    err.flush();
  }

  private String line(long elapsedNanos, long stored, TaiInstant at, long leftNanos) {
    double perSecond = (stored - from) * 1e9 / elapsedNanos;
    return String.format(
        Locale.ROOT,
        "%,d of %,d events stored, %,.0f/s, at %s, %s left",
        stored,
        total,
        perSecond,
        printed(at),
        left(stored, perSecond, leftNanos));
  }

  /** A stamp may lie beyond what can be told in UTC: the ledger refuses it, not this line. */
  private static String printed(TaiInstant at) {
    try {
      return Instants.utc(at) + " UTC";
    } catch (ArithmeticException e) {
      return "tai:" + at.nanos();
    }
  }

  private String left(long stored, double perSecond, long leftNanos) {
    if (leftNanos < 0 && stored == from) {
      return "?";
    }
    long nanos = leftNanos < 0 ? (long) ((total - stored) / perSecond * 1e9) : leftNanos;
    return Durations.coarse(BigInteger.valueOf(nanos));
  }

  /** Leaves the line to whatever is printed next. */
  void end() {
    if (dirty) {
      err.print(ERASE);
      err.flush();
      dirty = false;
    }
  }
}
