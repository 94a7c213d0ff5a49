package io.lapse.benchmarks.watch;

import java.util.Collection;

/**
 * Delays in ascending order.
 *
 * @param nanos each; {@link #NEVER} for what did not come at all
 */
@SuppressWarnings("ArrayRecordComponent") // Read, never compared.
record Delays(long[] nanos) {
  /** What fails is not left out: it takes longer than all else. */
  static final long NEVER = Long.MAX_VALUE;

  private static final double MILLI_NANOS = 1e6;

  static Delays of(Collection<Long> nanos) {
    return new Delays(nanos.stream().mapToLong(Long::longValue).sorted().toArray());
  }

  /** Such a part of them is not longer; infinite if so many did not come. */
  double millis(double quantile) {
    if (nanos.length == 0) {
      throw new IllegalStateException("something must have been measured");
    }
    int index = Math.max(0, (int) Math.ceil(quantile * nanos.length) - 1);
    return nanos[index] == NEVER ? Double.POSITIVE_INFINITY : nanos[index] / MILLI_NANOS;
  }

  /** How many did not come. */
  int failed() {
    int failed = 0;
    for (long each : nanos) {
      failed += each == NEVER ? 1 : 0;
    }
    return failed;
  }
}
