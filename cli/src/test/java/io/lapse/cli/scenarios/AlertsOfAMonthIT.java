package io.lapse.cli.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.cli.Cli;
import io.lapse.cli.broker.EmbeddedBroker;
import io.lapse.cli.machine.FreePort;
import io.lapse.cli.replay.Replay;
import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.account.Alert;
import io.lapse.ledger.account.Rules;
import io.lapse.producers.Recordings;
import io.lapse.producers.publish.HostEventPublisher;
import io.lapse.producers.source.Manifest;
import io.lapse.producers.tai.SystemTaiClock;
import io.lapse.schemas.topic.Topics;
import io.lapse.streamsapp.AppConfig;
import io.lapse.streamsapp.LedgerService;
import io.lapse.streamsapp.alert.Facts;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A fleet's month: what was long ago wakes nobody, and what happens now is said once. */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class AlertsOfAMonthIT {
  private static final Duration TIMEOUT = Duration.ofSeconds(90);
  private static final long SECOND_NANOS = 1_000_000_000;
  private static final long DAY_NANOS = 86_400 * SECOND_NANOS;

  private static EmbeddedBroker broker;

  @TempDir private Path folder;

  @BeforeAll
  static void startBroker() {
    broker = EmbeddedBroker.start();
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  private List<LedgerInput> month() {
    Path out = folder.resolve("fleet");
    Cli.Result made =
        Cli.run("fleet", "--guests", 4, "--hosts", 3, "--days", 30, "--seed", 7, "--out", out);
    assertThat(made.exitCode()).as(made.err()).isZero();
    return Recordings.read(Manifest.load(out.resolve("manifest.json"))).inputs();
  }

  private Properties settings(String prefix, FakeAlertmanager receiver, int port) {
    Properties settings = new Properties();
    settings.put("bootstrap.servers", broker.bootstrapServers());
    settings.put("application.id", prefix + "app");
    settings.put("topics.prefix", prefix);
    settings.put("state.dir", folder.resolve("state").toString());
    settings.put("replication.factor", "1");
    settings.put("http.port", Integer.toString(port));
    settings.put("board.enabled", "false");
    settings.put("alarms.open.outages", "false");
    settings.put("alerts.sinks", "alertmanager");
    settings.put("alerts.alertmanager.url", receiver.url());
    settings.put("alerts.resend", "1h");
    settings.put("alerts.fact.firing", "2s");
    settings.put("alerts.rate.per.second", "1000");
    return settings;
  }

  private void publish(String prefix, List<LedgerInput> inputs) {
    Map<String, Object> client = Map.of("bootstrap.servers", broker.bootstrapServers());
    try (HostEventPublisher publisher = HostEventPublisher.connect(client, Topics.named(prefix))) {
      inputs.forEach(publisher::send);
      publisher.flush();
    }
  }

  @Test
  void monthThatIsLongAgo_wakesNobody_liveOrReplayed() throws Exception {
    Topics topics = Topics.named("old.");
    Ledgers.createTopics(broker, topics, 2);
    var end = new SystemTaiClock().now().plus(-2 * DAY_NANOS);
    List<LedgerInput> inputs = Restamped.of(month(), Long.MAX_VALUE, end);
    int expected = Replay.run(inputs, Rules.DEFAULT, false).alerts().size();
    int port = FreePort.any();
    try (FakeAlertmanager receiver = FakeAlertmanager.start()) {
      Properties settings = settings("old.", receiver, port);
      publish("old.", inputs);
      double counted;
      try (LedgerService ledger = LedgerService.start(new AppConfig(settings))) {
        ledger.app().awaitRunning(TIMEOUT);
        counted = awaitTooOld(port, expected);
      }
      Cli.Result replayed =
          Cli.run(
              "streams", "--properties", file(settings), "--replay", "--replay-id", "a", "--json");

      assertThat(expected).isGreaterThan(50);
      assertThat(counted).isGreaterThanOrEqualTo(expected);
      assertThat(replayed.exitCode()).as(replayed.err()).isZero();
      assertThat(replayed.out().lines().count()).isGreaterThan(50);
      assertThat(receiver.told()).isEmpty();
    }
  }

  @Test
  void sameMonth_endingNow_saysEachViolationOnce_andItsEnd() throws Exception {
    Topics topics = Topics.named("now.");
    Ledgers.createTopics(broker, topics, 2);
    List<LedgerInput> month = month();
    long pauseNanosMax = 50 * 60 * SECOND_NANOS / longest(month);
    var end = new SystemTaiClock().now().plus(-SECOND_NANOS);
    List<LedgerInput> inputs = Restamped.of(month, pauseNanosMax, end);
    List<Alert> books = Replay.run(inputs, Rules.DEFAULT, false).alerts();
    try (FakeAlertmanager receiver = FakeAlertmanager.start();
        TopicContents<Alert> alerts =
            new TopicContents<>(broker.bootstrapServers(), topics.alerts());
        LedgerService ledger =
            LedgerService.start(new AppConfig(settings("now.", receiver, FreePort.any())))) {
      ledger.app().awaitRunning(TIMEOUT);
      publish("now.", inputs);
      alerts.await(read -> open(read).equals(open(books)) && read.size() >= books.size(), TIMEOUT);
      Map<String, List<String>> expected = expected(alerts.values());
      receiver.await(expected::equals, TIMEOUT);

      assertThat(books).hasSizeGreaterThan(50);
      assertThat(open(alerts.values())).isEqualTo(open(books));
      assertThat(receiver.told()).isEqualTo(expected);
      assertThat(firing(receiver.told()))
          .as("what the books leave open, and an event may still end")
          .isEqualTo(standing(books));
    }
  }

  private static Set<String> firing(Map<String, List<String>> told) {
    Set<String> firing = new TreeSet<>();
    told.forEach(
        (name, states) -> {
          if (states.get(states.size() - 1).equals("firing")) {
            firing.add(name);
          }
        });
    return firing;
  }

  /** How many events the guest has of which most is said. */
  private static long longest(List<LedgerInput> inputs) {
    return inputs.stream()
        .collect(Collectors.groupingBy(LedgerInput::guest, Collectors.counting()))
        .values()
        .stream()
        .mapToLong(Long::longValue)
        .max()
        .orElseThrow();
  }

  /** Each opening is said once; so is its end, by a record or, of a fact, without one. */
  private static Map<String, List<String>> expected(List<Alert> read) {
    Map<String, Alert> last = new LinkedHashMap<>();
    Map<String, List<String>> expected = new HashMap<>();
    for (Alert alert : read) {
      Alert before = last.put(alert.alertId(), alert);
      boolean wasOpen = before != null && before.state() == Alert.State.OPENED;
      boolean isOpen = alert.state() == Alert.State.OPENED;
      if (wasOpen != isOpen) {
        expected
            .computeIfAbsent(name(alert), each -> new ArrayList<>())
            .add(isOpen ? "firing" : "resolved");
      }
    }
    last.values().stream()
        .filter(each -> each.state() == Alert.State.OPENED && Facts.isFact(each.violation()))
        .forEach(each -> expected.get(name(each)).add("resolved"));
    return expected;
  }

  private static String name(Alert alert) {
    return alert.outageId() + " " + alert.violation();
  }

  private static Set<String> open(List<Alert> read) {
    Map<String, Alert> last = new LinkedHashMap<>();
    read.forEach(alert -> last.put(alert.alertId(), alert));
    return last.values().stream()
        .filter(each -> each.state() == Alert.State.OPENED)
        .map(AlertsOfAMonthIT::name)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> standing(List<Alert> books) {
    Set<String> facts =
        books.stream()
            .filter(each -> Facts.isFact(each.violation()))
            .map(AlertsOfAMonthIT::name)
            .collect(Collectors.toSet());
    Set<String> standing = new TreeSet<>(open(books));
    standing.removeAll(facts);
    return standing;
  }

  private static double awaitTooOld(int port, int expected) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics")).build();
    long deadlineNanos = System.nanoTime() + TIMEOUT.toNanos();
    double counted = 0;
    while (counted < expected && System.nanoTime() < deadlineNanos) {
      TimeUnit.MILLISECONDS.sleep(200);
      counted =
          HttpClient.newHttpClient()
              .send(request, BodyHandlers.ofString())
              .body()
              .lines()
              .filter(
                  line -> line.startsWith("lapse_alerts_sent_total") && line.contains("too_old"))
              .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
              .sum();
    }
    return counted;
  }

  private Path file(Properties settings) throws Exception {
    Path file = folder.resolve("ledger.properties");
    try (Writer writer = Files.newBufferedWriter(file)) {
      settings.store(writer, null);
    }
    return file;
  }
}
