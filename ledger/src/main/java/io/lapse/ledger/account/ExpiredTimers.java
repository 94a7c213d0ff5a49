package io.lapse.ledger.account;

import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.guest.TimerClock;
import io.lapse.ledger.host.HostEvent;
import io.lapse.ledger.time.TaiInstant;
import io.lapse.ledger.timers.ExpiryEstimate;
import io.lapse.ledger.timers.ExpiryEstimator;
import io.lapse.ledger.timers.ExpiryWindow;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The timers that fell due in an outage, from the inventory that was valid then. */
final class ExpiredTimers {
  private final Timeline timeline;
  private final List<OutageAccount> booked;

  ExpiredTimers(Timeline timeline, List<OutageAccount> booked) {
    this.timeline = timeline;
    this.booked = booked;
  }

  /** The estimate for what has moved so far; null where it cannot be made. */
  @Nullable ExpiryEstimate of(OutageAccount outage) {
    Optional<Recorded<GuestEvent.Inventory>> inventory = inventory(outage);
    if (outage.closing == null || inventory.isEmpty()) {
      return null;
    }
    Map<TimerClock, ExpiryWindow> windows = new EnumMap<>(TimerClock.class);
    for (TimerClock base : TimerClock.values()) {
      windows.put(base, window(outage, outage.closing, inventory.get(), base));
    }
    return ExpiryEstimator.estimate(inventory.get().input(), windows);
  }

  /** The latest inventory before the stop, unless a reset or a first start made it void. */
  Optional<Recorded<GuestEvent.Inventory>> inventory(OutageAccount outage) {
    Recorded<HostEvent.Stopped> stop = outage.pair.stop();
    if (stop == null || Classification.isReset(outage.pair, timeline)) {
      return Optional.empty();
    }
    return timeline
        .latest(GuestEvent.Inventory.class, stop.at())
        .filter(inventory -> isStillTrue(inventory.at(), stop.at()));
  }

  private boolean isStillTrue(TaiInstant from, TaiInstant to) {
    return !timeline.anyBetween(HostEvent.Reset.class, from, to)
        && !timeline.anyBetween(HostEvent.Started.class, from, to);
  }

  private ExpiryWindow window(
      OutageAccount outage,
      OutageAccount.Closing closing,
      Recorded<GuestEvent.Inventory> inventory,
      TimerClock base) {
    Recorded<HostEvent.Stopped> stop = Objects.requireNonNull(outage.pair.stop());
    long rolled = inventory.at().nanosUntil(stop.at());
    long error =
        Math.addExact(inventory.input().stamp().errorNanos(), stop.input().stamp().errorNanos());
    for (int i = booked.size() - 1; i >= 0 && isSince(booked.get(i), inventory.at()); i--) {
      OutageAccount earlier = booked.get(i);
      if (earlier != outage
          && earlier.closing != null
          && liesBetween(earlier, inventory.at(), stop.at())) {
        long stoodStill =
            Math.subtractExact(earlier.closing.toutNanos(), earlier.advanceNanos(base));
        rolled = Math.subtractExact(rolled, stoodStill);
        error = Math.addExact(error, earlier.closing.errorNanos());
      }
    }
    long endError =
        base == TimerClock.MONOTONIC ? error : Math.addExact(error, closing.sleep().errorNanos());
    return new ExpiryWindow(rolled, outage.advanceNanos(base), error, endError);
  }

  private static boolean isSince(OutageAccount outage, TaiInstant from) {
    return !outage.pair.bookedAt().isBefore(from);
  }

  private static boolean liesBetween(OutageAccount earlier, TaiInstant from, TaiInstant to) {
    Recorded<HostEvent.Stopped> stop = earlier.pair.stop();
    Recorded<HostEvent.Restarted> restart = earlier.pair.restart();
    return stop != null
        && restart != null
        && !stop.at().isBefore(from)
        && !restart.at().isAfter(to);
  }
}
