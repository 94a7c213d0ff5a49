package io.lapse.cli.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.cli.broker.EmbeddedBroker;
import io.lapse.cli.broker.LiveTraffic;
import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.account.GuestState;
import io.lapse.ledger.account.InputOrder;
import io.lapse.ledger.account.Rules;
import io.lapse.ledger.account.Step;
import io.lapse.ledger.fleet.Dimension;
import io.lapse.ledger.fleet.FleetClock;
import io.lapse.ledger.fleet.FleetDelta;
import io.lapse.ledger.fleet.FleetFold;
import io.lapse.ledger.fleet.FleetGuest;
import io.lapse.ledger.fleet.FleetKey;
import io.lapse.ledger.fleet.FleetStats;
import io.lapse.ledger.fleet.FleetTotals;
import io.lapse.ledger.fleet.FleetWindows;
import io.lapse.ledger.simulation.FleetPlan;
import io.lapse.ledger.simulation.FleetSimulation;
import io.lapse.ledger.simulation.Happening;
import io.lapse.producers.publish.HostEventPublisher;
import io.lapse.schemas.topic.Topics;
import io.lapse.streamsapp.AppConfig;
import io.lapse.streamsapp.LedgerApp;
import io.lapse.streamsapp.LedgerKeys;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two instances of the ledger share a simulated fleet; one of them joins in the middle. What their
 * stores hold in the end, added up, is what a pure fold of the same inputs counts.
 */
class FleetStatisticsIT {
  private static final Duration TIMEOUT = Duration.ofMinutes(2);
  private static final String APPLICATION = "lapse-ledger";
  private static final String CHANGELOG = APPLICATION + "-fleet-stats-changelog";

  @TempDir private Path folder;

  @Test
  void statistics_ofTwoInstances_addUpToThoseOfAReplay() throws Exception {
    List<LedgerInput> inputs = inputs();
    Map<FleetKey, FleetStats> expected = folded(inputs);
    Topics topics = Topics.standard();
    try (EmbeddedBroker broker = EmbeddedBroker.start()) {
      Ledgers.createTopics(broker, topics, 2);
      Map<String, Object> config = Map.of("bootstrap.servers", broker.bootstrapServers());
      try (HostEventPublisher publisher = HostEventPublisher.connect(config, topics);
          LedgerApp first = LedgerApp.start(config(broker, "first"))) {
        first.awaitRunning(TIMEOUT);
        LiveTraffic.send(broker, APPLICATION, publisher, inputs.subList(0, inputs.size() / 2));
        try (LedgerApp second = LedgerApp.start(config(broker, "second"))) {
          second.awaitRunning(TIMEOUT);
          LiveTraffic.send(
              broker, APPLICATION, publisher, inputs.subList(inputs.size() / 2, inputs.size()));

          assertThat(awaited(broker, expected)).hasSizeGreaterThan(100).isEqualTo(expected);
        }
      }
    }
  }

  private AppConfig config(EmbeddedBroker broker, String instance) {
    Properties properties = new Properties();
    properties.put("bootstrap.servers", broker.bootstrapServers());
    properties.put("state.dir", folder.resolve(instance).toString());
    properties.put("commit.interval.ms", "100");
    properties.put("replication.factor", "1");
    properties.put(LedgerKeys.FLEET_ENABLED, "true");
    return new AppConfig(properties);
  }

  private static List<LedgerInput> inputs() {
    List<LedgerInput> inputs = new ArrayList<>();
    FleetSimulation.of(FleetPlan.of(11, 20, 6, 7).withLoss(100))
        .forEachRemaining(
            happening -> {
              if (happening instanceof Happening.Arrived arrived) {
                inputs.add(arrived.input());
              }
            });
    inputs.sort(InputOrder.PUBLISH);
    return inputs;
  }

  /** Under which labels an entry is counted is a matter of arrival: those are left out. */
  private static Map<FleetKey, FleetStats> folded(List<LedgerInput> inputs) {
    FleetTotals totals = new FleetTotals();
    FleetFold fold = new FleetFold(FleetWindows.DEFAULT, totals);
    FleetClock clock = FleetClock.start(FleetWindows.DEFAULT);
    Map<String, GuestState> states = new HashMap<>();
    Map<String, FleetGuest> guests = new HashMap<>();
    for (LedgerInput input : inputs) {
      String guest = input.guest();
      Step step = states.computeIfAbsent(guest, GuestState::empty).on(input, Rules.DEFAULT);
      states.put(guest, step.next());
      FleetGuest.Counted counted = guests.getOrDefault(guest, FleetGuest.NEW).on(step);
      guests.put(guest, counted.next());
      for (FleetDelta delta : counted.deltas()) {
        for (String host : delta.hosts()) {
          clock = fold.take(clock, host, List.of(delta));
        }
      }
    }
    Map<FleetKey, FleetStats> folded = new HashMap<>(totals.byKey());
    folded.keySet().removeIf(FleetStatisticsIT::isByTraits);
    return folded;
  }

  private static boolean isByTraits(FleetKey key) {
    return key.dimension() instanceof Dimension.Label
        || key.dimension() instanceof Dimension.OfClass;
  }

  /** What the stores hold, as soon as it is what is expected, or else in the end. */
  private static Map<FleetKey, FleetStats> awaited(
      EmbeddedBroker broker, Map<FleetKey, FleetStats> expected) {
    Map<TopicPartition, Map<FleetKey, FleetStats>> stores = new HashMap<>();
    try (KafkaConsumer<String, FleetStats> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                broker.bootstrapServers(),
                "isolation.level",
                "read_committed",
                "auto.offset.reset",
                "earliest"),
            new StringDeserializer(),
            Topics.fleetStatsSerde().deserializer())) {
      consumer.assign(List.of(new TopicPartition(CHANGELOG, 0), new TopicPartition(CHANGELOG, 1)));
      long deadlineNanos = System.nanoTime() + TIMEOUT.toNanos();
      while (!sum(stores).equals(expected) && System.nanoTime() < deadlineNanos) {
        consumer.poll(Duration.ofMillis(200)).forEach(change -> keep(stores, change));
      }
    }
    return sum(stores);
  }

  private static void keep(
      Map<TopicPartition, Map<FleetKey, FleetStats>> stores,
      ConsumerRecord<String, FleetStats> change) {
    FleetKey key = FleetKey.parse(change.key());
    Map<FleetKey, FleetStats> store =
        stores.computeIfAbsent(
            new TopicPartition(change.topic(), change.partition()), task -> new HashMap<>());
    if (change.value() == null) {
      store.remove(key);
    } else if (!isByTraits(key)) {
      store.put(key, change.value());
    }
  }

  private static Map<FleetKey, FleetStats> sum(
      Map<TopicPartition, Map<FleetKey, FleetStats>> stores) {
    Map<FleetKey, FleetStats> sum = new HashMap<>();
    stores
        .values()
        .forEach(store -> store.forEach((key, stats) -> sum.merge(key, stats, FleetStats::plus)));
    return sum;
  }
}
