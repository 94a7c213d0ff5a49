package io.lapse.guestkernel.discipline.chrony;

/**
 * How a chronyd is set up.
 *
 * @param stepNanos makestep's threshold: a larger offset is stepped, while steps are allowed; at
 *     least 1
 * @param stepUpdates makestep's limit: so many updates after the start may step; 0: makestep off
 * @param minPoll the shortest poll interval, log2 s
 * @param maxPoll the longest
 * @param burst whether the first four samples come 2 s apart
 */
public record ChronySettings(
    long stepNanos, int stepUpdates, int minPoll, int maxPoll, boolean burst) {

  /** As distributions package it: {@code makestep 1.0 3}, {@code iburst}, {@code rtcsync}. */
  public static final ChronySettings PACKAGED = new ChronySettings(1_000_000_000L, 3, 6, 10, true);

  /** As chrony has it by itself: makestep off. */
  public static final ChronySettings NO_STEP = new ChronySettings(1_000_000_000L, 0, 6, 10, true);

  private static final int POLL_MIN = 2;
  private static final int POLL_MAX = 17;

  public ChronySettings {
    if (stepNanos < 1) {
      throw new IllegalArgumentException("stepNanos must be at least 1: " + stepNanos);
    }
    if (stepUpdates < 0) {
      throw new IllegalArgumentException("stepUpdates must not be negative: " + stepUpdates);
    }
    if (minPoll < POLL_MIN || minPoll > maxPoll || maxPoll > POLL_MAX) {
      throw new IllegalArgumentException(
          "minPoll and maxPoll must be 2 to 17, in order: " + minPoll + ", " + maxPoll);
    }
  }
}
