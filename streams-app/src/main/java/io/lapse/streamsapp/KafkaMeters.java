package io.lapse.streamsapp;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import java.util.List;
import org.apache.kafka.streams.KafkaStreams;

/**
 * The metrics of Kafka Streams and its clients, without those that would only be many: for each
 * step of the topology, each topic of a task, each broker, and most of the 84 for each store. What
 * is left grows with the partitions that an instance holds, by about 40 series each.
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

  private static final String OF_STORES = "kafka.stream.state.";

  /** How much a store holds, how long it takes, and whether it waits for its disk. */
  private static final List<String> KEPT_OF_STORES =
      List.of(
          "put.rate",
          "put.latency.",
          "get.rate",
          "get.latency.",
          "estimate.num.keys",
          "total.sst.files.size",
          "size.all.mem.tables",
          "block.cache.usage",
          "write.stall.duration.total");

  private KafkaMeters() {}

  /** For the registry: without those. */
  static MeterFilter filter() {
    return MeterFilter.deny(id -> isLeftOut(id.getName()));
  }

  private static boolean isLeftOut(String name) {
    if (name.startsWith(OF_STORES)) {
      String ofStores = name.substring(OF_STORES.length());
      return KEPT_OF_STORES.stream().noneMatch(ofStores::startsWith);
    }
    return LEFT_OUT.stream().anyMatch(name::startsWith);
  }

  /** What it returns is to be closed after the application. */
  static KafkaStreamsMetrics bind(MeterRegistry registry, KafkaStreams streams) {
    KafkaStreamsMetrics metrics = new KafkaStreamsMetrics(streams);
    metrics.bindTo(registry);
    return metrics;
  }
}
