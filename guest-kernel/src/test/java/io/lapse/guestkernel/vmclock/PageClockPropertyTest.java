package io.lapse.guestkernel.vmclock;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.guestkernel.vmclock.ClockReading.Why;
import io.lapse.ledger.time.Interval;
import java.math.BigInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** Beside the formula of the specification in exact numbers, over the whole range of each. */
class PageClockPropertyTest {
  private static final BigInteger BILLION = BigInteger.valueOf(1_000_000_000);
  private static final BigInteger LONG_MAX = BigInteger.valueOf(Long.MAX_VALUE);

  private static BigInteger exact(long unsigned) {
    return new BigInteger(Long.toUnsignedString(unsigned));
  }

  /** Up to the nearest integer. */
  private static BigInteger divideUp(BigInteger dividend, int bits) {
    return dividend.negate().shiftRight(bits).negate();
  }

  @Property
  void time_isTheFormulaOfTheDriver(
      @ForAll long reference,
      @ForAll long counter,
      @ForAll long period,
      @ForAll @IntRange(max = 255) int shift,
      @ForAll long sec,
      @ForAll long fracSec) {
    VmClockPage page =
        Pages.gigahertz()
            .put(0x27, 1, shift)
            .put(0x28, 8, reference)
            .put(0x30, 8, period)
            .put(0x48, 8, sec)
            .put(0x50, 8, fracSec)
            .page();

    ClockReading reading = PageClock.at(page, counter);

    BigInteger ticks = exact(counter - reference);
    BigInteger time =
        ticks
            .multiply(exact(period))
            .shiftRight(shift)
            .add(exact(fracSec))
            .add(exact(sec).shiftLeft(64));
    BigInteger exactSec = time.shiftRight(64);
    if (exactSec.compareTo(LONG_MAX) > 0) {
      assertThat(reading).isEqualTo(new ClockReading.Refused(Why.BEYOND_RANGE));
      return;
    }
    ClockReading.Known known = (ClockReading.Known) reading;
    BigInteger belowSecond = time.subtract(exactSec.shiftLeft(64));
    assertThat(known.sec()).isEqualTo(exactSec.longValueExact());
    assertThat(exact(known.fracSec())).isEqualTo(belowSecond);
    assertThat(known.nanosOfSecond())
        .isEqualTo(belowSecond.multiply(BILLION).shiftRight(64).longValueExact());
  }

  @Property
  void error_isTheSpecifiedOne_roundedUp(
      @ForAll long ticks,
      @ForAll long ofPeriod,
      @ForAll @IntRange(max = 255) int shift,
      @ForAll long ofTime) {
    VmClockPage page =
        Pages.gigahertz()
            .put(0x27, 1, shift)
            .put(0x30, 8, 0)
            .put(0x40, 8, ofPeriod)
            .put(0x60, 8, ofTime)
            .page();

    ClockReading.Known known = (ClockReading.Known) PageClock.at(page, ticks);

    BigInteger growth =
        divideUp(exact(ticks).multiply(exact(ofPeriod)).multiply(BILLION), 64 + shift);
    BigInteger error = exact(ofTime).add(growth);
    assertThat(known.maxErrorNanos())
        .isEqualTo(error.compareTo(LONG_MAX) > 0 ? null : (Long) error.longValueExact());
  }

  /** Where nothing exceeds 63 bits; less than 3 ns wider at each end than the exact one. */
  @Property
  void bound_holdsTheExactInterval(
      @ForAll @LongRange(min = 0, max = 1L << 50) long ticks,
      @ForAll @LongRange(min = 1, max = 1L << 40) long fineness,
      @ForAll @LongRange(min = 0, max = 4_000_000_000L) long sec,
      @ForAll long fracSec,
      @ForAll @IntRange(min = 29, max = 60) int shift) {
    long period = 0x89705F4136B4A597L;
    VmClockPage page =
        Pages.gigahertz()
            .put(0x27, 1, shift)
            .put(0x40, 8, fineness)
            .put(0x48, 8, sec)
            .put(0x50, 8, fracSec)
            .page();

    Interval bound = ((ClockReading.Known) PageClock.at(page, ticks)).taiBound().orElseThrow();

    // All in 2^-(64 + shift) ns.
    BigInteger time =
        exact(sec)
            .shiftLeft(64)
            .add(exact(fracSec))
            .shiftLeft(shift)
            .add(exact(ticks).multiply(exact(period)))
            .multiply(BILLION);
    BigInteger error =
        exact(ticks)
            .multiply(BigInteger.valueOf(fineness))
            .multiply(BILLION)
            .add(BigInteger.valueOf(1000).shiftLeft(64 + shift));
    BigInteger nano = BigInteger.ONE.shiftLeft(64 + shift);
    BigInteger low = BigInteger.valueOf(bound.lowNanos()).multiply(nano);
    BigInteger high = BigInteger.valueOf(bound.highNanos()).multiply(nano);
    BigInteger slack = nano.shiftLeft(1).add(nano);
    assertThat(low).isBetween(time.subtract(error).subtract(slack), time.subtract(error));
    assertThat(high).isBetween(time.add(error), time.add(error).add(slack));
  }
}
