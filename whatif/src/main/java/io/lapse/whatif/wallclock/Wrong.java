package io.lapse.whatif.wallclock;

/**
 * How wrong the guest's wall clock is after an outage.
 *
 * @param staleNanos the stale window, 0 if there is none; the time watched where it never ends
 * @param wrongMillisSeconds the integral of the size of the error over the time watched, in ms
 *     times s
 * @param endless whether the daemon does not repair it in the time watched
 */
public record Wrong(long staleNanos, long wrongMillisSeconds, boolean endless) {
  public Wrong {
    if (staleNanos < 0 || wrongMillisSeconds < 0) {
      throw new IllegalArgumentException(
          "staleNanos, wrongMillisSeconds must not be negative: "
              + staleNanos
              + ", "
              + wrongMillisSeconds);
    }
  }
}
