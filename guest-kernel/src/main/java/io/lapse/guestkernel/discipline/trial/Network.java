package io.lapse.guestkernel.discipline.trial;

/**
 * The way to the server and back. The server is perfect: its clock is UTC, and it answers at once.
 *
 * @param outNanos how long a request takes; not negative
 * @param backNanos how long an answer takes; not negative
 * @param jitterNanos each way takes up to so much longer, by the number of the request: the same in
 *     every trial; not negative
 */
public record Network(long outNanos, long backNanos, long jitterNanos) {
  /** 5 ms either way, and up to 0.1 ms longer. */
  public static final Network DEFAULT = new Network(5_000_000, 5_000_000, 100_000);

  /** 2^64 by the golden ratio: multiples of it are spread evenly. */
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  public Network {
    if (outNanos < 0 || backNanos < 0 || jitterNanos < 0) {
      throw new IllegalArgumentException(
          "outNanos, backNanos, jitterNanos must not be negative: "
              + outNanos
              + ", "
              + backNanos
              + ", "
              + jitterNanos);
    }
  }

  /** How long this request takes. */
  long outNanos(long request) {
    return Math.addExact(outNanos, jitter(2 * request));
  }

  /** How long the answer to it takes. */
  long backNanos(long request) {
    return Math.addExact(backNanos, jitter(2 * request + 1));
  }

  private long jitter(long number) {
    long fraction = (number * GOLDEN) >>> 1;
    return Math.multiplyHigh(Math.multiplyExact(2, jitterNanos), fraction);
  }
}
