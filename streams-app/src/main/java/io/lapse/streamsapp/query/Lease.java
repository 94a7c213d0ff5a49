package io.lapse.streamsapp.query;

import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/**
 * Whether a stream thread may still believe that its partitions are its own. A broker gives them to
 * another when it has not heard from the thread's consumer for the session time-out. A consumer
 * that reaches no broker is not told; so it counts the time since its own last heartbeat.
 *
 * <p>The lease ends before the session does: a heartbeat that was sent may not have arrived, so one
 * interval is taken off, and a second, because Kafka counts whole seconds, rounded down.
 */
final class Lease {
  private static final String METRIC = "last-heartbeat-seconds-ago";
  private static final String CLIENT_ID = "client-id";

  private final Supplier<? extends Map<MetricName, ? extends Metric>> metrics;
  private final long silentSecondsMax;

  /**
   * A lease by the metrics of the stream threads' consumers.
   *
   * @param session the session time-out of the consumers
   * @param heartbeat the interval of their heartbeats
   */
  Lease(
      Supplier<? extends Map<MetricName, ? extends Metric>> metrics,
      Duration session,
      Duration heartbeat) {
    this.metrics = metrics;
    // Rounded down, and below one interval no consumer would be trusted at all.
    this.silentSecondsMax = Math.max(1, session.minus(heartbeat).toSeconds() - 1);
  }

  /** Whether the thread's consumer was heard recently; one that is gone was not. */
  boolean holds(String thread) {
    String consumer = thread + "-consumer";
    for (Map.Entry<MetricName, ? extends Metric> metric : metrics.get().entrySet()) {
      if (metric.getKey().name().equals(METRIC)
          && consumer.equals(metric.getKey().tags().get(CLIENT_ID))) {
        // Before its first heartbeat, just after it joined, a consumer counts -1.
        return ((Number) metric.getValue().metricValue()).longValue() <= silentSecondsMax;
      }
    }
    return false;
  }
}
