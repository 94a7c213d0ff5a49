package io.lapse.guestconsumer;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;

/** The metrics of Kafka's own clients. */
final class ClientMeters implements AutoCloseable {
  private final KafkaClientMetrics consumer;
  private final KafkaClientMetrics producer;

  ClientMeters(MeterRegistry registry, Consumer<?, ?> consumer, Producer<?, ?> producer) {
    this.consumer = new KafkaClientMetrics(consumer);
    this.producer = new KafkaClientMetrics(producer);
    this.consumer.bindTo(registry);
    this.producer.bindTo(registry);
  }

  @Override
  public void close() {
    consumer.close();
    producer.close();
  }
}
