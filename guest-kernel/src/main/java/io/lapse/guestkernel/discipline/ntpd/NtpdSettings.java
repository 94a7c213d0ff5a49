package io.lapse.guestkernel.discipline.ntpd;

/**
 * How an ntpd is set up.
 *
 * @param stepNanos an offset beyond it is stepped, one within it is slewed; at least 1
 * @param stepoutSeconds so long the clock must have been that far off before it is stepped; at
 *     least 1
 * @param panicNanos an offset beyond it makes the daemon exit; at least 1
 * @param panicAllowedOnce whether it does not if it is the first offset after the start: {@code -g}
 * @param minPoll the shortest poll interval, log2 s
 * @param maxPoll the longest
 * @param burst whether a server that has not answered yet is asked six times, 2 s apart
 * @param frequencyKnown whether there is a drift file; without one the frequency is measured first
 */
public record NtpdSettings(
    long stepNanos,
    int stepoutSeconds,
    long panicNanos,
    boolean panicAllowedOnce,
    int minPoll,
    int maxPoll,
    boolean burst,
    boolean frequencyKnown) {

  /** ntp_loopfilter.c of 4.2.8: CLOCK_MAX 0.128 s, CLOCK_MINSTEP 300 s, CLOCK_PANIC 1,000 s. */
  public static final NtpdSettings NTPD_4_2_8 =
      new NtpdSettings(128_000_000L, 300, 1_000_000_000_000L, false, 6, 10, true, true);

  /** RFC 5905, figure 27: STEPT 0.128 s, WATCH 900 s, PANICT 1,000 s. */
  public static final NtpdSettings RFC_5905 = NTPD_4_2_8.withStepout(900);

  private static final int POLL_MIN = 4;
  private static final int POLL_MAX = 17;

  public NtpdSettings {
    requireAtLeast1("stepNanos", stepNanos);
    requireAtLeast1("stepoutSeconds", stepoutSeconds);
    requireAtLeast1("panicNanos", panicNanos);
    if (minPoll < POLL_MIN || minPoll > maxPoll || maxPoll > POLL_MAX) {
      throw new IllegalArgumentException(
          "minPoll and maxPoll must be 4 to 17, in order: " + minPoll + ", " + maxPoll);
    }
  }

  public NtpdSettings withStepout(int seconds) {
    return new NtpdSettings(
        stepNanos, seconds, panicNanos, panicAllowedOnce, minPoll, maxPoll, burst, frequencyKnown);
  }

  /** With {@code -g}, or without. */
  public NtpdSettings withPanicAllowedOnce(boolean allowed) {
    return new NtpdSettings(
        stepNanos, stepoutSeconds, panicNanos, allowed, minPoll, maxPoll, burst, frequencyKnown);
  }

  public NtpdSettings withPoll(int min, int max) {
    return new NtpdSettings(
        stepNanos, stepoutSeconds, panicNanos, panicAllowedOnce, min, max, burst, frequencyKnown);
  }

  public NtpdSettings withFrequencyKnown(boolean known) {
    return new NtpdSettings(
        stepNanos, stepoutSeconds, panicNanos, panicAllowedOnce, minPoll, maxPoll, burst, known);
  }

  private static void requireAtLeast1(String name, long value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be at least 1: " + value);
    }
  }
}
