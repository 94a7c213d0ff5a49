package io.lapse.guestkernel.vmclock;

import io.lapse.ledger.time.Interval;
import io.lapse.ledger.time.TaiInstant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a page says about the time. */
public sealed interface ClockReading {

  /**
   * A wall time.
   *
   * @param isTai whether the seconds are those of TAI; else those of UTC
   * @param sec seconds since 1970-01-01; not negative
   * @param fracSec the part below a second, in 2^-64 s, unsigned, rounded down
   * @param isCut whether that rounding lost anything
   * @param taiOffsetSec TAI - UTC; null where the page does not vouch for it
   * @param maxErrorNanos what the time is off by at most, rounded up; null where the page does not
   *     say, or it exceeds 63 bits
   * @param isReliable whether the host says that its clock may be relied upon
   */
  record Known(
      boolean isTai,
      long sec,
      long fracSec,
      boolean isCut,
      @Nullable Integer taiOffsetSec,
      @Nullable Long maxErrorNanos,
      boolean isReliable)
      implements ClockReading {
    private static final long SECOND_NANOS = 1_000_000_000L;

    /** The part below a second in ns, rounded down. */
    public long nanosOfSecond() {
      return UInt128.productHigh(fracSec, SECOND_NANOS);
    }

    /** Seconds since 1970-01-01 as UTC counts them; empty where that is not known. */
    public Optional<Long> utcSec() {
      return isTai ? offset().map(offset -> sec - offset) : Optional.of(sec);
    }

    /** The instant, rounded down to ns; empty where it is not known, or exceeds 63 bits. */
    public Optional<TaiInstant> tai() {
      return taiNanos(nanosOfSecond()).map(TaiInstant::new);
    }

    /**
     * The interval in TAI ns that holds the true instant if the page is right; rounded outward.
     * Empty where the instant or its error is not known, or an end exceeds 63 bits.
     */
    public Optional<Interval> taiBound() {
      Long error = maxErrorNanos;
      Optional<Long> low = taiNanos(nanosOfSecond());
      Optional<Long> high = taiNanos(nanosOfSecondUp());
      if (error == null || low.isEmpty() || high.isEmpty()) {
        return Optional.empty();
      }
      try {
        return Optional.of(
            new Interval(Math.subtractExact(low.get(), error), Math.addExact(high.get(), error)));
      } catch (ArithmeticException beyond63Bits) {
        return Optional.empty();
      }
    }

    private Optional<Integer> offset() {
      return Optional.ofNullable(taiOffsetSec);
    }

    /** The part below a second, what was cut off included, in ns, rounded up. */
    private long nanosOfSecondUp() {
      UInt128 nanos = UInt128.product(fracSec, SECOND_NANOS).plus(isCut ? SECOND_NANOS : 0);
      return nanos.low() == 0 ? nanos.high() : nanos.high() + 1;
    }

    private Optional<Long> taiNanos(long belowSecondNanos) {
      try {
        Integer offset = isTai ? (Integer) 0 : taiOffsetSec;
        return offset == null
            ? Optional.empty()
            : Optional.of(
                Math.addExact(
                    Math.multiplyExact(Math.addExact(sec, offset), SECOND_NANOS),
                    belowSecondNanos));
      } catch (ArithmeticException beyond63Bits) {
        return Optional.empty();
      }
    }
  }

  /** None. */
  record Refused(Why why) implements ClockReading {}

  /** Why a page gives no wall time; the first that holds. */
  enum Why {
    /** Its {@code counter_id} says that it is about no counter. */
    NO_COUNTER,
    /** The page ends before the time does. */
    TIME_ABSENT,
    /** Its {@code time_type} is neither UTC nor TAI. */
    NOT_A_WALL_TIME,
    /** The seconds exceed 63 bits. */
    BEYOND_RANGE
  }
}
