package io.lapse.guestkernel.discipline;

/**
 * What the four timestamps of an exchange say, by RFC 5905, section 8.
 *
 * @param offsetNanos positive: the guest's clock is behind the server's
 * @param delayNanos the round trip, by the guest's clock; negative if that clock stood still or
 *     stepped back meanwhile
 */
public record Measurement(long offsetNanos, long delayNanos) {

  /** From T1 to T4; the offset is rounded down. */
  public static Measurement of(long t1Nanos, long t2Nanos, long t3Nanos, long t4Nanos) {
    long out = Math.subtractExact(t2Nanos, t1Nanos);
    long back = Math.subtractExact(t3Nanos, t4Nanos);
    return new Measurement(
        Math.floorDiv(Math.addExact(out, back), 2), Math.subtractExact(out, back));
  }
}
