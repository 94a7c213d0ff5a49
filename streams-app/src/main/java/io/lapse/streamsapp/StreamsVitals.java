package io.lapse.streamsapp;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.ThreadMetadata;
import org.jspecify.annotations.Nullable;

/** What Kafka Streams tells of itself. */
final class StreamsVitals implements LedgerHealth.Vitals {
  private static final String GROUP = "consumer-metrics";
  private static final String SINCE_POLL = "last-poll-seconds-ago";

  private final KafkaStreams streams;
  private final Supplier<@Nullable Throwable> failure;

  StreamsVitals(KafkaStreams streams, Supplier<@Nullable Throwable> failure) {
    this.streams = streams;
    this.failure = failure;
  }

  @Override
  public State state() {
    return streams.state();
  }

  @Override
  public @Nullable Throwable failure() {
    return failure.get();
  }

  @Override
  public Map<String, Duration> silences() {
    Map<String, Duration> byConsumer = new HashMap<>();
    for (Map.Entry<MetricName, ? extends Metric> metric : streams.metrics().entrySet()) {
      MetricName name = metric.getKey();
      if (name.name().equals(SINCE_POLL)
          && name.group().equals(GROUP)
          && metric.getValue().metricValue() instanceof Number seconds) {
        // Before the first poll it is -1.
        byConsumer.put(
            name.tags().getOrDefault("client-id", ""),
            Duration.ofSeconds(Math.max(0, seconds.longValue())));
      }
    }
    Map<String, Duration> silences = new HashMap<>();
    for (ThreadMetadata thread : streams.metadataForLocalThreads()) {
      silences.put(
          thread.threadName(), byConsumer.getOrDefault(thread.consumerClientId(), Duration.ZERO));
    }
    return silences;
  }
}
