package io.lapse.cli.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.schemas.topic.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Writes to a topic; what does not arrive fails the test. */
final class TopicWriter<V> implements AutoCloseable {
  private final Topic<V> topic;
  private final KafkaProducer<String, V> producer;
  private final List<Future<?>> sent = new ArrayList<>();

  TopicWriter(String bootstrapServers, Topic<V> topic) {
    this.topic = topic;
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers),
            topic.keySerde().serializer(),
            topic.valueSerde().serializer());
  }

  void send(String key, V value) {
    sent.add(producer.send(new ProducerRecord<>(topic.name(), key, value)));
  }

  /** Waits until all of it has arrived. */
  void flush() {
    producer.flush();
    for (Future<?> each : sent) {
      assertThat(each).succeedsWithin(Duration.ZERO);
    }
    sent.clear();
  }

  @Override
  public void close() {
    producer.close();
  }
}
