package io.lapse.cli.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.cli.machine.FreePort;
import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.host.HostEvent;
import io.lapse.schemas.topic.Topics;
import io.lapse.streamsapp.topics.TopicSetup;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * There is no broker while lines come, more of them than the journal may hold: the file keeps the
 * rest. Then there is one, but without topics; then with them.
 */
class Scenario051AwayBrokerIT {
  private static final Duration TIMEOUT = Duration.ofMinutes(2);
  private static final long PAST_NANOS = 1_750_000_000_000_000_000L;

  @TempDir private Path folder;

  @Test
  void events_waitInTheJournal_thenInTheFile_untilThereIsABroker() throws Exception {
    Topics topics = Topics.standard();
    int brokerPort = FreePort.any();
    int httpPort = FreePort.any();
    String servers = "127.0.0.1:" + brokerPort;
    GrowingLog file =
        new GrowingLog(folder.resolve("events.jsonl"), GeneratedMoves.of(51, 20, 40, PAST_NANOS));
    List<LedgerInput> events = file.events();
    Map<String, String> settings =
        Map.of("journal.max.bytes", "65536", "http.port", Integer.toString(httpPort));
    try (ProducerProcess producer = new ProducerProcess(folder, servers, file.file(), settings)) {
      producer.start();
      int piece = file.size() / 20;
      while (!health(httpPort).contains("it is full: ")) {
        file.write(piece);
      }
      file.write(file.size());
      try (ChildJvm broker = broker(brokerPort)) {
        createTopics(servers, topics);
        try (TopicContents<HostEvent> topic = new TopicContents<>(servers, topics.hostEvents())) {
          assertThat(topic.await(events.size(), TIMEOUT))
              .as("broker %d; it printed: %s", broker.pid(), producer.log())
              .isTrue();

          assertThat(ids(topic.values())).isEqualTo(ids(events));
          assertThat(awaitReady(httpPort)).contains("\"status\":\"UP\"");
        }
      }
    }
  }

  private static Set<String> ids(List<? extends LedgerInput> events) {
    return events.stream().map(event -> event.id().toString()).collect(Collectors.toSet());
  }

  private ChildJvm broker(int port) throws IOException {
    return ChildJvm.start(
        folder.resolve("broker.log"),
        List.of("-Xmx256m"),
        "io.lapse.cli.broker.BrokerMain",
        folder.resolve("broker").toString(),
        Integer.toString(port),
        Integer.toString(FreePort.any()));
  }

  private static void createTopics(String servers, Topics topics) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
      TopicSetup.create(admin, topics, 2, (short) 1);
    }
  }

  private static String awaitReady(int port) throws InterruptedException {
    long deadlineNanos = System.nanoTime() + TIMEOUT.toNanos();
    String answer = health(port);
    while (!answer.startsWith("{\"status\":\"UP\"") && System.nanoTime() < deadlineNanos) {
      answer = health(port);
    }
    return answer;
  }

  /** What it answers; empty while it does not. */
  private static String health(int port) throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(100);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/health/ready")).build();
    try {
      return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    } catch (IOException e) {
      return ""; // It does not serve yet.
    }
  }
}
