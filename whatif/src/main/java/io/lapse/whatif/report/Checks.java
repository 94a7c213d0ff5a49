package io.lapse.whatif.report;

import io.lapse.ledger.guest.TimerClock;
import io.lapse.ledger.timers.ExpiryEstimate;
import io.lapse.ledger.timers.ExpiryEstimate.BaseExpiry;
import io.lapse.whatif.kernel.KernelCheck;
import io.lapse.whatif.kernel.KernelCheck.Agreement;
import io.lapse.whatif.kernel.KernelCheck.Fired;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Checks by the emulated kernel, beside what they check. */
final class Checks {
  private static final Fired NONE = new Fired(0, 0);

  private Checks() {}

  /** The check of an outage; empty if there is none. */
  static Optional<KernelCheck> of(List<KernelCheck> checks, String outageId) {
    return checks.stream().filter(check -> check.outageId().equals(outageId)).findFirst();
  }

  /** How the estimate compares with the kernel. */
  static Agreement agreement(KernelCheck check) {
    if (check.notRun() != null) {
      return Agreement.NOT_RUN;
    }
    boolean equal = true;
    for (TimerClock clock : TimerClock.values()) {
      BaseExpiry estimate = base(check.estimate(), clock);
      Fired fired = fired(check.fired(), clock);
      if (estimate == null || fired.timers() < estimate.low() || fired.timers() > estimate.high()) {
        return Agreement.DIFFERS;
      }
      equal &= fired.timers() == estimate.expected() && fired.overruns() == estimate.overruns();
    }
    return equal ? Agreement.EQUAL : Agreement.WITHIN_BOUNDS;
  }

  private static Fired fired(Map<TimerClock, Fired> fired, TimerClock clock) {
    return fired.getOrDefault(clock, NONE);
  }

  private static @Nullable BaseExpiry base(ExpiryEstimate estimate, TimerClock clock) {
    return switch (clock) {
      case MONOTONIC -> estimate.monotonic();
      case BOOTTIME -> estimate.boottime();
      case REALTIME -> estimate.realtime();
      case TAI -> estimate.tai();
    };
  }

  /** Timers that expired in the kernel, all bases together. */
  static long timers(KernelCheck check) {
    return check.fired().values().stream().mapToLong(Fired::timers).sum();
  }

  static String words(Agreement agreement) {
    return agreement.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
