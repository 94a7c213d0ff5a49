package io.lapse.streamsapp.account;

import io.lapse.ledger.LedgerInput;
import io.lapse.schemas.topic.Topic;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;

/**
 * An input as it came: its bytes are kept, so that a record that is refused later goes to
 * quarantine as it was.
 */
@SuppressWarnings("ArrayRecordComponent") // Passed on, never compared.
public record Received(LedgerInput input, byte[] bytes) {

  /**
   * Reads what a topic of inputs holds. It writes nothing: inputs are only read.
   *
   * @param observer is told how long that takes
   */
  @SuppressWarnings("NullAway") // A tombstone's null passes through Kafka's interfaces.
  public static Serde<Received> serde(Topic<?> topic, FoldObserver observer) {
    Deserializer<?> values = topic.valueSerde().deserializer();
    Deserializer<Received> deserializer =
        (name, bytes) -> {
          long begun = System.nanoTime();
          Object input = values.deserialize(name, bytes);
          observer.spent(FoldObserver.Stage.DECODE, System.nanoTime() - begun);
          return input == null ? null : new Received((LedgerInput) input, bytes);
        };
    Serializer<Received> serializer = (name, received) -> received.bytes();
    return Serdes.serdeFrom(serializer, deserializer);
  }
}
