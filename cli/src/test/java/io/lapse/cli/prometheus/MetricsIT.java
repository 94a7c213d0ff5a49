package io.lapse.cli.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lapse.cli.broker.EmbeddedBroker;
import io.lapse.cli.broker.LiveTraffic;
import io.lapse.cli.machine.Machine;
import io.lapse.cli.machine.Needs;
import io.lapse.ledger.account.Alert;
import io.lapse.producers.publish.HostEventPublisher;
import io.lapse.schemas.topic.Topic;
import io.lapse.schemas.topic.Topics;
import io.lapse.streamsapp.topics.TopicSetup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What instances of the ledger serve at {@code /metrics} of a fleet of which the truth is known.
 */
@Needs(Machine.PROMETHEUS)
class MetricsIT {
  private static final Duration TIMEOUT = Duration.ofMinutes(2);
  private static final Pattern NAME = Pattern.compile("lapse_[a-z_]+");

  /** A fleet may never do what these tell of. */
  private static final Set<String> MAY_BE_MISSING =
      Set.of(
          "lapse_alert_delivery_seconds",
          "lapse_alerts_firing",
          "lapse_alerts_pending",
          "lapse_alerts_sent_total",
          "lapse_clocksource_limit_exceeded_total",
          "lapse_expired_timers_total",
          "lapse_host_pair_bias_seconds",
          "lapse_http_refused_total",
          "lapse_http_streams",
          "lapse_outage_expired_timers",
          "lapse_outage_open_oldest_timestamp_seconds",
          "lapse_quarantined_records_total",
          "lapse_stale_window_seconds",
          "lapse_unmatched_resumes_total");

  private static final int PAUSE_MILLIS = 100;
  private static final Offset<Double> MICROSECOND = within(1e-6);

  @TempDir private Path folder;
  private final KnownFleet fleet = KnownFleet.of(11, 20, 6, 7);
  private EmbeddedBroker broker;
  private HostEventPublisher publisher;

  @BeforeEach
  void start() throws Exception {
    broker = EmbeddedBroker.start();
    Map<String, Object> config = Map.of("bootstrap.servers", broker.bootstrapServers());
    try (Admin admin = Admin.create(config)) {
      TopicSetup.create(admin, Topics.standard(), 2, (short) 1);
    }
    fleet.publishPolicy(broker);
    publisher = HostEventPublisher.connect(config, Topics.standard());
  }

  @AfterEach
  void stop() {
    publisher.close();
    broker.close();
  }

  @Test
  void metrics_passPromtool_andAddUpToTheTruth_howeverManyInstances() throws Exception {
    fleet.inputs().subList(0, fleet.inputs().size() / 2).forEach(publisher::send);
    publisher.flush();
    try (ScrapedLedger first = ScrapedLedger.start(broker, folder.resolve("first"))) {
      awaitInputs(fleet.inputs().size() / 2, first);
      try (ScrapedLedger second = ScrapedLedger.start(broker, folder.resolve("second"))) {
        await(() -> second.scrape().sum("lapse_guests") > 0);
        LiveTraffic.send(
            broker,
            "lapse-ledger",
            publisher,
            fleet.inputs().subList(fleet.inputs().size() / 2, fleet.inputs().size()));
        awaitInputs(fleet.inputs().size(), first, second);
        await(() -> sum("lapse_guests", first, second) == fleet.guests());

        countersAreTrue(first, second);
        assertThat(second.scrape().sum("lapse_outages_total")).isPositive();
        assertThat(first.get("/api/v1/instances").statusCode()).isEqualTo(200);
        pageTellsOfThem(first, second);
        passesPromtool(first);
        passesPromtool(second);
      }
    }
    restarted_countsNothingAgain_andWhatStandsOnce();
  }

  private void countersAreTrue(ScrapedLedger... instances) throws Exception {
    // A restart that seems to be earlier than its stop has none, until it comes.
    assertThat(by("kind", "lapse_outages_total", instances))
        .containsAllEntriesOf(fleet.outagesByKind());
    assertThat(by("kind", "lapse_outage_seconds_count", instances))
        .isEqualTo(fleet.outagesByKind());
    assertThat(sum("lapse_outage_seconds_sum", instances))
        .isCloseTo(fleet.bookedSeconds(), MICROSECOND);
    assertThat(sum("lapse_outage_seconds_sum", instances))
        .isCloseTo(fleet.trueSeconds(), within(fleet.errorSeconds()));
    Map<String, Double> violations = by("violation", "lapse_violations_total", instances);
    assertThat(violations).isEqualTo(openedOnTheTopic());
    // What is taken back later was said, and counts.
    fleet
        .violations()
        .forEach(
            (violation, count) ->
                assertThat(violations.get(violation)).as(violation).isGreaterThanOrEqualTo(count));
    assertThat(by("certainty", "lapse_threshold_violations_total", instances))
        .isEqualTo(fleet.thresholdViolations());
    assertThat(by("reason", "lapse_events_rejected_total", instances))
        .isEqualTo(fleet.refused())
        .isEqualTo(by("reason", "lapse_quarantined_records_total", instances));
  }

  /** What is served is on the page; what is not served is on it because it may be. */
  private void pageTellsOfThem(ScrapedLedger... instances) throws Exception {
    String page = Files.readString(Path.of("../docs/operating/streams-app.md"));
    TreeSet<String> told = new TreeSet<>();
    NAME.matcher(page).results().forEach(name -> told.add(name.group()));
    TreeSet<String> served = new TreeSet<>();
    for (ScrapedLedger instance : instances) {
      served.addAll(instance.scrape().types().keySet());
    }
    served.removeIf(name -> !name.startsWith("lapse_") || name.endsWith("_max"));
    told.removeIf(name -> name.endsWith("_max"));

    assertThat(told).containsAll(served);
    told.removeAll(served);
    assertThat(MAY_BE_MISSING).containsAll(told);
  }

  /** The violations that opened by what the topic of alerts says, without alarms. */
  private Map<String, Double> openedOnTheTopic() {
    Topic<Alert> topic = Topics.standard().alerts();
    Map<String, Double> opened = new TreeMap<>();
    try (KafkaConsumer<String, Alert> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                broker.bootstrapServers(),
                "isolation.level",
                "read_committed"),
            topic.keySerde().deserializer(),
            topic.valueSerde().deserializer())) {
      List<TopicPartition> partitions =
          List.of(new TopicPartition(topic.name(), 0), new TopicPartition(topic.name(), 1));
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.get(each))) {
        for (ConsumerRecord<String, Alert> read : consumer.poll(Duration.ofMillis(PAUSE_MILLIS))) {
          Alert alert = read.value();
          if (alert.state() == Alert.State.OPENED && !alert.violation().isAlarm()) {
            opened.merge(alert.violation().name().toLowerCase(Locale.ROOT), 1.0, Double::sum);
          }
        }
      }
    }
    return opened;
  }

  private void restarted_countsNothingAgain_andWhatStandsOnce() throws Exception {
    try (ScrapedLedger again = ScrapedLedger.start(broker, folder.resolve("first"))) {
      await(() -> again.scrape().sum("lapse_guests") == fleet.guests());

      Scrape scrape = again.scrape();
      assertThat(scrape.sum("lapse_outages_total")).isZero();
      assertThat(scrape.sum("lapse_events_ingested_total")).isZero();
      assertThat(scrape.sum("lapse_outages_open")).isEqualTo(fleet.openOutages());
      assertThat(scrape.sum("lapse_top_guest_outage_seconds"))
          .isCloseTo(fleet.bookedSeconds(), MICROSECOND);
    }
  }

  private void passesPromtool(ScrapedLedger instance) throws Exception {
    Files.createDirectories(Path.of("target/metrics"));
    String text = instance.scrape().text();
    Files.writeString(Path.of("target/metrics/scrape.txt"), text);

    Promtool.Result checked = Promtool.checkMetrics(text);

    assertThat(checked.printed()).isEmpty();
    assertThat(checked.exitCode()).isZero();
  }

  /** Waits until so many inputs were taken, or set aside. */
  private void awaitInputs(int count, ScrapedLedger... instances) throws Exception {
    await(() -> inputs(instances) >= count);
    assertThat(inputs(instances)).isEqualTo(count);
  }

  private static double inputs(ScrapedLedger... instances) throws Exception {
    return sum("lapse_ledger_inputs_total", instances)
        + sum("lapse_ledger_quarantined_total", instances);
  }

  private static double sum(String name, ScrapedLedger... instances) throws Exception {
    double sum = 0;
    for (ScrapedLedger instance : instances) {
      sum += instance.scrape().sum(name);
    }
    return sum;
  }

  /** Without those that nothing was counted of. */
  private static Map<String, Double> by(String label, String name, ScrapedLedger... instances)
      throws Exception {
    Map<String, Double> sums = new HashMap<>();
    for (ScrapedLedger instance : List.of(instances)) {
      instance
          .scrape()
          .by(label, name)
          .forEach((value, sum) -> sums.merge(value, sum, Double::sum));
    }
    sums.values().removeIf(sum -> sum == 0);
    return new TreeMap<>(sums);
  }

  private static void await(Callable<Boolean> condition) throws Exception {
    long deadline = System.nanoTime() + TIMEOUT.toNanos();
    while (!condition.call()) {
      assertThat(System.nanoTime() - deadline).as("in time").isNegative();
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    }
  }
}
