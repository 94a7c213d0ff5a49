package io.lapse.streamsapp.alert;

import io.lapse.ledger.guest.GuestEvent;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;

/** The zone of each guest: the label {@code zone} of its latest profile. One thread uses it. */
final class GuestZones implements AutoCloseable {
  static final String LABEL = "zone";
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final Duration POLL = Duration.ofMillis(50);

  private final Consumer<byte[], byte[]> consumer;
  private final String topic;
  private final Deserializer<String> keys;
  private final Deserializer<GuestEvent.Profile> values;
  private final Map<String, String> zones = new HashMap<>();

  /** So that each zone is kept once. */
  private final Map<String, String> names = new HashMap<>();

  /**
   * Knows nothing yet.
   *
   * @param consumer without a group, of what is committed
   */
  GuestZones(
      Supplier<Consumer<byte[], byte[]>> consumer,
      String topic,
      Deserializer<String> keys,
      Deserializer<GuestEvent.Profile> values) {
    this.consumer = consumer.get();
    this.topic = topic;
    this.keys = keys;
    this.values = values;
  }

  /**
   * Reads what is committed now, so that a profile that came before an alert is known. It takes at
   * most 30 s; then it goes on with what it knows.
   *
   * @throws org.apache.kafka.common.KafkaException if it cannot be read
   */
  void catchUp() {
    if (consumer.assignment().isEmpty()) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
    }
    Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment(), TIMEOUT);
    long startNanos = System.nanoTime();
    while (isBehind(ends) && System.nanoTime() - startNanos < TIMEOUT.toNanos()) {
      consumer.poll(POLL).forEach(this::take);
    }
  }

  private boolean isBehind(Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey(), TIMEOUT) < end.getValue());
  }

  private void take(ConsumerRecord<byte[], byte[]> read) {
    try {
      String guest = keys.deserialize(topic, read.key());
      GuestEvent.Profile profile =
          read.value() == null ? null : values.deserialize(topic, read.value());
      String zone = profile == null ? null : profile.labels().get(LABEL);
      if (zone == null) {
        zones.remove(guest);
      } else {
        zones.put(guest, names.computeIfAbsent(zone, each -> each));
      }
    } catch (SerializationException e) {
      return; // What nobody can read has no zone.
    }
  }

  /** Empty if it is not known. */
  String of(String guest) {
    return zones.getOrDefault(guest, "");
  }

  @Override
  public void close() {
    consumer.close();
  }
}
