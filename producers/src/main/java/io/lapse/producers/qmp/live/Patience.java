package io.lapse.producers.qmp.live;

import java.time.Duration;

/**
 * How long to wait for others.
 *
 * @param retryMin before the second attempt to connect; doubled for each further one
 * @param retryMax before any attempt
 * @param answer for a greeting or an answer, until its absence is told
 * @param settled how long a connection lasts that is not counted as a failed attempt
 */
record Patience(Duration retryMin, Duration retryMax, Duration answer, Duration settled) {
  static final Patience USUAL =
      new Patience(
          Duration.ofMillis(100),
          Duration.ofSeconds(10),
          Duration.ofSeconds(5),
          Duration.ofSeconds(10));

  /** How long to wait after so many attempts that failed, one after the other; at least one. */
  Duration before(int failures) {
    int doublings = Math.min(failures - 1, Integer.SIZE - 2);
    Duration wait = retryMin.multipliedBy(1L << doublings);
    return wait.compareTo(retryMax) < 0 ? wait : retryMax;
  }
}
