package io.lapse.benchmarks.streams;

import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.account.GuestState;
import io.lapse.ledger.account.HistoryRecord;
import io.lapse.ledger.account.Rules;
import io.lapse.ledger.account.Step;
import io.lapse.ledger.guest.ReactionOrigin;
import io.lapse.schemas.topic.Topic;
import io.lapse.schemas.topic.Topics;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Whether the history that a trial wrote is, guest by guest and byte by byte, what a fold makes of
 * the inputs that it had taken.
 */
final class LedgerCheck {
  private static final Duration POLL = Duration.ofMillis(200);

  private final String bootstrapServers;
  private final Topics topics;
  private final Rules rules =
      new Rules(List.of(HostEventLoad.policy()), Set.of(ReactionOrigin.REPORTED));

  LedgerCheck(String bootstrapServers, Topics topics) {
    this.bootstrapServers = bootstrapServers;
    this.topics = topics;
  }

  /** What a reader does with a record. */
  private interface Reader {
    void read(ConsumerRecord<String, byte[]> stored);
  }

  /**
   * Checks it.
   *
   * @param taken by partition of the host events: the offset up to which they were taken
   * @return how many records the history has
   * @throws IllegalStateException if it is another than that of a fold
   */
  long check(Map<TopicPartition, Long> taken) {
    Map<String, Digest> expected = folded(taken);
    Map<String, Digest> found = new TreeMap<>();
    read(
        topics.ledger(), ends(topics.ledger()), stored -> add(found, stored.key(), stored.value()));
    long count = 0;
    for (Map.Entry<String, Digest> guest : expected.entrySet()) {
      Digest there = found.get(guest.getKey());
      count += guest.getValue().count;
      if (there == null || !there.hex().equals(guest.getValue().hex())) {
        throw new IllegalStateException("the history must be that of a fold: " + guest.getKey());
      }
    }
    if (found.size() != expected.size()) {
      throw new IllegalStateException("the history must be of " + expected.size() + " guests");
    }
    return count;
  }

  private Map<String, Digest> folded(Map<TopicPartition, Long> taken) {
    Map<String, GuestState> states = new HashMap<>();
    Map<String, Digest> history = new TreeMap<>();
    Serializer<HistoryRecord> serializer = topics.ledger().valueSerde().serializer();
    for (Topic<? extends LedgerInput> topic : List.of(topics.guestEvents(), topics.hostEvents())) {
      Deserializer<? extends LedgerInput> inputs = topic.valueSerde().deserializer();
      boolean hosts = topic.name().equals(topics.hostEvents().name());
      read(
          topic,
          hosts ? taken : ends(topic),
          stored -> {
            String guest = stored.key();
            GuestState state = states.computeIfAbsent(guest, GuestState::empty);
            Step step = state.on(inputs.deserialize(topic.name(), stored.value()), rules);
            states.put(guest, step.next());
            for (HistoryRecord record : step.history()) {
              add(history, guest, serializer.serialize(topics.ledger().name(), record));
            }
          });
    }
    return history;
  }

  private static void add(Map<String, Digest> digests, String guest, byte[] record) {
    digests.computeIfAbsent(guest, absent -> new Digest()).add(record);
  }

  private KafkaConsumer<String, byte[]> consumer() {
    return new KafkaConsumer<>(
        ClientSettings.consumer(bootstrapServers),
        new StringDeserializer(),
        new ByteArrayDeserializer());
  }

  private Map<TopicPartition, Long> ends(Topic<?> topic) {
    try (KafkaConsumer<String, byte[]> consumer = consumer()) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic.name()).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      return consumer.endOffsets(partitions);
    }
  }

  private void read(Topic<?> topic, Map<TopicPartition, Long> ends, Reader reader) {
    try (KafkaConsumer<String, byte[]> consumer = consumer()) {
      consumer.assign(ends.keySet());
      consumer.seekToBeginning(ends.keySet());
      while (ends.entrySet().stream().anyMatch(end -> isBefore(consumer, end))) {
        for (ConsumerRecord<String, byte[]> stored : consumer.poll(POLL)) {
          TopicPartition partition = new TopicPartition(stored.topic(), stored.partition());
          if (stored.offset() < Objects.requireNonNull(ends.get(partition))) {
            reader.read(stored);
          }
        }
      }
    }
    if (ends.isEmpty()) {
      throw new IllegalStateException("something must have been taken of " + topic.name());
    }
  }

  private static boolean isBefore(
      KafkaConsumer<String, byte[]> consumer, Map.Entry<TopicPartition, Long> end) {
    return consumer.position(end.getKey()) < end.getValue();
  }

  /** All records of a guest, in their order. */
  private static final class Digest {
    private final MessageDigest sha = sha256();
    private long count;

    private static MessageDigest sha256() {
      try {
        return MessageDigest.getInstance("SHA-256");
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java has SHA-256", e);
      }
    }

    void add(byte[] record) {
      sha.update(record);
      count++;
    }

    String hex() {
      return HexFormat.of().formatHex(sha.digest());
    }
  }
}
