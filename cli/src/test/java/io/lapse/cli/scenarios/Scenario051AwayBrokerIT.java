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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * There is no broker while lines come, more of them than the journal may hold: the file keeps the
 * rest. Then there is one, but without topics; then with them. Another one goes away, and comes
 * back when Kafka's client has long given up.
 */
class Scenario051AwayBrokerIT {
  private static final Duration TIMEOUT = Duration.ofMinutes(2);
  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final long PAST_NANOS = 1_750_000_000_000_000_000L;

  /** Kafka's client gives up a record within 3 s. */
  private static final Map<String, String> IMPATIENT =
      Map.of("delivery.timeout.ms", "3000", "request.timeout.ms", "1000", "max.block.ms", "2000");

  @TempDir private Path folder;

  private final Topics topics = Topics.standard();
  private final int brokerPort = FreePort.any();
  private final int controllerPort = FreePort.any();
  private final int httpPort = FreePort.any();
  private final String servers = "127.0.0.1:" + brokerPort;
  private GrowingLog file;
  private List<LedgerInput> events;

  @BeforeEach
  void setUp() throws IOException {
    file =
        GrowingLog.jsonl(folder.resolve("events.jsonl"), GeneratedMoves.of(51, 20, 40, PAST_NANOS));
    events = file.events();
  }

  @Test
  void events_waitInTheJournal_thenInTheFile_untilThereIsABroker() throws Exception {
    try (ProducerProcess producer = producer(Map.of("journal.max.bytes", "65536"))) {
      producer.start();
      int piece = file.size() / 20;
      while (!get("/health/ready").contains("it is full: ")) {
        file.write(piece);
      }
      file.write(file.size());
      try (ChildJvm broker = broker()) {
        createTopics();
        awaitAll(producer, broker);

        assertThat(awaitAnswer("/health/ready", answer -> answer.startsWith("{\"status\":\"UP\"")))
            .isTrue();
      }
    }
  }

  @Test
  void events_arrive_whenABrokerIsKilled_andComesBackAfterTheDeliveryTimeout() throws Exception {
    try (ProducerProcess producer = producer(IMPATIENT)) {
      try (ChildJvm broker = broker()) {
        createTopics();
        producer.start();
        file.write(file.size() / 3);
        try (TopicContents<HostEvent> topic = new TopicContents<>(servers, topics.hostEvents())) {
          assertThat(topic.await(10, TIMEOUT)).as("broker %d", broker.pid()).isTrue();
        }
      }
      file.write(file.size() / 3);
      assertThat(awaitAnswer("/metrics", Scenario051AwayBrokerIT::saysThatItGaveUpTwice)).isTrue();

      try (ChildJvm broker = broker()) {
        file.write(file.size());
        awaitAll(producer, broker);
      }
    }
  }

  private static boolean saysThatItGaveUpTwice(String metrics) {
    return metrics
        .lines()
        .filter(line -> line.startsWith("lapse_produce_send_failures_total "))
        .anyMatch(line -> Double.parseDouble(line.substring(line.indexOf(' '))) >= 2);
  }

  private ProducerProcess producer(Map<String, String> more) throws IOException {
    Map<String, String> settings = new HashMap<>(more);
    settings.put("http.port", Integer.toString(httpPort));
    return new ProducerProcess(file.source(), folder, servers, file.input(), settings);
  }

  private void awaitAll(ProducerProcess producer, ChildJvm broker) throws IOException {
    Set<String> wanted = ids(events);
    try (TopicContents<HostEvent> topic = new TopicContents<>(servers, topics.hostEvents())) {
      topic.await(read -> ids(read).equals(wanted), TIMEOUT);

      assertThat(ids(topic.values()))
          .as("broker %d; it printed: %s", broker.pid(), producer.log())
          .isEqualTo(wanted);
    }
  }

  private static Set<String> ids(List<? extends LedgerInput> events) {
    return events.stream().map(event -> event.id().toString()).collect(Collectors.toSet());
  }

  private ChildJvm broker() throws IOException {
    return ChildJvm.start(
        folder.resolve("broker.log"),
        List.of("-Xmx256m"),
        "io.lapse.cli.broker.BrokerMain",
        folder.resolve("broker").toString(),
        Integer.toString(brokerPort),
        Integer.toString(controllerPort));
  }

  private void createTopics() {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
      TopicSetup.create(admin, topics, 2, (short) 1);
    }
  }

  /** Whether it answered that in time. */
  private boolean awaitAnswer(String path, Predicate<String> wanted) throws InterruptedException {
    long deadlineNanos = System.nanoTime() + TIMEOUT.toNanos();
    boolean isThere = wanted.test(get(path));
    while (!isThere && System.nanoTime() < deadlineNanos) {
      isThere = wanted.test(get(path));
    }
    return isThere;
  }

  /** What it answers, after a moment; empty while it does not. */
  private String get(String path) throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + httpPort + path)).build();
    try {
      return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    } catch (IOException e) {
      return ""; // It does not serve yet.
    }
  }
}
