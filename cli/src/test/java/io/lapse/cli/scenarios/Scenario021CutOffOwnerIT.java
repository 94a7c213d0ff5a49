package io.lapse.cli.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.cli.broker.EmbeddedBroker;
import io.lapse.ledger.LedgerInput;
import io.lapse.producers.publish.HostEventPublisher;
import io.lapse.schemas.topic.Topics;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The only instance loses its broker. Kafka Streams goes on to call itself running, and would
 * answer for ever; but its group may have another owner by now.
 */
class Scenario021CutOffOwnerIT {
  private static final Duration TIMEOUT = Duration.ofMinutes(1);

  @TempDir private Path folder;

  /** With the longer interval the broker is gone before the owner has sent its first heartbeat. */
  @ParameterizedTest(name = "session {0} ms, heartbeat {1} ms")
  @CsvSource({"6000, 1000", "30000, 10000"})
  void ownerWithoutABroker_saysThatItsLagIsUnknown_andThenStops(String session, String heartbeat)
      throws Exception {
    Map<String, String> settings =
        Map.of("session.timeout.ms", session, "heartbeat.interval.ms", heartbeat);
    EmbeddedBroker broker = EmbeddedBroker.start();
    Ledgers.createTopics(broker, Topics.standard(), 1);
    try (AskedInstance instance = AskedInstance.start(broker, folder, settings)) {
      instance.app().awaitRunning(TIMEOUT);
      publish(broker);
      await(instance, "200 role=active; lag=0");

      broker.close();
      Set<String> seen = await(instance, "503 CUT_OFF");

      assertThat(seen).containsExactly("200 role=active; lag=unknown", "503 CUT_OFF");
    }
  }

  private static void publish(EmbeddedBroker broker) {
    List<LedgerInput> events = GeneratedMoves.of(21, 1, 2);
    try (HostEventPublisher publisher =
        HostEventPublisher.connect(
            Map.of("bootstrap.servers", broker.bootstrapServers()), Topics.standard())) {
      events.forEach(publisher::send);
      publisher.flush();
    }
  }

  /** Asks until the answer is the one that is awaited; returns all that there were, in order. */
  private static Set<String> await(AskedInstance instance, String awaited) throws Exception {
    Set<String> seen = new LinkedHashSet<>();
    long deadline = System.nanoTime() + TIMEOUT.toNanos();
    while (!seen.contains(awaited)) {
      assertThat(System.nanoTime() - deadline).as("in time; seen " + seen).isNegative();
      HttpResponse<String> response = instance.ledger("guest-0", "");
      seen.add(response.statusCode() + " " + said(response));
    }
    return seen;
  }

  private static String said(HttpResponse<String> response) {
    return response
        .headers()
        .firstValue("Lapse-Staleness")
        .orElseGet(() -> response.body().replaceAll("(?s).*\"reason\":\"(\\w+)\".*", "$1"));
  }
}
