package io.lapse.ledger.account;

import io.lapse.ledger.host.HostEvent;
import io.lapse.ledger.time.TaiInstant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A stop and its restart; one of them may be missing.
 *
 * @param conflicting whether the stop had already been restarted: a forked snapshot
 * @param laterStopAt when a later stop showed that this one's restart is missing; else null
 */
record Pair(
    @Nullable Recorded<HostEvent.Stopped> stop,
    @Nullable Recorded<HostEvent.Restarted> restart,
    boolean conflicting,
    @Nullable TaiInstant laterStopAt) {

  String guest() {
    Recorded<?> either = stop != null ? stop : Objects.requireNonNull(restart);
    return either.input().guest();
  }

  /** Names the outage by its stop, so that it survives every correction but a missing stop's. */
  String outageId() {
    if (stop == null) {
      return guest() + "/" + Objects.requireNonNull(restart).id();
    }
    String byStop = guest() + "/" + stop.id();
    return conflicting ? byStop + "+" + Objects.requireNonNull(restart).id() : byStop;
  }

  /** When it becomes known: at its restart, or at its stop while it is open. */
  TaiInstant bookedAt() {
    return restart != null ? restart.at() : Objects.requireNonNull(stop).at();
  }

  /** Whether it began and ended on the same, known host. */
  boolean onOneHost() {
    return stop != null
        && restart != null
        && stop.input().envelope().host() != null
        && Objects.equals(stop.input().envelope().host(), restart.input().envelope().host());
  }
}
