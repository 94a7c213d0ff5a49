package io.lapse.streamsapp.query;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/**
 * Whether a stream thread may still believe that its partitions are its own. A broker gives them to
 * another when it has not heard from the thread's consumer for the session time-out. A consumer
 * that reaches no broker is not told; so it counts the time since its own last heartbeat. Its first
 * one is due an interval after it joined: until then the end of the rebalance counts, and for ever
 * if the brokers vanish before it.
 *
 * <p>The lease ends before the session does: a heartbeat that was sent may not have arrived, so one
 * interval is taken off, and a second, because Kafka counts whole seconds, rounded down.
 */
final class Lease {
  private static final String HEARTBEAT = "last-heartbeat-seconds-ago";
  private static final String REBALANCE = "last-rebalance-seconds-ago";
  private static final String CLIENT_ID = "client-id";

  /** To look copies all metrics that there are. */
  private static final long LOOK_AGAIN_NANOS = 1_000_000_000;

  private final Supplier<? extends Map<MetricName, ? extends Metric>> metrics;
  private final long silentSecondsMax;
  private final LongSupplier nanoTime;
  private final Map<String, Sign> signs = new ConcurrentHashMap<>();

  /** The newest sign of life. */
  private record Sign(long secondsAgo, long seenAtNanos) {}

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
    Sign seen = signs.get(thread);
    if (seen != null
        && now - seen.seenAtNanos() < LOOK_AGAIN_NANOS
        // It may be a second older meanwhile.
        && seen.secondsAgo() + 1 <= silentSecondsMax) {
      return true;
    }
    long secondsAgo = secondsAgo(thread + "-consumer");
    if (secondsAgo < 0) {
      signs.remove(thread);
      return false;
    }
    signs.put(thread, new Sign(secondsAgo, now));
    return secondsAgo <= silentSecondsMax;
  }

  /** Negative if there is no sign: the consumer is gone, or has never joined. */
  private long secondsAgo(String consumer) {
    long heartbeat = -1;
    long rebalance = -1;
    for (Map.Entry<MetricName, ? extends Metric> metric : metrics.get().entrySet()) {
      if (consumer.equals(metric.getKey().tags().get(CLIENT_ID))) {
        switch (metric.getKey().name()) {
          case HEARTBEAT -> heartbeat = seconds(metric.getValue());
          case REBALANCE -> rebalance = seconds(metric.getValue());
          default -> {}
        }
      }
    }
    // Under group.protocol=streams a rebalance may end without a broker, but heartbeats begin it.
    return heartbeat < 0 ? rebalance : heartbeat;
  }

  /** Kafka counts -1 as long as there was none. */
  private static long seconds(Metric metric) {
    return ((Number) metric.metricValue()).longValue();
  }
}
