package io.lapse.cli.timers;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.cli.timers.RecordedAdvance.BaseTruth;
import io.lapse.ledger.guest.TimerClock;
import io.lapse.ledger.timers.ExpiryEstimate;
import io.lapse.ledger.timers.ExpiryEstimate.BaseExpiry;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The estimate of expired timers, against what real kernels expired. */
class EstimateTest {

  static List<RecordedAdvance> advances() {
    return RecordedAdvance.all();
  }

  static List<Long> windows() {
    return SampledTimers.WINDOWS;
  }

  @Test
  void advances_areAll() {
    assertThat(advances()).hasSize(15);
  }

  /**
   * The recording counts all expirations, and all periodic timers: which expired is counted here.
   */
  @ParameterizedTest
  @MethodSource("advances")
  void expirations_areThoseOfTheRecording(RecordedAdvance advance) {
    for (TimerClock base : TimerClock.values()) {
      assertThat(advance.countedExpirations(base))
          .as("%s", base)
          .isEqualTo(advance.truth(base).expirations());
    }
  }

  @ParameterizedTest
  @MethodSource("advances")
  void estimate_isTheTruth_toTwoTimers(RecordedAdvance advance) {
    ExpiryEstimate estimate = advance.estimate();

    for (TimerClock base : TimerClock.values()) {
      BaseTruth truth = advance.truth(base);
      BaseExpiry found = RecordedAdvance.of(estimate, base);
      assertThat(found.expected() - (truth.oneShots() + truth.periodic()))
          .as("%s", base)
          .isBetween(-2L, 2L);
      assertThat(advance.due(base)).as("%s", base).isBetween(found.low(), found.high());
      assertThat(found.high() - found.low()).as("%s", base).isLessThanOrEqualTo(12);
      assertThat(found.overruns() - advance.overruns(base))
          .as("%s", base)
          .isBetween(-truth.periodic(), truth.periodic());
    }
  }

  @ParameterizedTest
  @MethodSource("advances")
  void estimateOfTheHistogram_holdsTheTruth(RecordedAdvance advance) {
    ExpiryEstimate estimate = advance.estimateOfTheHistogram();

    for (TimerClock base : TimerClock.values()) {
      BaseExpiry found = RecordedAdvance.of(estimate, base);
      assertThat(advance.due(base)).as("%s", base).isBetween(found.low(), found.high());
    }
  }

  @Test
  void samples_areSoFarApart_thatMostTimersTurnedOver() {
    SampledTimers samples = new SampledTimers();

    assertThat(samples.first().timers()).hasSize(15);
    assertThat(samples.turnedOver()).isEqualTo(12);
    assertThat(samples.apartNanos()).isEqualTo(3_001_007_185L);
  }

  @ParameterizedTest
  @MethodSource("windows")
  void estimateOfASample_holdsWhatTheNextOneShows(long windowNanos) {
    SampledTimers samples = new SampledTimers();

    BaseExpiry estimate = samples.estimate(windowNanos);

    assertThat(samples.shown(windowNanos)).isBetween(estimate.low(), estimate.high());
  }
}
