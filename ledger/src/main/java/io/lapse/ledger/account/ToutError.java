package io.lapse.ledger.account;

import io.lapse.ledger.host.HostEvent;
import io.lapse.ledger.time.Stamp;
import java.util.Objects;

/** How far a measured Tout may be from the true one. */
final class ToutError {
  private static final long MILLION = 1_000_000;

  private ToutError() {}

  /**
   * Two hosts: both stamps' errors. One host: its clock's offset cancels out, so that only reading
   * and drift remain, unless the clock was stepped in between.
   *
   * @param driftPpm how fast one host's clock may run off
   */
  static long nanos(Pair pair, Timeline timeline, long driftPpm) {
    Stamp stop = Objects.requireNonNull(pair.stop()).input().stamp();
    Stamp restart = Objects.requireNonNull(pair.restart()).input().stamp();
    if (!pair.onOneHost()) {
      return Math.addExact(stop.errorNanos(), restart.errorNanos());
    }
    long clockNanos = Math.addExact(stop.clockErrorNanos(), restart.clockErrorNanos());
    if (!isStepped(pair, timeline)) {
      clockNanos = Math.min(clockNanos, driftNanos(stop.at().nanosUntil(restart.at()), driftPpm));
    }
    long readingNanos = Math.addExact(stop.readingErrorNanos(), restart.readingErrorNanos());
    return Math.addExact(readingNanos, clockNanos);
  }

  private static boolean isStepped(Pair pair, Timeline timeline) {
    Recorded<HostEvent.Stopped> stop = Objects.requireNonNull(pair.stop());
    Recorded<HostEvent.Restarted> restart = Objects.requireNonNull(pair.restart());
    String host = stop.input().envelope().host();
    boolean backwards = restart.at().isBefore(stop.at());
    return timeline
        .between(
            HostEvent.HostClock.class,
            backwards ? restart.at() : stop.at(),
            backwards ? stop.at() : restart.at())
        .map(Recorded::input)
        .filter(clock -> Objects.equals(clock.envelope().host(), host))
        .anyMatch(clock -> clock.steppedNanos() != 0);
  }

  /** Rounded up: the bound must hold. */
  private static long driftNanos(long toutNanos, long driftPpm) {
    long magnitude = Math.absExact(toutNanos);
    long whole = Math.multiplyExact(magnitude / MILLION, driftPpm);
    long rest = Math.multiplyExact(magnitude % MILLION, driftPpm);
    return Math.addExact(whole, Math.floorDiv(Math.addExact(rest, MILLION - 1), MILLION));
  }
}
