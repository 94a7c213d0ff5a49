package io.lapse.guestconsumer;

import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.notice.Notice;
import io.lapse.schemas.topic.Topic;
import io.lapse.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/**
 * Topics of one partition each. What is put before the consumer runs was there when it started;
 * {@link #then} is what happens during its next polls, one task each.
 */
final class MockKafka {
  static final Topics TOPICS = Topics.standard();

  final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
  final MockProducer<String, GuestEvent.Reacted> producer =
      new MockProducer<>(
          true,
          null,
          TOPICS.guestReactions().keySerde().serializer(),
          TOPICS.guestReactions().valueSerde().serializer());
  private final Map<String, Long> ends = new HashMap<>();
  private final List<ConsumerRecord<byte[], byte[]>> stored = new ArrayList<>();

  MockKafka() {
    for (Topic<?> topic :
        List.of(TOPICS.guestReactions(), TOPICS.guestEvents(), TOPICS.guestNotices())) {
      ends.put(topic.name(), 0L);
      PartitionInfo partition =
          new PartitionInfo(topic.name(), 0, Node.noNode(), new Node[0], new Node[0]);
      consumer.updatePartitions(topic.name(), List.of(partition));
      consumer.updateBeginningOffsets(Map.of(partition(topic), 0L));
      consumer.updateEndOffsets(Map.of(partition(topic), 0L));
    }
  }

  MockKafka notice(Notice notice) {
    return store(TOPICS.guestNotices(), notice);
  }

  MockKafka event(GuestEvent event) {
    return store(TOPICS.guestEvents(), event);
  }

  MockKafka reaction(GuestEvent.Reacted reaction) {
    return store(TOPICS.guestReactions(), reaction);
  }

  <V> MockKafka store(Topic<V> topic, V value) {
    return bytes(topic, topic.valueSerde().serializer().serialize(topic.name(), value));
  }

  MockKafka bytes(Topic<?> topic, byte[] value) {
    long offset = ends.merge(topic.name(), 1L, Long::sum) - 1;
    byte[] key = "g".getBytes(StandardCharsets.UTF_8);
    stored.add(new ConsumerRecord<>(topic.name(), 0, offset, key, value));
    consumer.updateEndOffsets(Map.of(partition(topic), offset + 1));
    return this;
  }

  /** The next poll returns what is stored by then, as far as it is not paused. */
  MockKafka deliver() {
    return then(this::deliverNow);
  }

  MockKafka then(Runnable task) {
    consumer.schedulePollTask(task);
    return this;
  }

  void deliverNow() {
    stored.forEach(consumer::addRecord);
    stored.clear();
  }

  List<GuestEvent.Reacted> published() {
    return producer.history().stream().map(ProducerRecord::value).toList();
  }

  static TopicPartition partition(Topic<?> topic) {
    return new TopicPartition(topic.name(), 0);
  }
}
