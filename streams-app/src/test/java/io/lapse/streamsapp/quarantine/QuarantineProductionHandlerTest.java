package io.lapse.streamsapp.quarantine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lapse.schemas.topic.Topics;
import io.lapse.streamsapp.account.RefusedOutputs;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.streams.errors.ProductionExceptionHandler.Response;
import org.apache.kafka.streams.errors.ProductionExceptionHandler.Result;
import org.apache.kafka.streams.errors.ProductionExceptionHandler.SerializationExceptionOrigin;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nothing is ever passed over; whether the input is set aside later is told by the excuse. */
class QuarantineProductionHandlerTest {
  private final RefusedOutputs refusedOutputs = new RefusedOutputs(Topics.standard());
  private final QuarantineProductionHandler handler = new QuarantineProductionHandler();

  @BeforeEach
  void configure() {
    handler.configure(Map.of(RefusedOutputs.CONFIG, refusedOutputs));
  }

  private static ProducerRecord<byte[], byte[]> to(String topic) {
    return new ProducerRecord<>(topic, "g".getBytes(StandardCharsets.UTF_8), new byte[2_000]);
  }

  @ParameterizedTest
  @CsvSource({
    "lapse.ledger, true",
    "lapse.guest-notices, true",
    "lapse.alerts, true",
    "lapse.guest-profiles, true",
    // A state must never be skipped, and what is in quarantine cannot go there again.
    "lapse-ledger-guest-state-changelog, false",
    "lapse.quarantine, false",
    // Not keyed by guest.
    "lapse-ledger-by-host-repartition, false"
  })
  void recordThatIsTooLarge_stopsTheThread_andIsRememberedIfItIsAnOutput(
      String topic, boolean isRemembered) {
    Response response = handler.handleError(null, to(topic), new RecordTooLargeException("no"));

    assertThat(response.result()).isEqualTo(Result.FAIL);
    assertThat(response.deadLetterQueueRecords()).isEmpty();
    assertThat(refusedOutputs.excuse()).isEqualTo(isRemembered);
  }

  @Test
  void refusal_thatNoInputIsToBlameFor_stopsTheThread() {
    Response response =
        handler.handleError(null, to("lapse.ledger"), new InvalidTimestampException("clock"));

    assertThat(response.result()).isEqualTo(Result.FAIL);
    assertThat(refusedOutputs.excuse()).isFalse();
  }

  @Test
  void failure_thatPasses_isTriedAgain() {
    Response response = handler.handleError(null, to("lapse.ledger"), new TimeoutException("slow"));

    assertThat(response.result()).isEqualTo(Result.RETRY);
  }

  @Test
  void outputThatCannotBeEncoded_stopsTheThread_andIsRemembered() {
    Response response =
        handler.handleSerializationError(
            null,
            new ProducerRecord<>("lapse.alerts", "g", "an alert"),
            new SerializationException("a bug"),
            SerializationExceptionOrigin.VALUE);

    assertThat(response.result()).isEqualTo(Result.FAIL);
    assertThat(refusedOutputs.excuse()).isTrue();
  }

  @Test
  void handler_withoutAPlaceToRememberIn_isABugOfOurs() {
    assertThatThrownBy(() -> new QuarantineProductionHandler().configure(Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("lapse.refused.outputs");
  }
}
