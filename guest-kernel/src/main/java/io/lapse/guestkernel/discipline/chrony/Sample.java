package io.lapse.guestkernel.discipline.chrony;

/**
 * One measurement, in the time that the clock would show had all corrections been made.
 *
 * @param timeNanos when it was taken
 * @param offsetNanos positive: that clock is behind the server
 * @param delayNanos the round trip; at least 1
 * @param dispersionNanos how wrong the offset may be beyond half the round trip
 */
record Sample(long timeNanos, long offsetNanos, long delayNanos, long dispersionNanos) {

  /** {@code peer_distance}. */
  long distanceNanos() {
    return delayNanos / 2 + dispersionNanos;
  }

  /** {@code SST_SlewSamples}: the clock was moved forward by so much at this sample's time. */
  Sample movedBy(long nanos) {
    return new Sample(
        Math.addExact(timeNanos, nanos),
        Math.subtractExact(offsetNanos, nanos),
        delayNanos,
        dispersionNanos);
  }
}
