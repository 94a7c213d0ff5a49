package io.lapse.whatif.wallclock;

import java.util.List;
import java.util.Random;

/**
 * How far a table is off at one length. Where a daemon changes its mind the figures jump, and the
 * table knows where to within 1 % of the length: it is asked for what it says so near.
 *
 * @param low the least that the table says within 1 % of the length
 * @param high the most
 * @param trial what the daemon does
 */
record Deviation(NtpDaemon name, Case of, long toutNanos, Wrong low, Wrong high, Wrong trial) {
  /** Of the lengths that a build tries. */
  static final long SEED = Long.getLong("lapse.seed", 1);

  /** So far a table may be off, in parts of a thousand of what the daemon does. */
  static final long PERMILLE_MAX = 200;

  /** An integral that is off by less does not matter: 1 ms for 17 minutes. */
  private static final long OFF_MILLIS_SECONDS = 1_000;

  /** A stale window that is off by less does not matter. */
  private static final long OFF_STALE_NANOS = 2 * TableMaker.OFF_STALE_NANOS;

  /** From 0.1 ms to 100,000 s, the last length of the table. */
  private static final double SHORTEST_LOG10 = 5;

  private static final double LONGEST_LOG10 = 14;

  /** Any case; lengths are spread evenly over their logarithm. */
  static Deviation atRandom(NtpDaemon name, EmulatedDaemon daemon, Random random) {
    List<Case> cases = Case.all();
    Case of = cases.get(random.nextInt(cases.size()));
    double log10 = SHORTEST_LOG10 + random.nextDouble() * (LONGEST_LOG10 - SHORTEST_LOG10);
    long nanos = Math.round(Math.pow(10, log10));
    return of(name, of, nanos, daemon.after(of, nanos));
  }

  static Deviation of(NtpDaemon name, Case of, long nanos, Wrong trial) {
    Curve curve = WallClockTable.of(name).curve(of);
    Wrong low = curve.at(nanos);
    Wrong high = low;
    for (long near : new long[] {nanos - nanos / 100, nanos + nanos / 100}) {
      Wrong said = curve.at(near);
      low = least(low, said);
      high = most(high, said);
    }
    return new Deviation(name, of, nanos, low, high, trial);
  }

  private static Wrong least(Wrong one, Wrong other) {
    return new Wrong(
        Math.min(one.staleNanos(), other.staleNanos()),
        Math.min(one.wrongMillisSeconds(), other.wrongMillisSeconds()),
        one.endless() && other.endless());
  }

  private static Wrong most(Wrong one, Wrong other) {
    return new Wrong(
        Math.max(one.staleNanos(), other.staleNanos()),
        Math.max(one.wrongMillisSeconds(), other.wrongMillisSeconds()),
        one.endless() || other.endless());
  }

  /** By how much, at most; more than {@link #PERMILLE_MAX} if only one of both never ends. */
  long permille() {
    boolean endless = trial.endless() ? high.endless() : !low.endless();
    return endless ? Math.max(stalePermille(), wrongPermille()) : Long.MAX_VALUE;
  }

  long stalePermille() {
    return permille(low.staleNanos(), high.staleNanos(), trial.staleNanos(), OFF_STALE_NANOS);
  }

  long wrongPermille() {
    return permille(
        low.wrongMillisSeconds(),
        high.wrongMillisSeconds(),
        trial.wrongMillisSeconds(),
        OFF_MILLIS_SECONDS);
  }

  private static long permille(long low, long high, long trial, long off) {
    long beyond = Math.max(low - trial, trial - high);
    return beyond <= off ? 0 : (long) Math.ceil(1_000.0 * beyond / Math.max(trial, 1));
  }
}
