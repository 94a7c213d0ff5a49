package io.lapse.guestkernel.discipline.trial;

/**
 * How an outcome is measured.
 *
 * @param toleranceNanos a clock that is off by more is wrong; not negative
 * @param horizonNanos so long after the restart the trial goes on; at least 1
 */
public record Watch(long toleranceNanos, long horizonNanos) {
  public Watch {
    if (toleranceNanos < 0) {
      throw new IllegalArgumentException("toleranceNanos must not be negative: " + toleranceNanos);
    }
    if (horizonNanos < 1) {
      throw new IllegalArgumentException("horizonNanos must be at least 1: " + horizonNanos);
    }
  }
}
