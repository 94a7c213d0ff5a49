package io.lapse.guestkernel.discipline.ntpd;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.guestkernel.discipline.Measurement;
import io.lapse.guestkernel.discipline.ntpd.ClockFilter.Believed;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClockFilterTest {
  private static final long MILLI = 1_000_000L;
  private static final long SECOND = 1_000_000_000L;

  private final ClockFilter filter = new ClockFilter();

  private Optional<Believed> add(long offsetNanos, long delayMillis, long atSeconds) {
    return filter.add(new Measurement(offsetNanos, delayMillis * MILLI), atSeconds, true);
  }

  private static long offset(Optional<Believed> believed) {
    return believed.orElseThrow().measured().offsetNanos();
  }

  @Test
  void shorterRoundTrip_isBelieved() {
    add(1, 20, 0);

    assertThat(offset(add(2, 10, 64))).isEqualTo(2);
  }

  @Test
  void equalRoundTrip_theLatestIsBelieved() {
    add(1, 10, 0);

    assertThat(offset(add(2, 10, 64))).isEqualTo(2);
  }

  @Test
  void longerRoundTrip_isNotBelieved_norTheOldOneAgain() {
    add(1, 10, 0);

    assertThat(add(2, 20, 64)).isEmpty();
  }

  /** A sample in flight while the guest stood still seems to have taken a short way. */
  @Test
  void shortestRoundTrip_isBelievedUntilItLeavesTheRegister() {
    add(1, 3, 0);
    for (int i = 1; i < ClockFilter.STAGES; i++) {
      assertThat(add(1_000, 10, 64L * i)).as("sample %d", i).isEmpty();
    }

    assertThat(offset(add(1_000, 10, 64L * ClockFilter.STAGES))).isEqualTo(1_000);
  }

  /** 15 ppm of 2,112 s are 32 ms: more than the 7 ms that the old sample is shorter. */
  @Test
  void sampleBeyondTheAllanIntercept_countsAsLonger() {
    add(1, 3, 0);
    add(1_000, 10, 1_024);

    assertThat(offset(add(1_000, 10, 2_112))).isEqualTo(1_000);
  }

  @Test
  void unsorted_theLatestIsBelieved() {
    filter.add(new Measurement(1, 10 * MILLI), 0, false);

    Optional<Believed> believed = filter.add(new Measurement(2, 20 * MILLI), 2, false);

    assertThat(offset(believed)).isEqualTo(2);
  }

  /** sqrt((10^2 + 10^2) / 2) = 10. */
  @Test
  void jitter_isTheRmsAgainstTheBelievedOne() {
    add(0, 10, 0);
    add(0, 10, 64);

    assertThat(add(10_000, 10, 128).orElseThrow().jitterNanos()).isEqualTo(10_000);
  }

  @Test
  void jitterOfOneSample_isThePrecision() {
    assertThat(add(5_000, 10, 0).orElseThrow().jitterNanos())
        .isEqualTo(ClockFilter.PRECISION_NANOS);
  }

  /**
   * After a clock was off by 10 s for all samples but the last k of eight, the jitter is 10 s times
   * sqrt((8 - k) / 7): at k = 7 3.8 s, and the server is fit below 1.5 s only.
   */
  @Test
  void offsetOf10Seconds_makesTheServerUnfit_untilAllSamplesHaveIt() {
    for (int i = 0; i < ClockFilter.STAGES; i++) {
      add(0, 10, 64L * i);
    }

    for (int k = 1; k <= ClockFilter.STAGES; k++) {
      Believed believed = add(10 * SECOND, 10, 64L * (ClockFilter.STAGES + k)).orElseThrow();
      assertThat(believed.isFit(6)).as("sample %d", k).isEqualTo(k == ClockFilter.STAGES);
    }
  }

  /** sqrt(7 / 7) = 1: one sample of eight that is 1.4 s off has a jitter of 1.4 s. */
  @Test
  void offsetBelow1500Millis_leavesTheServerFit() {
    for (int i = 0; i < ClockFilter.STAGES; i++) {
      add(0, 10, 64L * i);
    }

    assertThat(add(1_400 * MILLI, 10, 1_000).orElseThrow().isFit(6)).isTrue();
    assertThat(add(-1_400 * MILLI, 10, 1_064).orElseThrow().isFit(6)).isFalse();
  }

  /** Half of 16 s, a quarter of them, ...: with one sample 16 * (1/4 + ... + 1/256) s. */
  @Test
  void dispersion_halvesWithEachSample() {
    long one = add(0, 10, 0).orElseThrow().dispersionNanos();
    long two = add(0, 10, 2).orElseThrow().dispersionNanos();

    assertThat(one).isBetween(7_937 * MILLI, 7_938 * MILLI);
    assertThat(two).isBetween(3_937 * MILLI, 3_938 * MILLI);
  }

  @Test
  void copy_goesItsOwnWay() {
    ClockFilter copy = filter.copy();

    add(1, 10, 0);

    assertThat(copy.add(new Measurement(2, 20 * MILLI), 64, true)).isPresent();
  }
}
