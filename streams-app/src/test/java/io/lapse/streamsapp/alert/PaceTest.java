package io.lapse.streamsapp.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PaceTest {
  private final Pace pace = new Pace(4, new SplittableRandom(7), 1_000);

  @Test
  void bucket_holdsThePostsOfASecond_andFillsEvenly() {
    for (int i = 0; i < 4; i++) {
      assertThat(pace.waitMillis(1_000)).isZero();
      pace.take(1_000);
    }

    assertThat(pace.waitMillis(1_000)).isEqualTo(250);
    assertThat(pace.waitMillis(1_249)).isEqualTo(1);
    assertThat(pace.waitMillis(1_250)).isZero();
  }

  @Test
  void bucket_holdsNoMore_afterALongRest() {
    pace.waitMillis(1_000_000);
    for (int i = 0; i < 4; i++) {
      pace.take(1_000_000);
    }

    assertThat(pace.waitMillis(1_000_000)).isEqualTo(250);
  }

  @Test
  void failures_doubleTheRest_upToHalfAMinute() {
    assertThat(pace.backOffMillis(1)).isBetween(50L, 100L);
    assertThat(pace.backOffMillis(4)).isBetween(400L, 800L);
    assertThat(pace.backOffMillis(1_000)).isBetween(15_000L, 30_000L);
  }

  @Test
  void success_endsTheRest() {
    pace.failed(1_000, null);
    pace.failed(1_000, null);
    pace.succeeded();
    pace.failed(2_000, null);

    assertThat(pace.waitMillis(2_000)).isBetween(50L, 100L);
  }

  @Test
  void receiverThatAsksForARest_getsIt_butNotForEver() {
    pace.failed(1_000, Duration.ofSeconds(40));
    long asked = pace.waitMillis(1_000);

    pace.failed(1_000, Duration.ofDays(40));

    assertThat(asked).isEqualTo(40_000);
    assertThat(pace.waitMillis(1_000)).isEqualTo(300_000);
  }
}
