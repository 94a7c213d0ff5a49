package io.lapse.whatif.sweep;

import java.util.Comparator;

/**
 * What one guest lost.
 *
 * @param outages how many, with a stop and a restart
 * @param lostNanos their Touts together; negative ones count as 0
 * @param longestNanos the longest
 * @param timersIfCompensated timers that expire at once if each is compensated, expected
 */
public record GuestLoss(
    String guest, long outages, long lostNanos, long longestNanos, long timersIfCompensated) {
  static final Comparator<GuestLoss> MOST_FIRST =
      Comparator.comparingLong(GuestLoss::lostNanos).reversed().thenComparing(GuestLoss::guest);
}
