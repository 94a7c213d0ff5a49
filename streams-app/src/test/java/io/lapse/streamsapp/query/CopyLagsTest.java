package io.lapse.streamsapp.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.streams.LagInfo;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;

/** How lags are counted is Kafka's; that nobody waits for them is ours. */
class CopyLagsTest {
  private final CountDownLatch never = new CountDownLatch(1);

  private Map<String, Map<Integer, LagInfo>> hang() {
    try {
      never.await();
    } catch (InterruptedException e) {
      throw new StreamsException(e);
    }
    return Map.of();
  }

  @Test
  void lags_thatNobodyTellsInTime_areUnknown_andSoAreThoseBehindThem() {
    try (CopyLags lags = new CopyLags(this::hang, "store")) {
      for (int i = 0; i < 3; i++) {
        assertThat(lags.now()).isEmpty();
      }
    }
  }

  @Test
  void lags_thatCannotBeTold_areUnknown() {
    try (CopyLags lags =
        new CopyLags(
            () -> {
              throw new StreamsException("no broker");
            },
            "store")) {
      assertThat(lags.now()).isEmpty();
    }
  }

  @Test
  void store_thatIsNotHere_hasNoLags() {
    try (CopyLags lags = new CopyLags(() -> Map.of("another", Map.of()), "store")) {
      assertThat(lags.now()).isEmpty();
    }
  }
}
