package io.lapse.cli.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lapse.cli.broker.EmbeddedBroker;
import io.lapse.cli.machine.FreePort;
import io.lapse.cli.machine.Machine;
import io.lapse.cli.machine.Needs;
import io.lapse.cli.machine.Prometheus;
import io.lapse.ledger.Envelope;
import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.Source;
import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.host.CounterWhilePaused;
import io.lapse.ledger.host.HostEvent;
import io.lapse.ledger.host.RestartMode;
import io.lapse.ledger.host.StopReason;
import io.lapse.ledger.time.Stamp;
import io.lapse.ledger.time.TaiInstant;
import io.lapse.producers.publish.HostEventPublisher;
import io.lapse.producers.tai.SystemTaiClock;
import io.lapse.schemas.topic.Topics;
import io.lapse.streamsapp.AppConfig;
import io.lapse.streamsapp.LedgerService;
import io.lapse.streamsapp.topics.TopicSetup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a violation leads to at a real Alertmanager, and at whoever it notifies. */
@Needs(Machine.PROMETHEUS)
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class AlertmanagerIT {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final Duration QUIET = Duration.ofSeconds(11);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long SECOND_NANOS = 1_000_000_000;

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

  private Running alertmanager(int port, Webhook webhook) throws Exception {
    Path config =
        Files.writeString(
            folder.resolve("alertmanager.yml"),
            """
            route:
              receiver: pager
              group_by: ['...']
              group_wait: 100ms
              group_interval: 1s
              repeat_interval: 4h
            receivers:
              - name: pager
                webhook_configs:
                  - url: %s
            """
                .formatted(webhook.url()));
    return Running.start(
        folder.resolve("alertmanager.log"),
        port,
        List.of(
            Prometheus.ALERTMANAGER.toString(),
            "--config.file=" + config,
            "--storage.path=" + folder.resolve("data"),
            "--cluster.listen-address=",
            "--web.listen-address=127.0.0.1:" + port));
  }

  /** A ledger whose facts fire for 20 s, and that says every 5 s what fires. */
  private LedgerService ledger(String prefix, int port) throws Exception {
    Topics topics = Topics.named(prefix);
    try (Admin admin = Admin.create(client())) {
      TopicSetup.create(admin, topics, 1, (short) 1);
    }
    Properties settings = new Properties();
    settings.putAll(client());
    settings.put("application.id", prefix + "app");
    settings.put("topics.prefix", prefix);
    settings.put("state.dir", folder.resolve("state").toString());
    settings.put("replication.factor", "1");
    settings.put("page.url", "https://lapse.example");
    settings.put("alerts.sinks", "alertmanager");
    settings.put("alerts.alertmanager.url", "http://127.0.0.1:" + port);
    settings.put("alerts.resend", "5s");
    settings.put("alerts.fact.firing", "20s");
    LedgerService service = LedgerService.start(new AppConfig(settings));
    service.app().awaitRunning(TIMEOUT);
    return service;
  }

  private static Map<String, Object> client() {
    return Map.of("bootstrap.servers", broker.bootstrapServers());
  }

  private static void publish(String prefix, LedgerInput... inputs) {
    try (HostEventPublisher publisher =
        HostEventPublisher.connect(client(), Topics.named(prefix))) {
      for (LedgerInput input : inputs) {
        publisher.send(input);
      }
      publisher.flush();
    }
  }

  @Test
  void violation_isNotifiedOnce_andItsEndOnce() throws Exception {
    int port = FreePort.any();
    try (Webhook webhook = Webhook.start();
        Running alertmanager = alertmanager(port, webhook);
        LedgerService ledger = ledger("once.", port)) {
      TaiInstant now = new SystemTaiClock().now();
      publish(
          "once.",
          profile(now),
          stop(now.plus(-5 * SECOND_NANOS)),
          restart(now.plus(-3 * SECOND_NANOS)));
      List<JsonNode> firing = List.of(told(webhook), told(webhook));
      publish("once.", repair(new SystemTaiClock().now()));
      List<JsonNode> resolved = List.of(told(webhook), told(webhook));

      assertThat(firing)
          .extracting(
              each -> each.at("/status").asText() + " " + each.at("/labels/violation").asText())
          .containsExactlyInAnyOrder("firing BLACKOUT_EXCEEDED", "firing UNACCOUNTED_TIME");
      assertThat(firing)
          .extracting(
              each -> each.at("/labels/guest").asText() + " " + each.at("/labels/zone").asText())
          .containsOnly("vm-7 eu-1a");
      assertThat(firing)
          .extracting(each -> each.at("/generatorURL").asText())
          .containsOnly("https://lapse.example/guest.html?guest=vm-7");
      assertThat(resolved)
          .extracting(
              each -> each.at("/status").asText() + " " + each.at("/labels/violation").asText())
          .containsExactlyInAnyOrder("resolved UNACCOUNTED_TIME", "resolved BLACKOUT_EXCEEDED");
      assertThat(webhook.await(each -> true, QUIET)).isEmpty();
      assertThat(active(alertmanager)).isEmpty();
      assertThat(ledger.app()).isNotNull();
    }
  }

  @Test
  void violation_firesOn_whenAlertmanagerStartedAgain_andStillEnds() throws Exception {
    int port = FreePort.any();
    try (Webhook webhook = Webhook.start();
        LedgerService ledger = ledger("again.", port)) {
      TaiInstant now = new SystemTaiClock().now();
      Running first = alertmanager(port, webhook);
      publish(
          "again.", stop(now.plus(-3 * SECOND_NANOS)), restart(now.plus(-5 * SECOND_NANOS / 2)));
      JsonNode firing = told(webhook);
      first.stop();
      try (Running second = alertmanager(port, webhook)) {
        List<String> before = awaitActive(second);
        publish("again.", repair(new SystemTaiClock().now()));
        // It may have ended before it noted whom it had told: then it says so once more.
        JsonNode resolved =
            webhook
                .await(each -> each.at("/status").asText().equals("resolved"), TIMEOUT)
                .orElseThrow();

        assertThat(firing.at("/status").asText()).isEqualTo("firing");
        assertThat(before).containsExactly("UNACCOUNTED_TIME");
        assertThat(resolved.at("/labels/violation").asText()).isEqualTo("UNACCOUNTED_TIME");
        assertThat(webhook.await(each -> true, QUIET)).isEmpty();
        assertThat(ledger.app()).isNotNull();
      }
    }
  }

  private static JsonNode told(Webhook webhook) throws InterruptedException {
    return webhook.await(each -> true, TIMEOUT).orElseThrow();
  }

  private static List<String> awaitActive(Running alertmanager) throws Exception {
    long deadlineNanos = System.nanoTime() + TIMEOUT.toNanos();
    List<String> active = active(alertmanager);
    while (active.isEmpty() && System.nanoTime() < deadlineNanos) {
      TimeUnit.MILLISECONDS.sleep(100);
      active = active(alertmanager);
    }
    return active;
  }

  private static List<String> active(Running alertmanager) throws Exception {
    return JSON.readTree(alertmanager.get("/api/v2/alerts?active=true"))
        .findValuesAsText("violation");
  }

  private static LedgerInput profile(TaiInstant now) {
    return new GuestEvent.Profile(
        envelope(null, now.plus(-60 * SECOND_NANOS)),
        "tsc",
        2_445_406L,
        "6.12",
        null,
        "web",
        CounterWhilePaused.STOPS,
        Map.of("zone", "eu-1a"));
  }

  private static LedgerInput stop(TaiInstant at) {
    return new HostEvent.Stopped(envelope("h0", at), StopReason.MIGRATE, null);
  }

  private static LedgerInput restart(TaiInstant at) {
    return new HostEvent.Restarted(
        envelope("h1", at),
        RestartMode.INCOMING,
        null,
        CounterWhilePaused.STOPS,
        null,
        List.of(),
        List.of());
  }

  private static LedgerInput repair(TaiInstant at) {
    return new GuestEvent.ClockObservation(envelope(null, at), 0, 1_000, null);
  }

  private static Envelope envelope(String host, TaiInstant at) {
    return new Envelope("vm-7", host, Stamp.of(at, 1_000), Source.QMP, null);
  }
}
