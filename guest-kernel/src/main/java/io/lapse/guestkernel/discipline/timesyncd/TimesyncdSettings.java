package io.lapse.guestkernel.discipline.timesyncd;

/**
 * How a systemd-timesyncd is set up.
 *
 * @param stepNanos an offset of so much or more is stepped; more than 0, at most half a second
 * @param pollSecondsMin PollIntervalMinSec=; a power of two, at least 16
 * @param pollSecondsMax PollIntervalMaxSec=; a power of two, not less
 */
public record TimesyncdSettings(long stepNanos, long pollSecondsMin, long pollSecondsMax) {
  /** timesyncd-manager.c: NTP_MAX_ADJUST 0.4 s, NTP_POLL_INTERVAL 32 s to 2,048 s. */
  public static final TimesyncdSettings DEFAULT = new TimesyncdSettings(400_000_000L, 32, 2_048);

  private static final long STEP_NANOS_MAX = 500_000_000L;
  private static final long POLL_SECONDS_MIN = 16;

  public TimesyncdSettings {
    if (stepNanos < 1 || stepNanos > STEP_NANOS_MAX) {
      throw new IllegalArgumentException("stepNanos must be 1 to 500000000: " + stepNanos);
    }
    requirePoll("pollSecondsMin", pollSecondsMin, POLL_SECONDS_MIN);
    requirePoll("pollSecondsMax", pollSecondsMax, pollSecondsMin);
  }

  private static void requirePoll(String name, long seconds, long min) {
    if (seconds < min || Long.bitCount(seconds) != 1) {
      throw new IllegalArgumentException(
          name + " must be a power of two, at least " + min + ": " + seconds);
    }
  }
}
