package io.lapse.producers.produce.run;

import io.lapse.producers.produce.send.Brokers;
import io.lapse.producers.publish.HostEventPublisher;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The brokers that a configuration names. */
final class KafkaBrokers implements Brokers {
  private final ProduceConfig config;

  KafkaBrokers(ProduceConfig config) {
    this.config = config;
  }

  @Override
  public Producer<byte[], byte[]> connect() {
    return new KafkaProducer<>(
        HostEventPublisher.config(config.producer()),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  @Override
  public void require(String topic) throws InterruptedException {
    try (Admin admin = Admin.create(config.admin())) {
      admin.describeTopics(List.of(topic)).allTopicNames().get();
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      if (cause instanceof UnknownTopicOrPartitionException) {
        throw new KafkaException("topic " + topic + " is missing: lapse topics create makes it", e);
      }
      // Who may not look at a topic may still be allowed to write to it.
      if (!(cause instanceof TopicAuthorizationException)) {
        throw new KafkaException("topic " + topic + ": " + cause, e);
      }
    }
  }
}
