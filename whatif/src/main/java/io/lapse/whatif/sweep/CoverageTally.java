package io.lapse.whatif.sweep;

import io.lapse.ledger.account.AmountBasis;
import io.lapse.ledger.account.Closing;
import io.lapse.ledger.account.Outage;
import io.lapse.ledger.account.Outcome;
import io.lapse.ledger.account.TimersAtStop;
import io.lapse.ledger.account.WholeFold;
import io.lapse.ledger.catchup.CatchUpLimits;
import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.policy.Cooperation;
import io.lapse.ledger.time.TaiInstant;
import io.lapse.whatif.harm.Models;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Adds up a {@link Coverage}. */
final class CoverageTally {
  private final Map<Count, Long> counts = new EnumMap<>(Count.class);
  private final Spread inventoryAge = new Spread();
  private final Spread toutError = new Spread();
  private @Nullable TaiInstant firstAt;
  private @Nullable TaiInstant lastAt;

  void guest(WholeFold.Result folded, int events) {
    add(Count.GUESTS, 1);
    add(Count.EVENTS, events);
    add(Count.ACCEPTED, folded.count(Outcome.ACCEPTED));
    add(Count.DUPLICATES, folded.count(Outcome.DUPLICATE));
    add(Count.NOT_COUNTED, folded.count(Outcome.NOT_COUNTED));
    for (Outcome outcome : Outcome.values()) {
      add(Count.QUARANTINED, outcome.quarantined() ? folded.count(outcome) : 0);
    }
    boolean profiled =
        folded.accepted().stream().anyMatch(r -> r.input() instanceof GuestEvent.Profile);
    add(Count.GUESTS_WITHOUT_PROFILE, profiled ? 0 : 1);
  }

  void leftOut() {
    add(Count.LEFT_OUT, 1);
  }

  /**
   * One in question.
   *
   * @param at its stop, or its restart where the stop is missing
   * @param prior whether the class's usual timers stand in
   */
  void outage(Outage outage, TaiInstant at, GuestEvent.@Nullable Profile profile, boolean prior) {
    firstAt = firstAt == null || at.isBefore(firstAt) ? at : firstAt;
    lastAt = lastAt == null || at.isAfter(lastAt) ? at : lastAt;
    Closing closing = outage.closing();
    if (closing == null) {
      add(outage.stoppedAt() == null ? Count.STOP_MISSING : Count.OPEN, 1);
      return;
    }
    add(Count.OUTAGES, 1);
    add(Count.BACKWARD, closing.toutNanos() < 0 ? 1 : 0);
    add(counter(closing.advanceBasis()), 1);
    add(cooperation(outage.cooperation()), 1);
    toutError.add(closing.toutErrorNanos());
    timers(outage, prior);
    boolean clockKnown = profile != null && CatchUpLimits.areKnown(profile);
    add(Count.CLOCKSOURCE_UNKNOWN, clockKnown ? 0 : 1);
    boolean daemonTold = profile != null && profile.labels().containsKey(Models.DAEMON_LABEL);
    add(Count.DAEMON_ASSUMED, daemonTold ? 0 : 1);
  }

  private void timers(Outage outage, boolean prior) {
    TimersAtStop timers = outage.timers();
    if (!outage.supported()) {
      add(Count.UNSUPPORTED_GUEST, 1);
    } else if (timers != null) {
      add(Count.TIMERS_MEASURED, 1);
      inventoryAge.add(Math.max(0, timers.wallRolledNanos()));
    } else {
      add(prior ? Count.TIMERS_PRIOR : Count.TIMERS_UNKNOWN, 1);
    }
  }

  private static Count counter(AmountBasis basis) {
    return switch (basis) {
      case MEASURED -> Count.COUNTER_MEASURED;
      case CLAIMED -> Count.COUNTER_CLAIMED;
      case ASSUMED -> Count.COUNTER_ASSUMED;
      case UNKNOWN -> Count.COUNTER_UNKNOWN;
    };
  }

  private static Count cooperation(Cooperation cooperation) {
    return switch (cooperation) {
      case COOPERATIVE -> Count.COOPERATIVE;
      case FORCED -> Count.FORCED;
      case KILLED -> Count.COOPERATION_KILLED;
      case UNANNOUNCED -> Count.UNANNOUNCED;
      case UNKNOWN -> Count.COOPERATION_UNKNOWN;
    };
  }

  private void add(Count count, long more) {
    counts.merge(count, more, Math::addExact);
  }

  void merge(CoverageTally other) {
    other.counts.forEach(this::add);
    inventoryAge.merge(other.inventoryAge);
    toutError.merge(other.toutError);
    if (other.firstAt != null && (firstAt == null || other.firstAt.isBefore(firstAt))) {
      firstAt = other.firstAt;
    }
    if (other.lastAt != null && (lastAt == null || other.lastAt.isAfter(lastAt))) {
      lastAt = other.lastAt;
    }
  }

  Coverage coverage() {
    return new Coverage(
        counts, firstAt, lastAt, inventoryAge.distribution(), toutError.distribution());
  }
}
