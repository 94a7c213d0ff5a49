package io.lapse.streamsapp.quarantine;

import io.lapse.streamsapp.account.FoldCounts;
import io.lapse.streamsapp.account.Reason;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.ErrorHandlerContext;

/** Where Kafka Streams' handlers send what they cannot pass on. */
final class QuarantineTopic {
  private final String name;
  private final FoldCounts counts;

  QuarantineTopic(Map<String, ?> configs) {
    name =
        Objects.requireNonNull(
                configs.get(StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG),
                StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG)
            .toString();
    counts = FoldCounts.in(configs);
  }

  /** The record as it came, with its reason. */
  List<ProducerRecord<byte[], byte[]>> record(
      ErrorHandlerContext source, byte[] key, byte[] value, Reason reason, Exception cause) {
    counts.refused(source.topic(), reason);
    Headers headers =
        QuarantineHeaders.of(
            source.headers(),
            reason,
            explanation(cause),
            source.topic(),
            source.partition(),
            source.offset());
    return List.of(new ProducerRecord<>(name, null, null, key, value, headers));
  }

  /** Kafka wraps what a deserialiser says; the innermost words are the ones that explain. */
  private static String explanation(Exception exception) {
    Throwable cause = exception;
    String message = String.valueOf(exception.getMessage());
    while (cause.getCause() != null && !message.startsWith("expected")) {
      cause = cause.getCause();
      message = String.valueOf(cause.getMessage());
    }
    return message;
  }
}
