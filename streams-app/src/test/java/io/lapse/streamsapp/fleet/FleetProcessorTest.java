package io.lapse.streamsapp.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.account.GuestState;
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
import io.lapse.ledger.fleet.FleetWindow;
import io.lapse.ledger.fleet.FleetWindows;
import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.host.HostEvent;
import io.lapse.ledger.simulation.FleetPlan;
import io.lapse.ledger.simulation.FleetSimulation;
import io.lapse.ledger.simulation.Happening;
import io.lapse.schemas.topic.Topic;
import io.lapse.schemas.topic.Topics;
import io.lapse.streamsapp.AppConfig;
import io.lapse.streamsapp.LedgerKeys;
import io.lapse.streamsapp.LedgerTopology;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The statistics that the running topology keeps are those of the pure fold. */
class FleetProcessorTest {
  private static final Topics TOPICS = Topics.standard();

  @TempDir private Path state;
  private TopologyTestDriver driver;

  @AfterEach
  void close() {
    if (driver != null) {
      driver.close();
    }
  }

  private void start(Map<String, String> keys) {
    Properties properties = new Properties();
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:1");
    properties.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
    properties.put(LedgerKeys.FLEET_ENABLED, "true");
    properties.putAll(keys);
    AppConfig config = new AppConfig(properties);
    driver = new TopologyTestDriver(new LedgerTopology(config).get(), config.streamsProperties());
  }

  private void pipe(List<LedgerInput> inputs) {
    TestInputTopic<String, HostEvent> hostEvents = input(TOPICS.hostEvents());
    TestInputTopic<String, GuestEvent> guestEvents = input(TOPICS.guestEvents());
    for (LedgerInput input : inputs) {
      if (input instanceof HostEvent event) {
        hostEvents.pipeInput(event.guest(), event);
      } else if (input instanceof GuestEvent event) {
        guestEvents.pipeInput(event.guest(), event);
      }
    }
  }

  private <V> TestInputTopic<String, V> input(Topic<V> topic) {
    return driver.createInputTopic(
        topic.name(), topic.keySerde().serializer(), topic.valueSerde().serializer());
  }

  private static List<LedgerInput> arrivals(FleetPlan plan) {
    List<LedgerInput> inputs = new ArrayList<>();
    FleetSimulation.of(plan)
        .forEachRemaining(
            happening -> {
              if (happening instanceof Happening.Arrived arrived) {
                inputs.add(arrived.input());
              }
            });
    return inputs;
  }

  private static FleetTotals folded(List<LedgerInput> inputs, FleetWindows windows) {
    FleetTotals totals = new FleetTotals();
    FleetFold fold = new FleetFold(windows, totals);
    FleetClock clock = FleetClock.start(windows);
    Map<String, GuestState> states = new HashMap<>();
    Map<String, FleetGuest> guests = new HashMap<>();
    for (LedgerInput input : inputs) {
      Step step = states.computeIfAbsent(input.guest(), GuestState::empty).on(input, Rules.DEFAULT);
      states.put(input.guest(), step.next());
      FleetGuest.Counted counted = guests.getOrDefault(input.guest(), FleetGuest.NEW).on(step);
      guests.put(input.guest(), counted.next());
      for (FleetDelta delta : counted.deltas()) {
        for (String host : delta.hosts()) {
          clock = fold.take(clock, host, List.of(delta));
        }
      }
    }
    return totals;
  }

  private KeyValueStore<String, FleetStats> store() {
    return driver.getKeyValueStore(FleetProcessor.STATS_STORE);
  }

  private Map<String, FleetStats> stored() {
    Map<String, FleetStats> stored = new HashMap<>();
    try (KeyValueIterator<String, FleetStats> all = store().all()) {
      all.forEachRemaining(entry -> stored.put(entry.key, entry.value));
    }
    return stored;
  }

  @Test
  void statistics_areThoseOfThePureFold() {
    List<LedgerInput> inputs = arrivals(FleetPlan.of(3, 12, 4, 10).withLoss(100));
    start(Map.of());

    pipe(inputs);

    Map<String, FleetStats> expected = new HashMap<>();
    folded(inputs, FleetWindows.DEFAULT)
        .byKey()
        .forEach((key, stats) -> expected.put(key.text(), stats));
    assertThat(stored()).hasSizeGreaterThan(100).isEqualTo(expected);
  }

  @Test
  void windows_thatAreTooOld_areRemoved() {
    List<LedgerInput> inputs = arrivals(FleetPlan.of(4, 12, 4, 20));
    start(Map.of(LedgerKeys.FLEET_RETENTION, "2d", LedgerKeys.FLEET_WINDOWS, "1h"));

    pipe(inputs);

    long last = FleetPlan.START.nanos() / 1_000_000_000 + 20 * 86_400;
    assertThat(stored().keySet())
        .isNotEmpty()
        .allSatisfy(
            key -> assertThat(FleetKey.parse(key).startSeconds()).isGreaterThan(last - 5 * 86_400));
  }

  @Test
  void view_addsUpWindows_andFindsEachHost() {
    List<LedgerInput> inputs = arrivals(FleetPlan.of(5, 12, 4, 10));
    start(Map.of());
    pipe(inputs);
    long from = FleetPlan.START.nanos() / 1_000_000_000 - 86_400;
    long to = from + 30 * 86_400;
    FleetView view = new FleetView(store());

    FleetStats hours = view.merged(new Dimension.Whole(), FleetWindow.HOUR, from, to);
    FleetStats days = view.merged(new Dimension.Whole(), FleetWindow.DAY, from, to);
    Map<Dimension.Source, FleetStats> sources =
        view.each(Dimension.Source.class, FleetWindow.DAY, from, to);

    assertThat(hours).isEqualTo(days);
    assertThat(days.outages()).isPositive();
    assertThat(sources).hasSize(4);
    assertThat(sources.values().stream().mapToLong(FleetStats::outages).sum())
        .isEqualTo(days.outages() - days.withoutStop());
    sources.forEach(
        (source, stats) ->
            assertThat(view.merged(source, FleetWindow.DAY, from, to)).isEqualTo(stats));
  }

  @Test
  void view_ofTooManyWindows_isRefused() {
    start(Map.of());
    FleetView view = new FleetView(store());

    assertThatThrownBy(
            () -> view.windows(new Dimension.Whole(), new FleetWindow(1), 0, Long.MAX_VALUE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("windows must be at most 10000 at once: 9999999999");
  }

  @Test
  void turnedOff_countsNothing_andBooksAllTheSame() {
    start(Map.of(LedgerKeys.FLEET_ENABLED, "false"));

    pipe(arrivals(FleetPlan.of(3, 3, 2, 5)));

    assertThat(driver.getAllStateStores())
        .containsOnlyKeys("guest-state", "policies", "policy-progress", "raised-alarms");
    assertThat(
            driver
                .createOutputTopic(
                    TOPICS.ledger().name(),
                    TOPICS.ledger().keySerde().deserializer(),
                    TOPICS.ledger().valueSerde().deserializer())
                .isEmpty())
        .isFalse();
  }
}
