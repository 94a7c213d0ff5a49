package io.lapse.streamsapp.quarantine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler.Response;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler.Result;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That a fold which fails is set aside stands in LedgerTopologyTest. */
class QuarantineProcessingHandlerTest {
  @ParameterizedTest
  @ValueSource(
      classes = {StreamsException.class, ProcessorStateException.class, NullPointerException.class})
  void failure_outsideTheFold_stopsTheThread(Class<? extends Exception> type) throws Exception {
    QuarantineProcessingHandler handler = new QuarantineProcessingHandler();
    handler.configure(Map.of("errors.dead.letter.queue.topic.name", "lapse.quarantine"));
    Exception failure = type.getConstructor(String.class).newInstance("disk full");

    Response response = handler.handleError(null, new Record<>("g", "event", 0), failure);

    assertThat(response.result()).isEqualTo(Result.FAIL);
    assertThat(response.deadLetterQueueRecords()).isEmpty();
  }
}
