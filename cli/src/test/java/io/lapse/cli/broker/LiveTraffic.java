package io.lapse.cli.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.ledger.LedgerInput;
import io.lapse.producers.publish.HostEventPublisher;
import io.lapse.schemas.topic.Topic;
import io.lapse.schemas.topic.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/**
 * Days of events, sent within seconds to a ledger that runs. Sent at once, one topic may run ahead
 * of another by more than the horizon, and what comes then is LATE. So they go in portions, each
 * when the one before is taken.
 */
public final class LiveTraffic {
  private static final Duration TIMEOUT = Duration.ofMinutes(2);

  /** Half of the horizon. */
  private static final long PORTION_NANOS = 12 * 3_600_000_000_000L;

  private static final int PAUSE_MILLIS = 20;

  private LiveTraffic() {}

  /**
   * Sends inputs, and returns when the ledger has committed them.
   *
   * @param group the ledger's application id
   * @param inputs in the order of their stamps
   */
  public static void send(
      EmbeddedBroker broker, String group, HostEventPublisher publisher, List<LedgerInput> inputs)
      throws ExecutionException, InterruptedException {
    Map<String, Object> config = Map.of("bootstrap.servers", broker.bootstrapServers());
    try (Admin admin = Admin.create(config)) {
      int sent = 0;
      while (sent < inputs.size()) {
        int until = portion(inputs, sent);
        inputs.subList(sent, until).forEach(publisher::send);
        publisher.flush();
        awaitCommitted(admin, group);
        sent = until;
      }
    }
  }

  private static int portion(List<LedgerInput> inputs, int from) {
    long end = inputs.get(from).stamp().at().nanos() + PORTION_NANOS;
    int until = from + 1;
    while (until < inputs.size() && inputs.get(until).stamp().at().nanos() < end) {
      until++;
    }
    return until;
  }

  private static void awaitCommitted(Admin admin, String group)
      throws ExecutionException, InterruptedException {
    List<String> inputs = Topics.standard().inputs().stream().map(Topic::name).toList();
    Map<TopicPartition, Long> ends = Offsets.ends(admin, inputs, IsolationLevel.READ_UNCOMMITTED);
    long deadline = System.nanoTime() + TIMEOUT.toNanos();
    while (!isCommitted(ends, Offsets.committed(admin, group))) {
      assertThat(System.nanoTime() - deadline).as("in time").isNegative();
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    }
  }

  private static boolean isCommitted(
      Map<TopicPartition, Long> ends, Map<TopicPartition, Long> committed) {
    return ends.entrySet().stream()
        .allMatch(end -> committed.getOrDefault(end.getKey(), 0L).equals(end.getValue()));
  }
}
