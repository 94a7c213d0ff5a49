package io.lapse.cli.quarantine;

import io.lapse.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Puts entries into a quarantine, as the application does, each a second after the last. */
final class QuarantineTopicWriter implements AutoCloseable {
  /** 2026-11-22T03:12:00Z. */
  private static final long FIRST_MILLIS = 1_795_317_120_000L;

  private final KafkaProducer<byte[], byte[]> producer;
  private final String prefix;
  private int count;

  QuarantineTopicWriter(String bootstrapServers, String prefix) {
    this.prefix = prefix;
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /** An entry whose source is {@code 0:NUMBER}, counted from 0. */
  void put(byte[] key, byte[] value, String reason, String topic, String... headers)
      throws Exception {
    ProducerRecord<byte[], byte[]> entry =
        new ProducerRecord<>(
            Topics.named(prefix).quarantine().name(), 0, FIRST_MILLIS + 1_000L * count, key, value);
    for (int i = 0; i < headers.length; i += 2) {
      add(entry, headers[i], headers[i + 1]);
    }
    add(entry, "lapse.reason", reason);
    add(entry, "lapse.explanation", "expected something else");
    add(entry, "lapse.topic", topic);
    add(entry, "lapse.partition", "0");
    add(entry, "lapse.offset", Integer.toString(count));
    count++;
    producer.send(entry).get();
  }

  private static void add(ProducerRecord<?, ?> entry, String name, String value) {
    entry.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    producer.close();
  }
}
