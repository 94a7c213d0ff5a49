package io.lapse.streamsapp.fleet;

import io.lapse.ledger.fleet.FleetClock;
import io.lapse.ledger.fleet.FleetDelta;
import io.lapse.ledger.fleet.FleetFold;
import io.lapse.ledger.fleet.FleetStats;
import io.lapse.ledger.fleet.FleetWindow;
import io.lapse.ledger.fleet.FleetWindows;
import io.lapse.schemas.topic.Topics;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Takes what changed on a host into the statistics of its task, and removes windows that are too
 * old: by the event time that was seen, a few at each record. It forwards nothing.
 */
public final class FleetProcessor implements Processor<String, List<FleetDelta>, Void, Void> {
  public static final String STATS_STORE = "fleet-stats";
  public static final String CLOCK_STORE = "fleet-clock";

  private static final String CLOCK_KEY = "clock";

  /** Declares the stores with the processor: they cannot be forgotten. */
  public static final class Factory
      implements ProcessorSupplier<String, List<FleetDelta>, Void, Void> {
    private final FleetWindows windows;

    public Factory(FleetWindows windows) {
      this.windows = windows;
    }

    @Override
    public Processor<String, List<FleetDelta>, Void, Void> get() {
      return new FleetProcessor(windows);
    }

    @Override
    public Set<StoreBuilder<?>> stores() {
      return Set.of(
          Stores.keyValueStoreBuilder(
                  Stores.persistentKeyValueStore(STATS_STORE),
                  Serdes.String(),
                  Topics.fleetStatsSerde())
              // Many outages fall into one window; of those within a commit the last remains.
              .withCachingEnabled(),
          Stores.keyValueStoreBuilder(
                  Stores.persistentKeyValueStore(CLOCK_STORE),
                  Serdes.String(),
                  Topics.fleetClockSerde())
              .withCachingEnabled());
    }
  }

  private final FleetWindows windows;
  private FleetFold fold;
  private KeyValueStore<String, FleetClock> clocks;
  private WindowExpiry expiry;
  private FleetClock clock;

  @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else.
  private FleetProcessor(FleetWindows windows) {
    this.windows = windows;
  }

  @Override
  public void init(ProcessorContext<Void, Void> context) {
    KeyValueStore<String, FleetStats> stats = context.getStateStore(STATS_STORE);
    clocks = context.getStateStore(CLOCK_STORE);
    fold = new FleetFold(windows, new StoredStats(stats));
    expiry = new WindowExpiry(windows, stats);
    FleetClock stored = clocks.get(CLOCK_KEY);
    clock = stored == null ? FleetClock.start(windows) : stored;
    requireSameWindows();
  }

  /** In another window what is taken back was never counted: its counts would fall below 0. */
  private void requireSameWindows() {
    if (!clock.windows().equals(windows.windows())) {
      throw new StreamsException(
          "fleet.windows must stay as it was, "
              + texts(clock.windows())
              + ", while the stores of the fleet are kept: "
              + texts(windows.windows()));
    }
  }

  private static String texts(List<FleetWindow> windows) {
    return windows.stream().map(FleetWindow::text).collect(Collectors.joining(","));
  }

  @Override
  public void process(Record<String, List<FleetDelta>> told) {
    FleetClock next = fold.take(clock, told.key(), told.value());
    if (!next.equals(clock)) {
      clocks.put(CLOCK_KEY, next);
      clock = next;
    }
    for (FleetWindow window : windows.windows()) {
      expiry.remove(window, clock.goneBefore(window));
    }
  }
}
