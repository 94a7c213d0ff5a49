package io.lapse.schemas.tai;

import io.lapse.ledger.time.TaiInstant;
import java.time.Instant;
import org.threeten.extra.scale.UtcRules;

/**
 * The UTC scale as a host's {@code CLOCK_REALTIME} counts it: nanoseconds since
 * 1970-01-01T00:00:00Z in days of 86,400 s. TAI - UTC comes from the leap-second table of
 * threeten-extra; before 1972 it is 10 s throughout, as the table has it.
 *
 * <p>In a leap second {@code CLOCK_REALTIME} shows 23:59:59 a second time. A count in that second
 * is taken as its first showing: it may be one second early.
 */
public final class UtcScale {
  private static final long SECOND_NANOS = 1_000_000_000L;
  private static final long DAY_NANOS = 86_400L * SECOND_NANOS;

  /** 1970-01-01 as a Modified Julian Day. */
  private static final long EPOCH_DAY = 40_587;

  /**
   * An hour after the first instant: no offset is that large, so subtracting it cannot overflow.
   */
  private static final long EARLIEST_TAI_NANOS = Long.MIN_VALUE + 3_600L * SECOND_NANOS;

  private static final UtcRules RULES = UtcRules.system();

  /** So many bits of {@link #lastDay} are the offset; the others are the day. */
  private static final int OFFSET_BITS = 16;

  /** The day that was asked for last, with its offset: events of one log come day by day. */
  private static volatile long lastDay = withOffset(0);

  private UtcScale() {}

  /**
   * The instant at which {@code CLOCK_REALTIME} showed {@code utcNanos}.
   *
   * @throws ArithmeticException if the instant does not fit into 64 bits: from 2262-04-11 on
   */
  public static TaiInstant toTai(long utcNanos) {
    return new TaiInstant(utcNanos).plus(offsetSeconds(utcNanos) * SECOND_NANOS);
  }

  /**
   * The instant at which a clock showed {@code utc}.
   *
   * @throws ArithmeticException if the instant does not fit into 64 bits
   */
  public static TaiInstant toTai(Instant utc) {
    return toTai(
        Math.addExact(Math.multiplyExact(utc.getEpochSecond(), SECOND_NANOS), utc.getNano()));
  }

  /** The same as {@link #toUtcNanos}, for those who write it down. */
  public static Instant toInstant(TaiInstant instant) {
    return Instant.EPOCH.plusNanos(toUtcNanos(instant));
  }

  /**
   * What {@code CLOCK_REALTIME} shows at {@code instant}, in ns since 1970-01-01T00:00:00Z.
   *
   * @throws ArithmeticException if it does not fit into 64 bits: just after 1677-09-21
   */
  public static long toUtcNanos(TaiInstant instant) {
    return instant.plus(-offsetSeconds(instant) * SECOND_NANOS).nanos();
  }

  /** TAI - UTC when {@code CLOCK_REALTIME} showed {@code utcNanos}, in s. */
  public static int offsetSeconds(long utcNanos) {
    long day = Math.floorDiv(utcNanos, DAY_NANOS);
    long last = lastDay;
    if (last >> OFFSET_BITS != day) {
      last = withOffset(day);
      lastDay = last;
    }
    return (int) (last & ((1 << OFFSET_BITS) - 1));
  }

  private static long withOffset(long day) {
    return (day << OFFSET_BITS) | RULES.getTaiOffset(EPOCH_DAY + day);
  }

  /**
   * TAI - UTC at {@code instant}, in s.
   *
   * <p>Offsets never shrink, so the one that holds at the instant lies between those of two
   * guesses. The last step decides within the leap second, where Linux has already counted it.
   */
  public static int offsetSeconds(TaiInstant instant) {
    long taiNanos = Math.max(instant.nanos(), EARLIEST_TAI_NANOS);
    int offset = offsetSeconds(taiNanos);
    offset = offsetSeconds(taiNanos - offset * SECOND_NANOS);
    return offsetSeconds(taiNanos - offset * SECOND_NANOS);
  }
}
