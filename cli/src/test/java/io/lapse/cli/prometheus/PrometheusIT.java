package io.lapse.cli.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lapse.cli.Cli;
import io.lapse.cli.broker.EmbeddedBroker;
import io.lapse.cli.machine.FreePort;
import io.lapse.cli.machine.Machine;
import io.lapse.cli.machine.Needs;
import io.lapse.cli.machine.Prometheus;
import io.lapse.producers.tai.SystemTaiClock;
import io.lapse.streamsapp.AppConfig;
import io.lapse.streamsapp.LedgerService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A guest loses time, and somebody is told: from the event on its topic through the ledger, the
 * real Prometheus with the rules that we ship, and the real Alertmanager.
 */
@Needs(Machine.PROMETHEUS)
class PrometheusIT {
  private static final Duration TIMEOUT = Duration.ofMinutes(1);
  private static final long SECOND_NANOS = 1_000_000_000;

  /** What is served once there is one: nothing of it happens here. */
  private static final Set<String> RARE =
      Set.of(
          "lapse_clocksource_limit_exceeded_total",
          "lapse_stale_window_seconds_bucket",
          "lapse_stale_window_seconds_count",
          "lapse_threshold_violations_total",
          "lapse_quarantined_records_total",
          "lapse_outage_open_oldest_timestamp_seconds",
          "lapse_alerts_sent_total",
          "lapse_alerts_pending",
          "kafka_consumer_fetch_manager_records_lag");

  private static final String RUNBOOKS = "https://runbooks.example/%s.html";

  @TempDir private Path folder;

  @Test
  void violation_firesTheShippedRule_andReachesWhoeverIsBehindAlertmanager() throws Exception {
    int port = FreePort.any();
    try (EmbeddedBroker broker = EmbeddedBroker.start();
        LedgerService ledger = ledger(broker, port);
        Webhook webhook = Webhook.start();
        Running alertmanager = alertmanager(webhook);
        Running prometheus = prometheus(port, alertmanager.port())) {
      long now = new SystemTaiClock().now().nanos();
      publish(broker, profile(now), stop(now));
      awaitNone(prometheus);
      publish(broker, restart(now));

      Optional<JsonNode> told =
          webhook.await(alert -> isAbout(alert, "blackout_exceeded"), TIMEOUT);

      assertThat(told).as(prometheus.log()).isPresent();
      assertThat(ledger.app()).isNotNull();
      assertThat(told.orElseThrow().get("status").asText()).isEqualTo("firing");
      assertThat(told.orElseThrow().at("/labels/severity").asText()).isEqualTo("ticket");
      assertThat(told.orElseThrow().at("/labels").has("lapse_runbooks")).isFalse();
      assertThat(told.orElseThrow().at("/annotations/runbook_url").asText())
          .isEqualTo("https://runbooks.example/blackout-exceeded.html");
      awaitServed(prometheus);
      assertThat(prometheus.stop()).isZero();
      assertThat(alertmanager.stop()).isZero();
    }
  }

  private static boolean isAbout(JsonNode alert, String violation) {
    return alert.at("/labels/alertname").asText().equals("LapseViolation")
        && alert.at("/labels/violation").asText().equals(violation);
  }

  private LedgerService ledger(EmbeddedBroker broker, int port) throws Exception {
    Cli.Result created =
        Cli.run(
            "topics",
            "create",
            "--bootstrap-server",
            broker.bootstrapServers(),
            "--partitions",
            "1");
    assertThat(created.exitCode()).as(created.err()).isZero();
    Properties properties = new Properties();
    properties.putAll(
        Map.of(
            "bootstrap.servers", broker.bootstrapServers(),
            "state.dir", folder.resolve("state").toString(),
            "replication.factor", "1",
            "commit.interval.ms", "50",
            "http.port", Integer.toString(port)));
    return LedgerService.start(new AppConfig(properties));
  }

  /** Groups at once, where the shipped configuration waits for more. */
  private Running alertmanager(Webhook webhook) throws IOException, InterruptedException {
    Path config = folder.resolve("alertmanager.yml");
    Files.writeString(
        config,
        """
        route: {receiver: told, group_wait: 0s, group_interval: 1s}
        receivers:
          - name: told
            webhook_configs: [{url: "%s"}]
        """
            .formatted(webhook.url()));
    int port = FreePort.any();
    return Running.start(
        folder.resolve("alertmanager.log"),
        port,
        List.of(
            Prometheus.ALERTMANAGER.toString(),
            "--config.file=" + config,
            "--storage.path=" + folder.resolve("alertmanager"),
            "--web.listen-address=127.0.0.1:" + port,
            "--cluster.listen-address="));
  }

  private Running prometheus(int ledgerPort, int alertmanagerPort)
      throws IOException, InterruptedException {
    Path config = folder.resolve("prometheus.yml");
    Files.writeString(
        config,
        """
        global:
          scrape_interval: 1s
          evaluation_interval: 1s
          external_labels: {lapse_runbooks: "%s"}
        rule_files: ["%s"]
        scrape_configs:
          - job_name: lapse-ledger
            static_configs: [{targets: ["127.0.0.1:%d"]}]
        alerting:
          alert_relabel_configs: [{action: labeldrop, regex: lapse_runbooks}]
          alertmanagers:
            - static_configs: [{targets: ["127.0.0.1:%d"]}]
        """
            .formatted(RUNBOOKS, Promtool.RULES, ledgerPort, alertmanagerPort));
    int port = FreePort.any();
    return Running.start(
        folder.resolve("prometheus.log"),
        port,
        List.of(
            Prometheus.SERVER.toString(),
            "--config.file=" + config,
            "--storage.tsdb.path=" + folder.resolve("prometheus"),
            "--web.listen-address=127.0.0.1:" + port));
  }

  /** Prometheus has seen the guest's zone without a violation: the first one is a step then. */
  private static void awaitNone(Running prometheus) throws IOException, InterruptedException {
    long deadlineNanos = System.nanoTime() + TIMEOUT.toNanos();
    String query =
        "/api/v1/query?query=lapse_violations_total%7Bzone%3D%22eu-1a%22%7D%20%3D%3D%200";
    while (prometheus.data(query).get("result").isEmpty()) {
      assertThat(System.nanoTime()).as(prometheus.log()).isLessThan(deadlineNanos);
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }

  /** Rules and dashboard read what is served, by the names that it is served under. */
  private static void awaitServed(Running prometheus) throws IOException, InterruptedException {
    Set<String> missing;
    long deadlineNanos = System.nanoTime() + TIMEOUT.toNanos();
    do {
      TimeUnit.MILLISECONDS.sleep(100);
      missing = Expressions.metrics();
      missing.removeAll(RARE);
      for (JsonNode name : prometheus.data("/api/v1/label/__name__/values")) {
        missing.remove(name.asText());
      }
    } while (!missing.isEmpty() && System.nanoTime() - deadlineNanos < 0);
    assertThat(missing).isEmpty();
  }

  private void publish(EmbeddedBroker broker, String... events) throws IOException {
    Path file = folder.resolve("events.jsonl");
    Files.write(file, List.of(events));
    Cli.Result published =
        Cli.run(
            "publish",
            "--bootstrap-server",
            broker.bootstrapServers(),
            "--input",
            "format=jsonl,path=" + file);
    assertThat(published.exitCode()).as(published.err()).isZero();
  }

  private static String profile(long now) {
    return """
        {"kind":"profile","guest":"vm-1","tai_ns":%d,"clock_error_ns":1000000,"clocksource":"tsc",\
        "tsc_khz":2445406,"kernel":"6.12","labels":{"zone":"eu-1a"}}"""
        .formatted(now - 4 * SECOND_NANOS);
  }

  private static String stop(long now) {
    return """
        {"kind":"stopped","guest":"vm-1","host":"h1","tai_ns":%d,"clock_error_ns":1000000,\
        "reason":"migrate"}"""
        .formatted(now - 3 * SECOND_NANOS);
  }

  /** After 2 s, beyond the limit of 1 s for certain. */
  private static String restart(long now) {
    return """
        {"kind":"restarted","guest":"vm-1","host":"h2","tai_ns":%d,"clock_error_ns":1000000,\
        "counter_while_paused":"stops"}"""
        .formatted(now - SECOND_NANOS);
  }
}
