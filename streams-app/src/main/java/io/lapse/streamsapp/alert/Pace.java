package io.lapse.streamsapp.alert;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * When a receiver may be spoken to: never more often than its rate, as a bucket of tokens that
 * holds those of one second; and after failures less and less often.
 */
final class Pace {
  static final long BACK_OFF_MIN_MILLIS = 100;
  static final long BACK_OFF_MAX_MILLIS = 30_000;

  /** However long a receiver asks to be left alone. */
  static final long LEFT_ALONE_MAX_MILLIS = 300_000;

  private static final int DOUBLINGS_MAX = 20;
  private static final long SECOND_MILLIS = 1_000;

  private final RandomGenerator random;
  private final int perSecond;

  /** In thousandths, so that a millisecond adds {@code perSecond} of them. */
  private long tokens;

  private long filledMillis;
  private int failures;
  private long quietUntilMillis;

  /**
   * A full bucket.
   *
   * @param perSecond posts, at least 1
   * @param nowMillis steady, here and below
   */
  Pace(int perSecond, RandomGenerator random, long nowMillis) {
    this.perSecond = perSecond;
    this.random = random;
    tokens = perSecond * SECOND_MILLIS;
    filledMillis = nowMillis;
    quietUntilMillis = nowMillis;
  }

  /** How long until the next post may be made; 0: now. */
  long waitMillis(long nowMillis) {
    fill(nowMillis);
    long forToken = (Math.max(0, SECOND_MILLIS - tokens) + perSecond - 1) / perSecond;
    return Math.max(forToken, Math.max(0, quietUntilMillis - nowMillis));
  }

  private void fill(long nowMillis) {
    long passed = Math.min(SECOND_MILLIS, nowMillis - filledMillis);
    tokens = Math.min(perSecond * SECOND_MILLIS, tokens + passed * perSecond);
    filledMillis = nowMillis;
  }

  /** A post is made. */
  void take(long nowMillis) {
    fill(nowMillis);
    tokens -= SECOND_MILLIS;
  }

  /** The receiver took something. */
  void succeeded() {
    failures = 0;
  }

  /** The receiver took nothing. */
  void failed(long nowMillis, @Nullable Duration after) {
    failures++;
    long asked = after == null ? 0 : Math.min(after.toMillis(), LEFT_ALONE_MAX_MILLIS);
    quietUntilMillis = nowMillis + Math.max(asked, backOffMillis(failures));
  }

  /** Doubles with each failure in a row; the second half of it is by chance. */
  long backOffMillis(int failed) {
    int doublings = Math.min(DOUBLINGS_MAX, failed - 1);
    long full = Math.min(BACK_OFF_MAX_MILLIS, BACK_OFF_MIN_MILLIS << doublings);
    return random.nextLong(full / 2, full + 1);
  }
}
