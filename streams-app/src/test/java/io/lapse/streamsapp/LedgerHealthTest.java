package io.lapse.streamsapp;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.telemetry.Health;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams.State;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LedgerHealthTest {
  private static final Duration SILENCE_MAX = Duration.ofMinutes(5);

  private final AtomicLong now = new AtomicLong();
  private final Restoration restoration = new Restoration(now::get);
  private final Map<String, Duration> silences = new TreeMap<>();
  private State state = State.RUNNING;
  private @Nullable Throwable failure;

  private final LedgerHealth health =
      new LedgerHealth(
          new LedgerHealth.Vitals() {
            @Override
            public State state() {
              return state;
            }

            @Override
            public @Nullable Throwable failure() {
              return failure;
            }

            @Override
            public Map<String, Duration> silences() {
              return silences;
            }
          },
          restoration,
          new LedgerHealth.Limits(2, SILENCE_MAX),
          now::get);

  LedgerHealthTest() {
    silences.put("thread-1", Duration.ofSeconds(1));
    silences.put("thread-2", SILENCE_MAX);
  }

  /** What is wrong; empty if nothing is. */
  private static String troubles(Health health) {
    return String.join(
        "; ",
        health.look().stream().map(Health.Finding::trouble).filter(Objects::nonNull).toList());
  }

  @ParameterizedTest
  @CsvSource({
    "CREATED, '', it is CREATED",
    "REBALANCING, '', it is REBALANCING",
    "RUNNING, '', ''",
    "PENDING_SHUTDOWN, '', it is PENDING_SHUTDOWN",
    "PENDING_ERROR, it has ended, it has ended; it is PENDING_ERROR",
    "ERROR, it has ended, it has ended; it is ERROR",
    "NOT_RUNNING, it has ended, it has ended; it is NOT_RUNNING",
  })
  void state_saysWhetherItLives_andWhetherItIsReady(State now, String live, String ready) {
    state = now;

    assertThat(troubles(health.live())).isEqualTo(live);
    assertThat(troubles(health.ready())).isEqualTo(ready);
  }

  @Test
  void ledger_thatGaveUp_saysWhy() {
    failure = new IllegalStateException("disk full");

    assertThat(troubles(health.live())).isEqualTo("it gave up: disk full");
  }

  @Test
  void restore_isALife_butNotReady() {
    restoration.onRestoreStart(new TopicPartition("changelog", 3), "guest-state", 0, 1_000_000);

    assertThat(troubles(health.live())).isEmpty();
    assertThat(troubles(health.ready()))
        .isEqualTo("it restores 1 stores; about 1000000 records are left");
  }

  @Test
  void thread_thatAsksNoMore_isNamed() {
    silences.put("thread-2", SILENCE_MAX.plusSeconds(1));

    assertThat(troubles(health.live())).isEqualTo("thread-2 has not asked for records for 301 s");
  }

  @Test
  void thread_thatIsReplacedInTime_isNotMissed() {
    silences.remove("thread-2");

    assertThat(troubles(health.live())).isEmpty();
    now.addAndGet(LedgerHealth.MISSING_MAX.toNanos());
    assertThat(troubles(health.live())).isEmpty();
  }

  @Test
  void thread_thatIsGoneForGood_isMissed() {
    silences.remove("thread-2");

    assertThat(troubles(health.live())).isEmpty();
    now.addAndGet(LedgerHealth.MISSING_MAX.toNanos() + 1);
    assertThat(troubles(health.live())).isEqualTo("1 of 2 threads are left");
    silences.put("thread-2", Duration.ZERO);
    assertThat(troubles(health.live())).isEmpty();
  }
}
