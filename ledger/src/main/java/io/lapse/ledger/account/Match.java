package io.lapse.ledger.account;

import io.lapse.ledger.account.Pairing.OpenOutage;
import io.lapse.ledger.host.HostEvent;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The stop that a restart ended.
 *
 * @param stop null if it is missing
 * @param outage what was booked of the stop before; null if nothing was
 * @param conflicting whether the stop had already been restarted: a forked snapshot
 * @param lookedAhead whether it depends on what comes after the restart
 * @param took the stop that was found there; null if none was
 */
record Match(
    @Nullable Stop stop,
    @Nullable OpenOutage outage,
    boolean conflicting,
    boolean lookedAhead,
    @Nullable Recorded<HostEvent.Stopped> took) {

  /**
   * Finds it.
   *
   * @param stopAt how the guest stood at a stop that comes later in order
   */
  static Match of(
      Pairing pairing,
      Recorded<HostEvent.Restarted> restart,
      Ahead ahead,
      Function<Recorded<HostEvent.Stopped>, Stop> stopAt) {
    OpenOutage outage = earlier(pairing, restart);
    if (outage != null) {
      return new Match(outage.stop(), outage, false, false, null);
    }
    boolean byId = restart.input().migrationId() != null;
    boolean byErrors = pairing.open() == null && !Objects.equals(restart.host(), pairing.ranOn());
    Recorded<HostEvent.Stopped> took = byId ? laterById(pairing, restart, ahead) : null;
    if (took == null && byErrors) {
      took = laterWithinErrors(pairing, restart, ahead);
    }
    boolean lookedAhead = byId || byErrors;
    if (took != null) {
      return new Match(stopAt.apply(took), null, false, true, took);
    }
    if (pairing.isSecondRestart(restart)) {
      return new Match(pairing.last(), null, true, lookedAhead, null);
    }
    return new Match(null, null, false, lookedAhead, null);
  }

  /** By id, else the latest stop. */
  private static @Nullable OpenOutage earlier(
      Pairing pairing, Recorded<HostEvent.Restarted> restart) {
    OpenOutage open = pairing.open();
    String id = restart.input().migrationId();
    if (id != null) {
      if (open != null && id.equals(open.stop().event().input().migrationId())) {
        return open;
      }
      for (OpenOutage earlier : pairing.superseded()) {
        if (id.equals(earlier.stop().event().input().migrationId())) {
          return earlier;
        }
      }
    }
    return open != null && mayBelongTogether(open.stop().event(), restart) ? open : null;
  }

  private static @Nullable Recorded<HostEvent.Stopped> laterById(
      Pairing pairing, Recorded<HostEvent.Restarted> restart, Ahead ahead) {
    for (Recorded<?> later : ahead.later()) {
      if (restart.at().nanosUntil(later.at()) > Horizon.NANOS) {
        return null;
      }
      if (later.input() instanceof HostEvent.Stopped stopped
          && Objects.equals(restart.input().migrationId(), stopped.migrationId())
          && isFree(pairing, later)) {
        return later.as(HostEvent.Stopped.class);
      }
    }
    return null;
  }

  /** Two hosts' clocks may show the restart before the stop, by no more than both are wrong. */
  private static @Nullable Recorded<HostEvent.Stopped> laterWithinErrors(
      Pairing pairing, Recorded<HostEvent.Restarted> restart, Ahead ahead) {
    for (Recorded<?> later : ahead.later()) {
      if (restart.at().nanosUntil(later.at()) > Horizon.NANOS) {
        return null;
      }
      if (later.input() instanceof HostEvent.Stopped && isFree(pairing, later)) {
        Recorded<HostEvent.Stopped> stop = later.as(HostEvent.Stopped.class);
        if (Pairing.isOnHostThatRan(stop, pairing.ranOn(), restart.host())) {
          return isWithinErrors(restart, stop) && mayBelongTogether(stop, restart) ? stop : null;
        }
      }
    }
    return null;
  }

  private static boolean isFree(Pairing pairing, Recorded<?> stop) {
    return !Pairing.isArrival(stop.input()) && !pairing.isTaken(stop.as(HostEvent.Stopped.class));
  }

  private static boolean isWithinErrors(
      Recorded<HostEvent.Restarted> restart, Recorded<HostEvent.Stopped> stop) {
    long errorNanos =
        Math.addExact(restart.input().stamp().errorNanos(), stop.input().stamp().errorNanos());
    return restart.at().nanosUntil(stop.at()) <= errorNanos;
  }

  private static boolean mayBelongTogether(
      Recorded<HostEvent.Stopped> stop, Recorded<HostEvent.Restarted> restart) {
    String ofStop = stop.input().migrationId();
    String ofRestart = restart.input().migrationId();
    return ofStop == null || ofRestart == null || ofStop.equals(ofRestart);
  }
}
