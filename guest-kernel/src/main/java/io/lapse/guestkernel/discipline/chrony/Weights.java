package io.lapse.guestkernel.discipline.chrony;

import java.util.List;

/** What a sample counts in a regression: less, the longer its round trip ({@code weights}). */
final class Weights {
  /** The weight of the best sample. */
  private static final long FULL = 1L << 20;

  private static final long ROOT = 1L << 10;

  /** SD_TO_DIST_RATIO is 0.7. */
  private static final long SD_TENTHS = 7;

  private Weights() {}

  static long[] of(List<Sample> samples) {
    long[] distances = samples.stream().mapToLong(Sample::distanceNanos).sorted().toArray();
    long shortest = distances[0];
    int middle = distances.length / 2;
    long median =
        distances.length % 2 == 1
            ? distances[middle]
            : (distances[middle - 1] + distances[middle]) / 2;
    long spread = (median - shortest) * 10 / SD_TENTHS;
    long deviation = Math.max(SourceStats.PRECISION_NANOS, Math.min(spread, shortest));
    long near = shortest + SourceStats.PRECISION_NANOS;
    return samples.stream()
        .mapToLong(sample -> weight(sample.distanceNanos() - near, deviation))
        .toArray();
  }

  /** One by the square of 1 + beyond/deviation, rounded down, at least the least. */
  private static long weight(long beyond, long deviation) {
    if (beyond <= 0) {
      return FULL;
    }
    long root = Math.min(FULL, ROOT + Parts.mulDiv(beyond, ROOT, deviation));
    return Math.max(1, FULL * FULL / (root * root));
  }
}
