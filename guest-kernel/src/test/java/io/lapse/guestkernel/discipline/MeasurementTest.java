package io.lapse.guestkernel.discipline;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeasurementTest {
  private static final long MILLI = 1_000_000L;

  /**
   * RFC 5905, section 8; in ms. In the last three rows the guest was stopped for 10 s on the way.
   */
  @ParameterizedTest(name = "{5}")
  @CsvSource(
      textBlock =
          """
          # T1, T2,    T3,    T4,    offset, delay, what
          0,    5,     5,     10,    0,      10,    a clock that is right
          0,    1005,  1005,  10,    1000,   10,    a clock that is behind
          1000, 5,     6,     1011,  -1000,  10,    a clock that is ahead; the server takes its time
          0,    8,     8,     10,    3,      10,    a way out that is longer than the way back
          0,    5,     5,     6,     2,      6,     'stopped, clock stood still: no error, a short way'
          0,    5,     5,     10006, -4998,  10006, 'stopped, clock injected: half the outage'
          0,    10005, 10005, 10,    10000,  10,    'stopped, asked afterwards: all of it'
          """)
  void fourTimestamps_giveOffsetAndDelay(
      long t1, long t2, long t3, long t4, long offset, long delay, String what) {
    Measurement measured = Measurement.of(t1 * MILLI, t2 * MILLI, t3 * MILLI, t4 * MILLI);

    assertThat(measured.delayNanos()).as(what).isEqualTo(delay * MILLI);
    assertThat(Math.floorDiv(measured.offsetNanos(), MILLI)).as(what).isEqualTo(offset);
  }

  /** Whatever the ways take, the offset is wrong by half their difference. */
  @Property
  void offset_isWrongByHalfTheDifferenceOfTheWays(
      @ForAll @LongRange(min = -4_000_000_000_000L, max = 4_000_000_000_000L) long behind,
      @ForAll @LongRange(min = 0, max = 1_000_000_000L) long out,
      @ForAll @LongRange(min = 0, max = 1_000_000_000L) long back) {
    long t1 = 1_000_000_000_000_000L;

    Measurement measured =
        Measurement.of(t1, t1 + behind + out, t1 + behind + out, t1 + out + back);

    assertThat(measured.offsetNanos()).isEqualTo(behind + Math.floorDiv(out - back, 2));
    assertThat(measured.delayNanos()).isEqualTo(out + back);
  }
}
