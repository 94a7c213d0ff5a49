package io.lapse.cli.faults;

import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.host.HostEvent;
import io.lapse.schemas.topic.Topic;
import io.lapse.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A record as it goes to a topic: bytes, so that it may be anything.
 *
 * @param key null for none
 * @param value null for a tombstone
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by what it says of itself alone.
record Sent(String topic, byte[] key, byte[] value) {

  /** The record of an event, as a producer of Lapse sends it. */
  static Sent of(Topics topics, LedgerInput event) {
    return event instanceof HostEvent host
        ? of(topics.hostEvents(), host.guest(), host)
        : of(topics.guestEvents(), event.guest(), (GuestEvent) event);
  }

  private static <V> Sent of(Topic<V> topic, String guest, V value) {
    return new Sent(
        topic.name(),
        guest.getBytes(StandardCharsets.UTF_8),
        topic.valueSerde().serializer().serialize(topic.name(), value));
  }

  ProducerRecord<byte[], byte[]> record() {
    return new ProducerRecord<>(topic, key, value);
  }

  /** Stands for its bytes: the same as {@link #digest(ConsumerRecord)} of the same bytes alone. */
  String digest() {
    return digest(key) + "=" + digest(value);
  }

  static String digest(ConsumerRecord<byte[], byte[]> read) {
    return digest(read.key()) + "=" + digest(read.value());
  }

  private static String digest(byte[] bytes) {
    if (bytes == null) {
      return "none";
    }
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return bytes.length + "b:" + HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform must have SHA-256", e);
    }
  }
}
