package io.lapse.streamsapp;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import java.util.List;
import org.apache.kafka.streams.KafkaStreams;

/**
 * The metrics of Kafka Streams and its clients, without those that would only be many: for each
 * step of the topology, each topic of a task, each broker. What is left grows with the partitions
 * that an instance holds, by about 40 series each.
 */
final class KafkaMeters {
  private static final List<String> LEFT_OUT =
      List.of(
          "kafka.stream.processor.node.",
          "kafka.stream.topic.",
          "kafka.consumer.node.",
          "kafka.producer.node.",
          "kafka.admin.client.node.",
          "kafka.consumer.fetch.manager.preferred.",
          "kafka.consumer.fetch.manager.records.lead",
          "kafka.consumer.fetch.manager.records.lag.");

  private KafkaMeters() {}

  /** For the registry: without those. */
  static MeterFilter filter() {
    return MeterFilter.deny(id -> LEFT_OUT.stream().anyMatch(id.getName()::startsWith));
  }

  /** What it returns is to be closed after the application. */
  static KafkaStreamsMetrics bind(MeterRegistry registry, KafkaStreams streams) {
    KafkaStreamsMetrics metrics = new KafkaStreamsMetrics(streams);
    metrics.bindTo(registry);
    return metrics;
  }
}
