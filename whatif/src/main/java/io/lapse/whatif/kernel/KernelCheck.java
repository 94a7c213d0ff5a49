package io.lapse.whatif.kernel;

import io.lapse.ledger.guest.TimerClock;
import io.lapse.ledger.timers.ExpiryEstimate;
import io.lapse.ledger.timers.ExpiryEstimate.BaseExpiry;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the emulated kernel of a guest did when its counter was advanced, beside the estimate.
 *
 * @param outageId of the outage
 * @param advanceNanos by which the counter was advanced
 * @param estimate what the timers were estimated to do
 * @param fired what they did in the kernel, by base; empty if it could not be run
 * @param warnings what the kernel wrote into its log
 * @param notRun why there is no kernel to run; null if it was run
 */
public record KernelCheck(
    String outageId,
    long advanceNanos,
    ExpiryEstimate estimate,
    Map<TimerClock, Fired> fired,
    List<String> warnings,
    @Nullable String notRun) {
  /**
   * Timers of one base.
   *
   * @param timers that expired at least once
   * @param overruns periods of periodic timers besides
   */
  public record Fired(long timers, long overruns) {}

  private static final Fired NOTHING = new Fired(0, 0);

  /** How an estimate compares. */
  public enum Agreement {
    /** Timers and overruns are those of the kernel, in each base. */
    EQUAL,
    /** The kernel's timers lie between the least and the largest number, in each base. */
    WITHIN_BOUNDS,
    /** They do not. */
    DIFFERS,
    /** There is no kernel to compare with. */
    NOT_RUN
  }

  public KernelCheck {
    fired = Collections.unmodifiableMap(new EnumMap<>(copy(fired)));
    warnings = List.copyOf(warnings);
  }

  /** How the estimate compares. */
  public Agreement agreement() {
    if (notRun != null) {
      return Agreement.NOT_RUN;
    }
    boolean equal = true;
    for (TimerClock base : TimerClock.values()) {
      Fired kernel = fired.getOrDefault(base, NOTHING);
      BaseExpiry guess = of(base);
      if (kernel.timers() < guess.low() || kernel.timers() > guess.high()) {
        return Agreement.DIFFERS;
      }
      equal &= kernel.timers() == guess.expected() && kernel.overruns() == guess.overruns();
    }
    return equal ? Agreement.EQUAL : Agreement.WITHIN_BOUNDS;
  }

  private BaseExpiry of(TimerClock base) {
    BaseExpiry expiry =
        switch (base) {
          case MONOTONIC -> estimate.monotonic();
          case BOOTTIME -> estimate.boottime();
          case REALTIME -> estimate.realtime();
          case TAI -> estimate.tai();
        };
    return Objects.requireNonNullElse(expiry, BaseExpiry.NONE);
  }

  private static Map<TimerClock, Fired> copy(Map<TimerClock, Fired> fired) {
    Map<TimerClock, Fired> copy = new EnumMap<>(TimerClock.class);
    copy.putAll(fired);
    return copy;
  }
}
