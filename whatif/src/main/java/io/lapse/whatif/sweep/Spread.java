package io.lapse.whatif.sweep;

import io.lapse.ledger.guest.LogLinear;
import io.lapse.whatif.sweep.Distribution.Bucket;
import java.util.ArrayList;
import java.util.List;

/** Counts values that are not negative, for a {@link Distribution}. */
final class Spread {
  private final long[] counts = new long[LogLinear.BUCKET_MAX + 1];
  private long count;
  private long min = Long.MAX_VALUE;
  private long max;

  void add(long value) {
    counts[LogLinear.bucket(value)]++;
    count++;
    min = Math.min(min, value);
    max = Math.max(max, value);
  }

  void merge(Spread other) {
    for (int i = 0; i < counts.length; i++) {
      counts[i] += other.counts[i];
    }
    count += other.count;
    min = Math.min(min, other.min);
    max = Math.max(max, other.max);
  }

  Distribution distribution() {
    if (count == 0) {
      return Distribution.NONE;
    }
    List<Bucket> buckets = new ArrayList<>();
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] > 0) {
        long least = LogLinear.leastOf(i);
        buckets.add(new Bucket(least, LogLinear.largest(least), counts[i]));
      }
    }
    return new Distribution(count, min, max, buckets);
  }
}
