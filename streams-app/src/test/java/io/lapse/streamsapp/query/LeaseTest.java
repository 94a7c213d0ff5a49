package io.lapse.streamsapp.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeaseTest {
  private final Map<MetricName, Metric> metrics = new HashMap<>();
  private long nowNanos = Long.MAX_VALUE - 1;
  private int looks;

  private Lease lease(long sessionMillis, long heartbeatMillis) {
    return new Lease(
        this::look,
        Duration.ofMillis(sessionMillis),
        Duration.ofMillis(heartbeatMillis),
        () -> nowNanos);
  }

  private Map<MetricName, Metric> look() {
    looks++;
    return metrics;
  }

  private void silent(String client, double seconds) {
    counted("last-heartbeat-seconds-ago", client, seconds);
  }

  private void joined(String client, double seconds) {
    counted("last-rebalance-seconds-ago", client, seconds);
  }

  private void counted(String what, String client, double seconds) {
    MetricName name =
        new MetricName(what, "consumer-coordinator-metrics", "", Map.of("client-id", client));
    metrics.put(
        name,
        new Metric() {
          @Override
          public MetricName metricName() {
            return name;
          }

          @Override
          public Object metricValue() {
            return seconds;
          }
        });
  }

  /** What is said to be n seconds ago may be almost n + 1. */
  @ParameterizedTest(name = "session {0} ms, heartbeat {1} ms, silent {2} s: {3}")
  @CsvSource({
    "45000, 3000, 0, true",
    "45000, 3000, 41, true",
    "45000, 3000, 42, false",
    "6000, 1000, 4, true",
    "6000, 1000, 5, false",
    "6500, 1000, 4, true",
    "6500, 1000, 5, false",
    "1000, 300, 1, true",
    "1000, 300, 2, false"
  })
  void lease_endsBeforeTheSession(long session, long heartbeat, double silent, boolean holds) {
    silent("app-StreamThread-1-consumer", silent);

    assertThat(lease(session, heartbeat).holds("app-StreamThread-1")).isEqualTo(holds);
  }

  /** A consumer that has sent no heartbeat yet may have lost its brokers just after it joined. */
  @ParameterizedTest(name = "heartbeat {0} s ago, joined {1} s ago: {2}")
  @CsvSource({
    "-1, 0, true",
    "-1, 41, true",
    "-1, 42, false",
    "-1, -1, false",
    "0, 1000, true",
    "42, 0, false"
  })
  void beforeTheFirstHeartbeat_theLeaseBeginsWhenItJoined(
      double silent, double joined, boolean holds) {
    silent("app-StreamThread-1-consumer", silent);
    joined("app-StreamThread-1-consumer", joined);

    assertThat(lease(45_000, 3_000).holds("app-StreamThread-1")).isEqualTo(holds);
  }

  @Test
  void thread_isHeardByItsOwnConsumer() {
    silent("app-StreamThread-1-consumer", 100);
    silent("app-StreamThread-11-consumer", 0);
    silent("app-StreamThread-1-restore-consumer", 0);

    assertThat(lease(45_000, 3_000).holds("app-StreamThread-1")).isFalse();
    assertThat(lease(45_000, 3_000).holds("app-StreamThread-11")).isTrue();
  }

  @Test
  void consumerThatIsGone_holdsNothing() {
    assertThat(lease(45_000, 3_000).holds("app-StreamThread-1")).isFalse();
  }

  @Test
  void lease_isLookedAtOnceASecond() {
    silent("app-StreamThread-1-consumer", 0);
    Lease lease = lease(45_000, 3_000);

    assertThat(lease.holds("app-StreamThread-1")).isTrue();
    nowNanos += 999_999_999;
    assertThat(lease.holds("app-StreamThread-1")).isTrue();
    assertThat(looks).isEqualTo(1);
    nowNanos++;
    assertThat(lease.holds("app-StreamThread-1")).isTrue();
    assertThat(looks).isEqualTo(2);
  }

  @Test
  void leaseThatMayEndWithinTheSecond_isLookedAtEachTime() {
    silent("app-StreamThread-1-consumer", 41);
    Lease lease = lease(45_000, 3_000);

    assertThat(lease.holds("app-StreamThread-1")).isTrue();
    silent("app-StreamThread-1-consumer", 42);
    assertThat(lease.holds("app-StreamThread-1")).isFalse();
    silent("app-StreamThread-1-consumer", 0);
    assertThat(lease.holds("app-StreamThread-1")).isTrue();
  }

  @Test
  void consumerThatHasGone_holdsNothingASecondLater() {
    silent("app-StreamThread-1-consumer", 0);
    Lease lease = lease(45_000, 3_000);
    assertThat(lease.holds("app-StreamThread-1")).isTrue();

    metrics.clear();
    nowNanos += 1_000_000_000;

    assertThat(lease.holds("app-StreamThread-1")).isFalse();
  }
}
