package io.lapse.whatif.wallclock;

import java.util.Arrays;
import java.util.List;

/** What outages of every length do, all else being equal: straight lines between some lengths. */
final class Curve {
  private static final long SECOND_NANOS = 1_000_000_000L;

  /** How finely a place between two points is told: in parts of 2^16. */
  private static final int PART_BITS = 16;

  /** So large that a difference of two values, in parts, fits 64 bits. */
  private static final long VALUE_MAX = (1L << (63 - PART_BITS)) - 1;

  private final long[] toutNanos;
  private final long[] staleNanos;
  private final long[] wrongMillisSeconds;
  private final boolean[] endless;

  /** A length, and what it does. */
  record Point(long toutNanos, Wrong wrong) {
    Point {
      if (toutNanos < 0
          || toutNanos > VALUE_MAX
          || wrong.staleNanos() > VALUE_MAX
          || wrong.wrongMillisSeconds() > VALUE_MAX) {
        throw new IllegalArgumentException("out of range: " + toutNanos + ", " + wrong);
      }
    }
  }

  /**
   * Through points.
   *
   * @param points at least two, by length
   */
  Curve(List<Point> points) {
    if (points.size() < 2) {
      throw new IllegalArgumentException("points must be at least two: " + points.size());
    }
    toutNanos = points.stream().mapToLong(Point::toutNanos).toArray();
    staleNanos = points.stream().mapToLong(point -> point.wrong().staleNanos()).toArray();
    wrongMillisSeconds =
        points.stream().mapToLong(point -> point.wrong().wrongMillisSeconds()).toArray();
    endless = new boolean[toutNanos.length];
    for (int i = 0; i < endless.length; i++) {
      endless[i] = points.get(i).wrong().endless();
      if (i > 0 && toutNanos[i] <= toutNanos[i - 1]) {
        throw new IllegalArgumentException("toutNanos must ascend: " + toutNanos[i]);
      }
    }
  }

  /** The lengths of its points. */
  long[] lengthsNanos() {
    return toutNanos.clone();
  }

  /**
   * What an outage of a length does.
   *
   * @param nanos at least that of the first point
   */
  Wrong at(long nanos) {
    int found = Arrays.binarySearch(toutNanos, nanos);
    if (found >= 0) {
      return new Wrong(staleNanos[found], wrongMillisSeconds[found], endless[found]);
    }
    int above = -found - 1;
    if (above == toutNanos.length) {
      return beyond(nanos);
    }
    int below = above - 1;
    long part = ((nanos - toutNanos[below]) << PART_BITS) / (toutNanos[above] - toutNanos[below]);
    return new Wrong(
        isEdge(below, above)
            ? Math.max(staleNanos[below], staleNanos[above])
            : between(staleNanos, below, above, part),
        between(wrongMillisSeconds, below, above, part),
        endless[below] || endless[above]);
  }

  /** A stale window begins to exist, or to end, somewhere between: the worse of the two is told. */
  private boolean isEdge(int below, int above) {
    return endless[below] != endless[above] || (staleNanos[below] == 0) != (staleNanos[above] == 0);
  }

  private static long between(long[] values, int below, int above, long part) {
    return values[below] + (((values[above] - values[below]) * part) >> PART_BITS);
  }

  /** The integral goes on to grow as it did last; the stale window stays what it was. */
  private Wrong beyond(long nanos) {
    int last = toutNanos.length - 1;
    long grown = Math.max(0, wrongMillisSeconds[last] - wrongMillisSeconds[last - 1]);
    long seconds = Math.max(1, (toutNanos[last] - toutNanos[last - 1]) / SECOND_NANOS);
    long further = (nanos - toutNanos[last]) / SECOND_NANOS;
    return new Wrong(
        staleNanos[last],
        Math.addExact(wrongMillisSeconds[last], Math.multiplyExact(further, grown / seconds)),
        endless[last]);
  }
}
