package io.lapse.guestkernel.vmclock;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.guestkernel.vmclock.ClockReading.Why;
import io.lapse.ledger.time.Interval;
import io.lapse.ledger.time.TaiInstant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Expected times: {@code python3 -c 'x = (TICKS * PERIOD >> SHIFT) + FRAC; print(SEC + (x >> 64),
 * (x % 2**64) * 10**9 >> 64)'}.
 */
class PageClockTest {

  private static ClockReading.Known known(ClockReading reading) {
    assertThat(reading).isInstanceOf(ClockReading.Known.class);
    return (ClockReading.Known) reading;
  }

  private static Pages atFrequency(long hz) {
    CounterPeriod period = CounterPeriod.ofHz(hz).orElseThrow();
    return Pages.gigahertz().put(0x27, 1, period.shift()).put(0x30, 8, period.fracSec());
  }

  /** 5.5 s of ticks are not quite 5.5 s: the period was rounded down, and so is the time. */
  @ParameterizedTest
  @CsvSource({
    "1000000000, 5500000000, 1700000005, 499999999",
    "2400000000, 13200000000, 1700000005, 499999999",
    "62500000, 343750000, 1700000005, 499999999",
    "1000000000, 0, 1700000000, 0",
    "1000000000, 1, 1700000000, 0",
    "1000000000, 2, 1700000000, 1",
    "2445406000, 8803461600000, 1700003599, 999999999",
    "1000000000, 31536000000000000, 1731535999, 999999999"
  })
  void time_isReferencePlusTicks(long hz, long ticks, long sec, long nanos) {
    VmClockPage page = atFrequency(hz).page();

    ClockReading.Known reading = known(PageClock.at(page, ticks));

    assertThat(reading.sec()).isEqualTo(sec);
    assertThat(reading.nanosOfSecond()).isEqualTo(nanos);
    assertThat(reading.isTai()).isTrue();
    assertThat(reading.tai()).contains(new TaiInstant(sec * 1_000_000_000 + nanos));
  }

  /** The product keeps bits that a shift before it would lose: the time would stand still. */
  @Test
  void shift_comesAfterTheProduct() {
    VmClockPage page = Pages.gigahertz().put(0x27, 1, 63).put(0x30, 8, 3).page();

    ClockReading.Known reading = known(PageClock.at(page, 1L << 62));

    assertThat(reading.fracSec()).isEqualTo(1);
    assertThat(reading.isCut()).isTrue();
  }

  @Test
  void fraction_carriesIntoTheSeconds() {
    VmClockPage page = Pages.gigahertz().put(0x50, 8, 0x8000_0000_0000_0000L).page();

    ClockReading.Known reading = known(PageClock.at(page, 600_000_000));

    assertThat(reading.sec()).isEqualTo(1_700_000_001);
    assertThat(reading.nanosOfSecond()).isEqualTo(99_999_999);
  }

  /** 10 s around the wrap of the counter. */
  @Test
  void counter_goesRoundAt64Bits() {
    VmClockPage page = Pages.gigahertz().put(0x28, 8, -5_000_000_000L).page();

    assertThat(known(PageClock.at(page, 5_000_000_000L)).sec()).isEqualTo(1_700_000_009);
    assertThat(known(PageClock.at(page, -5_000_000_000L)).sec()).isEqualTo(1_700_000_000);
  }

  /** 584 years later: a counter that is behind the reference has gone round. */
  @Test
  void counterBeforeTheReference_countsModulo64Bits() {
    VmClockPage page = Pages.gigahertz().put(0x28, 8, 10).page();

    assertThat(known(PageClock.at(page, 9)).sec()).isEqualTo(1_700_000_000L + 18_446_744_073L);
  }

  /** UTC = TAI - offset, whichever of the two the page shows; the Linux driver has it reversed. */
  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          1, 37,  true,  1700000000, 1699999963
          1, -1,  true,  1700000000, 1700000001
          1, 37,  false, 1700000000, -
          0, 37,  true,  1700000037, 1700000000
          0, -1,  true,  1699999999, 1700000000
          0, 37,  false, -,          1700000000
          """)
  void offset_isTaiLessUtc(int timeType, int offset, boolean isValid, Long taiSec, Long utcSec) {
    VmClockPage page =
        Pages.gigahertz()
            .put(0x0b, 1, timeType)
            .put(0x24, 2, offset)
            .put(0x18, 8, isValid ? 0x151 : 0x150)
            .page();

    ClockReading.Known reading = known(PageClock.reference(page));

    assertThat(reading.tai().map(tai -> tai.nanos() / 1_000_000_000).orElse(null))
        .isEqualTo(taiSec);
    assertThat(reading.utcSec().orElse(null)).isEqualTo(utcSec);
    assertThat(reading.taiBound().isPresent()).isEqualTo(taiSec != null);
  }

  /**
   * 1 us at the reference, 2^-20 of the time after it. Expected: {@code python3 -c 'print(1000 -
   * (-TICKS * 0x89705F4136B * 10**9 >> 93))'}. The interval is rounded outward on top of that.
   */
  @ParameterizedTest
  @CsvSource({
    "0, 1000, 0, 0",
    "1, 1001, -1001, 1003",
    "1000000000, 1954, 999998045, 1000001954",
    "10000000000, 10537, 9999989462, 10000010537"
  })
  void error_growsWithTheTime_andIsRoundedUp(long ticks, long errorNanos, long low, long high) {
    VmClockPage page = Pages.gigahertz().page();

    ClockReading.Known reading = known(PageClock.at(page, ticks));

    assertThat(reading.maxErrorNanos()).isEqualTo(errorNanos);
    if (ticks > 0) {
      long origin = 1_700_000_000_000_000_000L;
      assertThat(reading.taiBound()).contains(new Interval(origin + low, origin + high));
    }
  }

  /** Less than 2^-64 s was cut off, and still the true time is later than the one that is told. */
  @Test
  void bound_holdsWhatWasCutOff() {
    VmClockPage page = Pages.gigahertz().put(0x27, 1, 63).put(0x30, 8, 1).put(0x40, 8, 0).page();

    ClockReading.Known reading = known(PageClock.at(page, 1));

    assertThat(reading.tai()).contains(new TaiInstant(1_700_000_000_000_000_000L));
    assertThat(reading.taiBound())
        .contains(new Interval(1_699_999_999_999_999_000L, 1_700_000_000_000_001_001L));
  }

  /** A bound needs both flags, but for the reference, where the period does not matter. */
  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          0x41, 0x70, 0, 1000
          0x41, 0x70, 1, -
          0x11, 0x70, 0, -
          0x11, 0x70, 1, -
          0x51, 0x70, 1, 1001
          0x51, 0x68, 1, 1001
          0x51, 0x67, 0, -
          """)
  void error_isKnownWhereTheFlagsSaySo(String flags, String size, long ticks, Long maxErrorNanos) {
    byte[] bytes = Pages.gigahertz().put(0x18, 8, Long.decode(flags)).bytes();
    VmClockPage page = Pages.of(bytes).put(0x04, 4, Long.decode(size)).page();

    assertThat(known(PageClock.at(page, ticks)).maxErrorNanos()).isEqualTo(maxErrorNanos);
  }

  @Test
  void errorBeyond63Bits_isNone() {
    Pages page = Pages.gigahertz().put(0x60, 8, Long.MAX_VALUE);

    assertThat(known(PageClock.reference(page.page())).maxErrorNanos()).isEqualTo(Long.MAX_VALUE);
    assertThat(known(PageClock.reference(page.page())).taiBound()).isEmpty();
    assertThat(known(PageClock.at(page.page(), 1)).maxErrorNanos()).isNull();
    page.put(0x60, 8, Long.MIN_VALUE);
    assertThat(known(PageClock.reference(page.page())).maxErrorNanos()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          0x0b, 1, 2,    0x1000, NOT_A_WALL_TIME, NOT_A_WALL_TIME
          0x0b, 1, 3,    0x1000, NOT_A_WALL_TIME, NOT_A_WALL_TIME
          0x0b, 1, 4,    0x1000, NOT_A_WALL_TIME, NOT_A_WALL_TIME
          0x0b, 1, 0x77, 0x1000, NOT_A_WALL_TIME, NOT_A_WALL_TIME
          0x0a, 1, 0xff, 0x1000, NO_COUNTER,      -
          0x0c, 4, 6,    0x57,   TIME_ABSENT,     TIME_ABSENT
          0x0c, 4, 6,    0x20,   TIME_ABSENT,     TIME_ABSENT
          0x48, 8, -1,   0x1000, BEYOND_RANGE,    BEYOND_RANGE
          """)
  void noWallTime_isSaidToBeNone(
      String at, int width, String value, String size, Why counter, String reference) {
    VmClockPage page =
        Pages.gigahertz()
            .put(Integer.decode(at), width, Long.decode(value))
            .put(0x04, 4, Long.decode(size))
            .page();

    assertThat(PageClock.at(page, 5)).isEqualTo(new ClockReading.Refused(counter));
    if (!reference.equals("-")) {
      assertThat(PageClock.reference(page))
          .isEqualTo(new ClockReading.Refused(Why.valueOf(reference)));
    }
  }

  /** The last second of 63 bits; and one whose nanoseconds have more. */
  @Test
  void lastSecond_isKnown_andHasNoTaiNanos() {
    VmClockPage page = Pages.gigahertz().put(0x48, 8, Long.MAX_VALUE).page();

    assertThat(known(PageClock.reference(page)).sec()).isEqualTo(Long.MAX_VALUE);
    assertThat(known(PageClock.reference(page)).tai()).isEmpty();
    assertThat(PageClock.at(page, 2_000_000_000))
        .isEqualTo(new ClockReading.Refused(Why.BEYOND_RANGE));
  }

  @ParameterizedTest
  @CsvSource({"0, false", "1, false", "2, true", "3, true", "4, false", "5, false"})
  void time_isReliableIfTheHostSaysSo(int status, boolean isReliable) {
    VmClockPage page = Pages.gigahertz().put(0x22, 1, status).page();

    assertThat(known(PageClock.at(page, 1)).isReliable()).isEqualTo(isReliable);
  }

  /** Before anybody has synchronised: the page of a Firecracker guest that has just booted. */
  @Test
  void pageOfANewFirecrackerGuest_hasNoReliableTime() {
    VmClockPage page = Pages.blank(0x1000).put(0x0a, 1, 0xff).put(0x18, 8, 0x300).page();

    assertThat(page.flags().set())
        .containsExactly(Flag.VM_GEN_COUNTER_PRESENT, Flag.NOTIFICATION_PRESENT);
    assertThat(PageClock.at(page, 1)).isEqualTo(new ClockReading.Refused(Why.NO_COUNTER));
    assertThat(page.isReliable()).isFalse();
  }
}
