package io.lapse.guestkernel.discipline.chrony;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PollScoreTest {
  private final PollScore poll = new PollScore(6, 10);

  private void reach(int log2) {
    for (int i = 0; poll.poll() < log2 && i < 1_000; i++) {
      poll.sampled(0, 1, 64);
    }
  }

  /** get_poll_adj: (64 / 8 - 1) / 8 = 7/8 of a step a sample. */
  @Test
  void sampleThatWasForetold_lengthensTheInterval_byTheSamplesInUse() {
    poll.sampled(0, 1, 64);
    assertThat(poll.poll()).isEqualTo(6);

    poll.sampled(0, 1, 64);

    assertThat(poll.poll()).isEqualTo(7);
  }

  @Test
  void eightSamples_keepTheInterval_fewerShortenIt() {
    reach(8);
    for (int i = 0; i < 100; i++) {
      poll.sampled(0, 1, 8);
    }
    assertThat(poll.poll()).isEqualTo(8);

    for (int i = 0; i < 100; i++) {
      poll.sampled(0, 1, 3);
    }

    assertThat(poll.poll()).isEqualTo(6);
  }

  /**
   * By the logarithm of how far off it was: from 2^10 s and a score of 1 to 1 - log2; what is below
   * 0 costs one step more than its whole part.
   */
  @ParameterizedTest(name = "foretold wrong by {0} times the distance: 2^{1} s")
  @CsvSource({"1, 10", "3, 9", "4, 8", "7, 8", "8, 7", "15, 7", "16, 6", "1000000, 6"})
  void sampleThatWasForetoldWrong_shortensTheInterval(long times, int log2) {
    reach(10);
    poll.sampled(0, 1, 64);

    poll.sampled(times * 5_000_000, 5_000_000, 64);

    assertThat(poll.poll()).isEqualTo(log2);
  }

  @Test
  void missedSample_isATenthOfAStep() {
    for (int i = 0; i < 10; i++) {
      poll.missed();
    }
    assertThat(poll.poll()).isEqualTo(6);

    poll.missed();

    assertThat(poll.poll()).isEqualTo(7);
  }

  @Test
  void reset_saysWhetherTheIntervalWasLonger() {
    assertThat(poll.reset()).isFalse();
    reach(8);

    assertThat(poll.reset()).isTrue();

    assertThat(poll.poll()).isEqualTo(6);
  }

  @Test
  void copy_goesItsOwnWay() {
    PollScore copy = poll.copy();

    reach(8);

    assertThat(copy.poll()).isEqualTo(6);
  }
}
