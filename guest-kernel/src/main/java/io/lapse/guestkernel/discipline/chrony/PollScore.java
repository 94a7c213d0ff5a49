package io.lapse.guestkernel.discipline.chrony;

/**
 * The poll interval, by how well the last sample was foretold: {@code get_poll_adj} of ntp_core.c.
 */
final class PollScore {
  /** One step of the interval. */
  private static final long ONE = 1L << 10;

  /** SRC_DEFAULT_POLLTARGET: so many samples are to be in use. */
  private static final long TARGET = 8;

  private final int min;
  private final int max;
  private int poll;
  private long score;

  PollScore(int min, int max) {
    this.min = min;
    this.max = max;
    poll = min;
  }

  PollScore copy() {
    PollScore copy = new PollScore(min, max);
    copy.poll = poll;
    copy.score = score;
    return copy;
  }

  /** Log2 s. */
  int poll() {
    return poll;
  }

  /** {@code NCR_ResetPoll}; whether it was not the shortest. */
  boolean reset() {
    boolean wasLonger = poll != min;
    poll = min;
    score = 0;
    return wasLonger;
  }

  /**
   * A good sample.
   *
   * @param errorNanos by how much it was foretold wrong; not negative
   * @param distanceNanos how far it may be off by itself; at least 1
   * @param samples how many are in use
   */
  void sampled(long errorNanos, long distanceNanos, int samples) {
    if (errorNanos > distanceNanos) {
      adjust(-log2(errorNanos, distanceNanos));
      return;
    }
    long step = (samples * ONE / TARGET - ONE) / TARGET;
    adjust(samples < TARGET ? 2 * step : step);
  }

  /** A sample that was not good: a tenth of a step. */
  void missed() {
    adjust(ONE / 10);
  }

  /** {@code adjust_poll}: whole steps change the interval. */
  private void adjust(long by) {
    score += by;
    // A negative score is one step more than its whole part, as chrony has it.
    long steps = score < 0 ? (score - ONE) / ONE : score / ONE;
    poll += (int) steps;
    score -= steps * ONE;
    if (poll < min) {
      poll = min;
      score = 0;
    } else if (poll > max) {
      poll = max;
      score = ONE;
    }
  }

  /** Of a by b in 1/1024, rounded down; a is larger. */
  private static long log2(long a, long b) {
    long whole = 0;
    long rest = b;
    while (rest <= a / 2) {
      rest *= 2;
      whole++;
    }
    // 1 to 2 in 2^-30; squaring it shows bit after bit of the logarithm.
    long mantissa = Parts.mulDiv(a, 1L << 30, rest);
    long fraction = 0;
    for (int i = 0; i < 10; i++) {
      mantissa = (mantissa * mantissa) >> 30;
      fraction *= 2;
      if (mantissa >= 1L << 31) {
        mantissa >>= 1;
        fraction++;
      }
    }
    return whole * ONE + fraction;
  }
}
