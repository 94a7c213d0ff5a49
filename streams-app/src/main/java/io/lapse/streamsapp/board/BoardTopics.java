package io.lapse.streamsapp.board;

import io.lapse.schemas.topic.Topic;
import io.lapse.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From the records of the three topics to the board. */
final class BoardTopics {
  private static final Logger LOG = LoggerFactory.getLogger(BoardTopics.class);

  private final Topics topics;
  private final Board board;
  private final AtomicLong undecodable = new AtomicLong();

  BoardTopics(Topics topics, Board board) {
    this.topics = topics;
    this.board = board;
  }

  /** Those that are read from where the board begins. */
  List<String> bounded() {
    return List.of(topics.ledger().name(), topics.alerts().name());
  }

  /** That of which older records mean that the board is not whole. */
  String ledger() {
    return topics.ledger().name();
  }

  /** All of them: of the profiles each guest has one, which may be old. */
  List<String> all() {
    return List.of(topics.guestProfiles().name(), topics.ledger().name(), topics.alerts().name());
  }

  /** How many records could not be decoded; they are passed over. */
  long undecodable() {
    return undecodable.get();
  }

  void take(ConsumerRecord<byte[], byte[]> read) {
    int partition = read.partition();
    if (read.topic().equals(topics.ledger().name())) {
      decode(read, topics.ledger(), added -> board.apply(partition, read.offset(), added));
    } else if (read.topic().equals(topics.alerts().name())) {
      decode(read, topics.alerts(), alert -> board.apply(partition, alert));
    } else if (read.value() != null) {
      decode(read, topics.guestProfiles(), profile -> board.apply(partition, profile));
    } else if (read.key() != null) {
      board.forgetProfile(new String(read.key(), StandardCharsets.UTF_8));
    }
  }

  private <V> void decode(ConsumerRecord<byte[], byte[]> read, Topic<V> topic, Consumer<V> taker) {
    byte @Nullable [] value = read.value();
    try {
      if (value == null) {
        throw new SerializationException("expected a value");
      }
      taker.accept(topic.valueSerde().deserializer().deserialize(topic.name(), value));
    } catch (SerializationException e) {
      undecodable.incrementAndGet();
      LOG.atWarn()
          .addKeyValue("topic", read.topic())
          .addKeyValue("partition", read.partition())
          .addKeyValue("offset", read.offset())
          .addKeyValue("reason", e.getMessage())
          .log("the board passes over a record");
    }
  }
}
