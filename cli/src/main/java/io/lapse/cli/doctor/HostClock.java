package io.lapse.cli.doctor;

import io.lapse.ledger.time.TaiInstant;

/**
 * What a host last said of its clock.
 *
 * @param lastAt the latest stamp of it that was read
 * @param clockErrorNanos the bound that it stated then; not negative
 * @param readingErrorNanos the worst resolution and latency of its stops and restarts; not negative
 * @param wrongTaiOffset whether its kernel's TAI offset was found to be wrong
 * @param events how many were read
 */
record HostClock(
    String host,
    TaiInstant lastAt,
    long clockErrorNanos,
    long readingErrorNanos,
    boolean wrongTaiOffset,
    long events) {

  /** By how much a stop or restart of this host may be wrong. */
  long errorNanos() {
    long sum = clockErrorNanos + readingErrorNanos;
    return sum < 0 ? Long.MAX_VALUE : sum;
  }
}
