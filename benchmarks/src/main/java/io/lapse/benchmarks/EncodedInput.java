package io.lapse.benchmarks;

import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.host.HostEvent;
import io.lapse.schemas.topic.Topic;
import io.lapse.schemas.topic.Topics;
import io.lapse.schemas.wire.GuestEventRecord;
import io.lapse.schemas.wire.HostEventRecord;
import java.io.IOException;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.common.serialization.Deserializer;

/** An input as it stands on its topic, and the two ways to read it. */
final class EncodedInput {
  /** Made first: making it is also what tells Avro which classes to trust. */
  private static final Topics TOPICS = Topics.standard();

  private static final Reader HOST =
      new Reader(TOPICS.hostEvents(), HostEventRecord.getClassSchema());
  private static final Reader GUEST =
      new Reader(TOPICS.guestEvents(), GuestEventRecord.getClassSchema());

  private final Reader reader;
  private final byte[] bytes;

  private EncodedInput(Reader reader, byte[] bytes) {
    this.reader = reader;
    this.bytes = bytes;
  }

  static EncodedInput of(LedgerInput input) {
    if (input instanceof HostEvent event) {
      return new EncodedInput(HOST, encoded(TOPICS.hostEvents(), event));
    }
    if (input instanceof GuestEvent event) {
      return new EncodedInput(GUEST, encoded(TOPICS.guestEvents(), event));
    }
    throw new IllegalArgumentException("input must be a host or a guest event: " + input);
  }

  static List<EncodedInput> of(List<LedgerInput> inputs) {
    return inputs.stream().map(EncodedInput::of).toList();
  }

  private static <V> byte[] encoded(Topic<V> topic, V value) {
    return topic.valueSerde().serializer().serialize(topic.name(), value);
  }

  /** What Avro alone makes of the bytes: its generated record. */
  SpecificRecordBase record() throws IOException {
    return reader.decoder.decode(bytes);
  }

  /** What a reader of the topic gets: the domain's event. */
  LedgerInput input() {
    return reader.deserializer.deserialize(reader.topic, bytes);
  }

  /** Of one topic: Avro's own decoder of single objects, and ours. */
  private static final class Reader {
    private final String topic;
    private final BinaryMessageDecoder<SpecificRecordBase> decoder;
    private final Deserializer<? extends LedgerInput> deserializer;

    Reader(Topic<? extends LedgerInput> topic, Schema schema) {
      this.topic = topic.name();
      this.decoder = new BinaryMessageDecoder<>(SpecificData.getForSchema(schema), schema);
      this.deserializer = topic.valueSerde().deserializer();
    }
  }
}
