package io.lapse.cli.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.IsolationLevel;

/**
 * Where what is committed ends. A broker confirms a commit before it has written so into the
 * partitions: whoever asks at once may miss what was committed.
 */
public final class CommittedEnds {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final int PAUSE_MILLIS = 10;

  private CommittedEnds() {}

  /** Returns when no transaction is open in a topic. */
  public static void await(String bootstrapServers, String topic) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      long deadline = System.nanoTime() + TIMEOUT.toNanos();
      while (!areAll(admin, List.of(topic))) {
        assertThat(System.nanoTime() - deadline).as("in time").isNegative();
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      }
    } catch (ExecutionException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whether no transaction is open in topics. */
  public static boolean areAll(Admin admin, List<String> topics)
      throws ExecutionException, InterruptedException {
    return Offsets.ends(admin, topics, IsolationLevel.READ_COMMITTED)
        .equals(Offsets.ends(admin, topics, IsolationLevel.READ_UNCOMMITTED));
  }
}
