package io.lapse.cli.whatif.kernel;

import io.lapse.guestkernel.effect.Effect;
import io.lapse.ledger.guest.ArmedTimer;
import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.guest.TimerClock;
import io.lapse.whatif.kernel.KernelCheck.Fired;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts what a kernel told of its timers, by base. */
final class FiredTimers implements Effect.Cases<Boolean> {
  private final Map<String, Long> expirations = new LinkedHashMap<>();
  private final List<String> warnings = new ArrayList<>();
  private final GuestEvent.Inventory inventory;

  private FiredTimers(GuestEvent.Inventory inventory) {
    this.inventory = inventory;
  }

  static FiredTimers of(List<Effect> effects, GuestEvent.Inventory inventory) {
    FiredTimers fired = new FiredTimers(inventory);
    effects.forEach(effect -> effect.match(fired));
    return fired;
  }

  /** Every base has a count. */
  Map<TimerClock, Fired> byBase() {
    Map<TimerClock, Fired> fired = new EnumMap<>(TimerClock.class);
    for (TimerClock base : TimerClock.values()) {
      fired.put(base, new Fired(0, 0));
    }
    for (ArmedTimer timer : inventory.timers()) {
      long times = expirations.getOrDefault(timer.id(), 0L);
      if (times > 0) {
        fired.merge(timer.base(), new Fired(1, times - 1), FiredTimers::sum);
      }
    }
    return fired;
  }

  private static Fired sum(Fired one, Fired other) {
    return new Fired(one.timers() + other.timers(), one.overruns() + other.overruns());
  }

  /** In the kernel's order. */
  List<String> warnings() {
    return warnings;
  }

  /** Each effect says whether it counts. */
  private boolean expired(String id, long times) {
    expirations.merge(id, times, Math::addExact);
    return true;
  }

  @Override
  public Boolean timerExpired(Effect.TimerExpired effect) {
    return expired(effect.timerId(), effect.ticks());
  }

  @Override
  public Boolean signalDelivered(Effect.SignalDelivered effect) {
    return expired(effect.timerId(), Math.addExact(effect.overruns(), 1));
  }

  @Override
  public Boolean warning(Effect.Warning effect) {
    return warnings.add(effect.toString());
  }

  @Override
  public Boolean timerCancelled(Effect.TimerCancelled effect) {
    return false;
  }

  @Override
  public Boolean ntpCleared(Effect.NtpCleared effect) {
    return false;
  }

  @Override
  public Boolean clockWasSet(Effect.ClockWasSet effect) {
    return false;
  }

  @Override
  public Boolean refused(Effect.Refused effect) {
    return false;
  }
}
