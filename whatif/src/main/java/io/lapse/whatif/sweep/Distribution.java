package io.lapse.whatif.sweep;

import java.util.List;

/**
 * How a figure is distributed, each value known to less than 1 %.
 *
 * @param count how many there are
 * @param min the least; 0 of none
 * @param max the largest; 0 of none
 * @param buckets those that are not empty, in ascending order
 */
public record Distribution(long count, long min, long max, List<Bucket> buckets) {
  /**
   * Values that are alike.
   *
   * @param least the least that belongs here
   * @param largest the largest that belongs here
   */
  public record Bucket(long least, long largest, long count) {}

  public static final Distribution NONE = new Distribution(0, 0, 0, List.of());

  public Distribution {
    buckets = List.copyOf(buckets);
  }

  /**
   * A quantile: the largest value of the bucket in which it lies, or the largest of all.
   *
   * @param perMillion such as 999_000 for p99.9; 0 to 1,000,000
   * @return 0 of none
   */
  public long quantile(long perMillion) {
    long rank = Math.max(1, (count * perMillion + 999_999) / 1_000_000);
    long seen = 0;
    for (Bucket bucket : buckets) {
      seen += bucket.count();
      if (seen >= rank) {
        return Math.min(bucket.largest(), max);
      }
    }
    return 0;
  }

  /** How many are larger than a value, as far as buckets tell: those wholly above it. */
  public long countAbove(long value) {
    return buckets.stream().filter(bucket -> bucket.least() > value).mapToLong(Bucket::count).sum();
  }
}
