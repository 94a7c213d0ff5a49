package io.lapse.guestconsumer;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.guestconsumer.Progress.Phase;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgressTest {
  private final AtomicLong nanos = new AtomicLong(5);
  private final Progress progress = new Progress(nanos::get);

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          STARTING,    it waits for its predecessor
          RESTORING,   it learns which notices were answered
          CATCHING_UP, it answers notices from before its start
          FOLLOWING,
          ENDED,       it has ended
          """)
  void phase_saysWhyItIsNotReady(Phase phase, String unreadiness) {
    progress.is(phase);

    assertThat(progress.unreadiness()).isEqualTo(unreadiness);
    assertThat(progress.ailment()).isEqualTo(phase == Phase.ENDED ? "it has ended" : null);
  }

  @Test
  void longSilence_isAnAilment_untilTheBrokersAnswer() {
    nanos.addAndGet(Progress.SILENCE_MAX.toNanos());
    assertThat(progress.ailment()).isNull();

    nanos.addAndGet(Duration.ofSeconds(1).toNanos());
    assertThat(progress.ailment()).isEqualTo("it has not read for 61 s");

    progress.polled();
    assertThat(progress.ailment()).isNull();
    assertThat(progress.sinceStart()).isEqualTo(Duration.ofSeconds(61));
  }
}
