package io.lapse.guestkernel.discipline.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkTest {
  @Test
  void withoutJitter_everyWayTakesTheSame() {
    Network network = new Network(3, 7, 0);

    for (long request = 0; request < 100; request++) {
      assertThat(network.outNanos(request)).isEqualTo(3);
      assertThat(network.backNanos(request)).isEqualTo(7);
    }
  }

  /** Each tenth of the jitter is hit by 50 to 150 of 1,000 requests. */
  @Test
  void jitter_isSpreadEvenly_andBelongsToTheRequest() {
    Network network = new Network(0, 0, 1_000);
    int[] tenths = new int[10];

    for (long request = 0; request < 1_000; request++) {
      tenths[(int) (network.outNanos(request) / 100)]++;
      assertThat(network.backNanos(request)).isBetween(0L, 999L);
      assertThat(network.outNanos(request)).isEqualTo(network.outNanos(request));
    }

    assertThat(Arrays.stream(tenths)).allMatch(hits -> hits >= 50 && hits <= 150);
  }

  @ParameterizedTest
  @CsvSource({"-1, 0, 0", "0, -1, 0", "0, 0, -1"})
  void negativeWay_isRefused(long out, long back, long jitter) {
    assertThatThrownBy(() -> new Network(out, back, jitter))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must not be negative: " + out + ", " + back + ", " + jitter);
  }
}
