package io.lapse.streamsapp.account;

import io.lapse.schemas.topic.Topic;
import java.util.Arrays;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;

/**
 * The key of an input, read only if its bytes can be written again. Kafka's own deserialiser puts a
 * replacement character where bytes are not UTF-8; such a key would go to quarantine as another.
 */
public final class GuestKey {
  private GuestKey() {}

  public static Serde<String> serde(Topic<?> topic) {
    Serializer<String> serializer = topic.keySerde().serializer();
    Deserializer<String> lenient = topic.keySerde().deserializer();
    Deserializer<String> exact =
        (name, bytes) -> {
          String guest = lenient.deserialize(name, bytes);
          if (!Arrays.equals(serializer.serialize(name, guest), bytes)) {
            throw new SerializationException("expected the guest as key, in UTF-8, on " + name);
          }
          return guest;
        };
    return Serdes.serdeFrom(serializer, exact);
  }
}
