package io.lapse.ledger.account;

import io.lapse.ledger.time.Stamp;

/** How far a measured Tout may be from the true one. */
final class ToutError {
  private static final long MILLION = 1_000_000;

  private ToutError() {}

  /**
   * Two hosts: both stamps' errors. One host: its clock's offset cancels out, so that only reading
   * and drift remain, unless the clock was stepped in between.
   *
   * @param stepped whether the one host's clock was stepped in between
   * @param driftPpm how fast one host's clock may run off
   */
  static long nanos(Stamp stop, Stamp restart, boolean onOneHost, boolean stepped, long driftPpm) {
    if (!onOneHost) {
      return Math.addExact(stop.errorNanos(), restart.errorNanos());
    }
    long clockNanos = Math.addExact(stop.clockErrorNanos(), restart.clockErrorNanos());
    if (!stepped) {
      clockNanos = Math.min(clockNanos, driftNanos(stop.at().nanosUntil(restart.at()), driftPpm));
    }
    long readingNanos = Math.addExact(stop.readingErrorNanos(), restart.readingErrorNanos());
    return Math.addExact(readingNanos, clockNanos);
  }

  /** Rounded up: the bound must hold. */
  private static long driftNanos(long toutNanos, long driftPpm) {
    long magnitude = Math.absExact(toutNanos);
    long whole = Math.multiplyExact(magnitude / MILLION, driftPpm);
    long rest = Math.multiplyExact(magnitude % MILLION, driftPpm);
    return Math.addExact(whole, Math.floorDiv(Math.addExact(rest, MILLION - 1), MILLION));
  }
}
