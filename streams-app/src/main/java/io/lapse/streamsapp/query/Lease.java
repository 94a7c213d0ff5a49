package io.lapse.streamsapp.query;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.jspecify.annotations.Nullable;

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

  /** To look copies all metrics that there are. */
  private static final long LOOK_AGAIN_NANOS = 1_000_000_000;

  private final Supplier<? extends Map<MetricName, ? extends Metric>> metrics;
  private final long silentSecondsMax;
  private final LongSupplier nanoTime;
  private final Map<String, Heartbeat> heartbeats = new ConcurrentHashMap<>();

  private record Heartbeat(long secondsAgo, long seenAtNanos) {}

  /**
   * A lease by the metrics of the stream threads' consumers.
   *
   * @param session the session time-out of the consumers
   * @param heartbeat the interval of their heartbeats
   * @param nanoTime as {@link System#nanoTime}
   */
  Lease(
      Supplier<? extends Map<MetricName, ? extends Metric>> metrics,
      Duration session,
      Duration heartbeat,
      LongSupplier nanoTime) {
    this.metrics = metrics;
    this.nanoTime = nanoTime;
    // Rounded down, and below one interval no consumer would be trusted at all.
    this.silentSecondsMax = Math.max(1, session.minus(heartbeat).toSeconds() - 1);
  }

  /** Whether the thread's consumer was heard recently; one that has been gone for 1 s was not. */
  boolean holds(String thread) {
    long now = nanoTime.getAsLong();
    Heartbeat seen = heartbeats.get(thread);
    if (seen != null
        && now - seen.seenAtNanos() < LOOK_AGAIN_NANOS
        // It may be a second older meanwhile.
        && seen.secondsAgo() + 1 <= silentSecondsMax) {
      return true;
    }
    Heartbeat last = heartbeat(thread + "-consumer", now);
    if (last == null) {
      heartbeats.remove(thread);
      return false;
    }
    heartbeats.put(thread, last);
    return last.secondsAgo() <= silentSecondsMax;
  }

  private @Nullable Heartbeat heartbeat(String consumer, long now) {
    for (Map.Entry<MetricName, ? extends Metric> metric : metrics.get().entrySet()) {
      if (metric.getKey().name().equals(METRIC)
          && consumer.equals(metric.getKey().tags().get(CLIENT_ID))) {
        // Before its first heartbeat, just after it joined, a consumer counts -1.
        return new Heartbeat(((Number) metric.getValue().metricValue()).longValue(), now);
      }
    }
    return null;
  }
}
