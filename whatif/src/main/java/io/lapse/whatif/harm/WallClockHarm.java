package io.lapse.whatif.harm;

import io.lapse.guestkernel.discipline.trial.Knowledge;
import io.lapse.whatif.harm.Outlook.Parts;
import io.lapse.whatif.wallclock.WallClockTable;
import io.lapse.whatif.wallclock.Wrong;
import java.math.BigInteger;
import java.util.List;

/** What an outage does to the guest's wall clock, until its NTP daemon has repaired it. */
final class WallClockHarm {
  private static final List<Figure> ALL =
      List.of(
          Figure.CANCELLED_TIMERS,
          Figure.NTP_RESETS,
          Figure.NAIVE_STALE_MS,
          Figure.NAIVE_WRONG_MS_S,
          Figure.NAIVE_NEVER,
          Figure.AWARE_STALE_MS,
          Figure.AWARE_WRONG_MS_S,
          Figure.AWARE_NEVER);

  /** ns times ns in an ms times s. */
  private static final BigInteger MS_S = BigInteger.valueOf(1_000_000_000_000_000L);

  private final WallClockTable table;
  private final boolean otherHardware;

  WallClockHarm(WallClockTable table, boolean otherHardware) {
    this.table = table;
    this.otherHardware = otherHardware;
  }

  /** The books know nothing of it. */
  static void leaveOut(Figures figures) {
    ALL.forEach(figures::leaveOut);
  }

  /**
   * Adds it.
   *
   * @param delayNanos how long the guest takes to inject what it is told of
   */
  void add(Figures figures, Future future, Parts parts, long delayNanos) {
    // A counter never goes back: what is negative is left for the wall clock to step.
    boolean compensated = future == Future.COMPENSATED && parts.injectedNanos() == 0;
    long size = Math.absExact(compensated ? parts.compensatedNanos() : parts.injectedNanos());
    Wrong naive = table.after(size, compensated, otherHardware, Knowledge.NONE);
    figures.add(Figure.NAIVE_STALE_MS, naive.staleNanos());
    figures.add(Figure.NAIVE_WRONG_MS_S, naive.wrongMillisSeconds());
    figures.add(Figure.NAIVE_NEVER, naive.endless() ? 1 : 0);
    Wrong aware = table.after(size, compensated, otherHardware, Knowledge.AWARE);
    long waits = parts.injectedNanos() == 0 ? 0 : delayNanos;
    figures.add(Figure.AWARE_STALE_MS, Math.addExact(aware.staleNanos(), waits));
    figures.add(Figure.AWARE_WRONG_MS_S, aware.wrongMillisSeconds());
    figures.add(Figure.AWARE_WRONG_MS_S, product(parts.injectedNanos(), waits));
    figures.add(Figure.AWARE_NEVER, aware.endless() ? 1 : 0);
  }

  private static long product(long nanos, long waits) {
    return BigInteger.valueOf(nanos)
        .abs()
        .multiply(BigInteger.valueOf(waits))
        .divide(MS_S)
        .min(BigInteger.valueOf(Long.MAX_VALUE))
        .longValueExact();
  }
}
