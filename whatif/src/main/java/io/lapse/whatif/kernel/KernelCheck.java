package io.lapse.whatif.kernel;

import io.lapse.ledger.guest.TimerClock;
import io.lapse.ledger.timers.ExpiryEstimate;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
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

  private static Map<TimerClock, Fired> copy(Map<TimerClock, Fired> fired) {
    Map<TimerClock, Fired> copy = new EnumMap<>(TimerClock.class);
    copy.putAll(fired);
    return copy;
  }
}
