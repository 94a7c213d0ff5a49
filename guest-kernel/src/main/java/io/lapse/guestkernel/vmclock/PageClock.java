package io.lapse.guestkernel.vmclock;

import io.lapse.guestkernel.vmclock.ClockReading.Why;
import org.jspecify.annotations.Nullable;

/**
 * The clock that a page describes: {@code T1 + P * (C - C1)}, computed as {@code
 * drivers/ptp/ptp_vmclock.c} does it, with 128 bits. The product comes first, then the shift, which
 * rounds down, then the fraction of T1 is added.
 *
 * <p>TAI - UTC is taken as the specification says, UTC = TAI - offset. The driver does the
 * opposite, and is right only where a host states -37.
 */
public final class PageClock {
  private static final long SECOND_NANOS = 1_000_000_000L;

  private PageClock() {}

  /** The reference time T1; it needs no counter. */
  public static ClockReading reference(VmClockPage page) {
    return reading(page, new UInt128(0, 0), false, maxErrorNanos(page, 0));
  }

  /**
   * The time at which the counter shows a value.
   *
   * @param counterValue unsigned. One before the page's own is taken for a counter that has gone
   *     round: the difference counts modulo 2^64
   */
  public static ClockReading at(VmClockPage page, long counterValue) {
    if (page.counterId().is(CounterId.INVALID)) {
      return new ClockReading.Refused(Why.NO_COUNTER);
    }
    Long reference = page.counterValue();
    Long period = page.counterPeriodFracSec();
    Integer shift = page.counterPeriodShift();
    if (reference == null || period == null || shift == null) {
      return new ClockReading.Refused(Why.TIME_ABSENT);
    }
    long ticks = counterValue - reference;
    UInt128 product = UInt128.product(ticks, period);
    return reading(
        page, product.shiftedRight(shift), product.hasBitsBelow(shift), maxErrorNanos(page, ticks));
  }

  /**
   * @param elapsed since T1, in 2^-64 s
   * @param isCut whether rounding it down lost anything
   */
  private static ClockReading reading(
      VmClockPage page, UInt128 elapsed, boolean isCut, @Nullable Long maxErrorNanos) {
    Long referenceSec = page.timeSec();
    Long referenceFracSec = page.timeFracSec();
    if (referenceSec == null || referenceFracSec == null) {
      return new ClockReading.Refused(Why.TIME_ABSENT);
    }
    boolean isTai = page.timeType().is(TimeType.TAI);
    if (!isTai && !page.timeType().is(TimeType.UTC)) {
      return new ClockReading.Refused(Why.NOT_A_WALL_TIME);
    }
    UInt128 sinceReferenceSec = elapsed.plus(referenceFracSec);
    long sec = referenceSec + sinceReferenceSec.high();
    if (referenceSec < 0 || sinceReferenceSec.high() < 0 || sec < 0) {
      return new ClockReading.Refused(Why.BEYOND_RANGE);
    }
    return new ClockReading.Known(
        isTai,
        sec,
        sinceReferenceSec.low(),
        isCut,
        page.validTaiOffsetSec().orElse(null),
        maxErrorNanos,
        page.isReliable());
  }

  /** T_maxerr + P_maxerr * (C - C1), rounded up; at the reference the second part is 0 anyway. */
  private static @Nullable Long maxErrorNanos(VmClockPage page, long ticks) {
    Long ofTime = page.timeMaxerrorNanosec();
    Long ofPeriod = page.counterPeriodMaxerrorRateFracSec();
    Integer shift = page.counterPeriodShift();
    if (ofTime == null || ofTime < 0 || !page.flags().has(Flag.TIME_MAXERROR_VALID)) {
      return null;
    }
    if (ticks == 0) {
      return ofTime;
    }
    if (ofPeriod == null || shift == null || !page.flags().has(Flag.PERIOD_MAXERROR_VALID)) {
      return null;
    }
    Long growthNanos = nanosUp(UInt128.product(ticks, ofPeriod), shift);
    if (growthNanos == null || ofTime + growthNanos < 0) {
      return null;
    }
    return ofTime + growthNanos;
  }

  /** A time in 2^-(64 + shift) s as ns, rounded up; null if it exceeds 63 bits. */
  private static @Nullable Long nanosUp(UInt128 time, int shift) {
    UInt128 lower = UInt128.product(time.low(), SECOND_NANOS);
    UInt128 upper = UInt128.product(time.high(), SECOND_NANOS).plus(lower.high());
    UInt128 nanos = upper.shiftedRight(shift);
    boolean isExact = lower.low() == 0 && !upper.hasBitsBelow(shift);
    long up = isExact ? nanos.low() : nanos.low() + 1;
    return nanos.high() != 0 || nanos.low() < 0 || up < 0 ? null : (Long) up;
  }
}
