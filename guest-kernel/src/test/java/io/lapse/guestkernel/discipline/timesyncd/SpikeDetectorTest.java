package io.lapse.guestkernel.discipline.timesyncd;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.guestkernel.discipline.Measurement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpikeDetectorTest {
  private static final long MICRO = 1_000L;

  private final SpikeDetector spikes = new SpikeDetector();

  private static Measurement micros(long offset, long delay) {
    return new Measurement(offset * MICRO, delay * MICRO);
  }

  private void settle() {
    for (int i = 0; i < 12; i++) {
      spikes.isSpike(micros(i % 2 == 0 ? 40 : -40, 10_000), false);
    }
  }

  /**
   * After a row of samples that are 40 us off to either side, whose round trip took 10 ms. Their
   * jitter is that before the sample: 60 us.
   */
  @ParameterizedTest(name = "offset {0} us, round trip {1} us: {2}; {3}")
  @CsvSource(
      textBlock =
          """
          # us,    us,      spike, because
          100,     10000,   false, 'it is off the last one by 140 us: no three times the jitter'
          200,     10000,   true,  'by 240 us: more than three times'
          9999,    10000,   true,  the same
          10001,   10000,   false, it is farther off than its own round trip
          1000000, 10000,   false, the same
          500000,  1010000, true,  'stopped on the way, and injected: half of it, by a long way'
          -500000, 1010000, true,  the same
          -11000,  32000,   true,  the same
          2000,    6000,    true,  'stopped on the way, and not injected: a shorter way'
          """)
  void sample_isASpike(long offset, long delay, boolean spike, String because) {
    settle();

    assertThat(spikes.isSpike(micros(offset, delay), false)).as(because).isEqualTo(spike);
  }

  @Test
  void firstThreeSamples_areNoSpikes() {
    assertThat(spikes.isSpike(micros(0, 10_000), false)).isFalse();
    assertThat(spikes.isSpike(micros(0, 10_000), false)).isFalse();
    assertThat(spikes.isSpike(micros(500_000, 1_010_000), false)).isFalse();
    assertThat(spikes.isSpike(micros(500_000, 1_010_000), false)).isTrue();
  }

  @Test
  void sampleAfterTheClockWasSet_isNoSpike() {
    settle();

    assertThat(spikes.isSpike(micros(500_000, 1_010_000), true)).isFalse();
  }

  @Test
  void copy_goesItsOwnWay() {
    SpikeDetector copy = spikes.copy();

    settle();

    assertThat(copy.isSpike(micros(500_000, 1_010_000), false)).isFalse();
  }
}
