package io.lapse.streamsapp.metrics;

import static io.lapse.streamsapp.metrics.Counters.lower;

import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.Source;
import io.lapse.ledger.account.Outcome;
import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.host.HostEvent;
import io.lapse.ledger.time.TaiInstant;
import io.lapse.streamsapp.account.FoldObserver.Stage;
import io.lapse.streamsapp.account.Reason;
import io.lapse.streamsapp.account.WallClock;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What arrives, how late, and what becomes of it. All but refusals are looked up beforehand. */
final class IngestMeters {
  private static final long YEAR_2100_MILLIS = 4_102_444_800_000L;
  private static final double[] LAG_SECONDS = {
    .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30, 60, 300, 3_600, 86_400
  };
  private static final double[] STAGE_SECONDS = {
    .000_001, .000_005, .000_01, .000_025, .000_05, .000_1, .000_25, .000_5, .001, .005, .01, .05,
    .1, 1
  };

  private final Map<Source, Map<Class<?>, Counter>> ingested = new EnumMap<>(Source.class);
  private final Map<Source, Counter> duplicates = new EnumMap<>(Source.class);
  private final Map<Source, Counter> late = new EnumMap<>(Source.class);
  private final Map<Source, Counter> ahead = new EnumMap<>(Source.class);
  private final Map<Source, DistributionSummary> lags = new EnumMap<>(Source.class);
  private final Map<Stage, DistributionSummary> stages = new EnumMap<>(Stage.class);
  private final Counters rejected;
  private final Counters quarantined;

  IngestMeters(MeterRegistry registry) {
    rejected =
        new Counters(
            registry,
            "lapse.events.rejected",
            "Events that went to quarantine, by who said them and the reason.",
            "producer",
            "reason");
    quarantined =
        new Counters(
            registry,
            "lapse.quarantined.records",
            "Records that went to quarantine, by their topic and the reason.",
            "topic",
            "reason");
    bindCounters(registry);
    bindTimes(registry);
    for (Reason reason : Reason.values()) {
      rejected.of(BoundedLabel.UNKNOWN, lower(reason));
    }
  }

  private void bindCounters(MeterRegistry registry) {
    Counters accepted =
        new Counters(
            registry,
            "lapse.events.ingested",
            "Events that were accepted into the books.",
            "producer",
            "event_type");
    Counters again =
        new Counters(
            registry, "lapse.events.duplicate", "Events that the books had already.", "producer");
    Counters afterwards =
        new Counters(
            registry,
            "lapse.events.late",
            "Accepted events that corrected an outage that had ended.",
            "producer");
    Counters early =
        new Counters(
            registry,
            "lapse.events.ahead",
            "Events whose stamp is later than their record: some clock is wrong.",
            "producer");
    for (Source source : Source.values()) {
      ingested.put(source, byType(accepted, lower(source)));
      duplicates.put(source, again.of(lower(source)));
      late.put(source, afterwards.of(lower(source)));
      ahead.put(source, early.of(lower(source)));
    }
  }

  private static Map<Class<?>, Counter> byType(Counters accepted, String producer) {
    Map<Class<?>, Counter> byType = new HashMap<>();
    for (Class<?> kind : new Class<?>[] {HostEvent.class, GuestEvent.class}) {
      for (Class<?> type : kind.getPermittedSubclasses()) {
        byType.put(type, accepted.of(producer, snake(type.getSimpleName())));
      }
    }
    return byType;
  }

  /** {@code HostClock} is {@code host_clock}. */
  private static String snake(String name) {
    return name.replaceAll("(?<=.)([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }

  private void bindTimes(MeterRegistry registry) {
    Histograms lag =
        Histograms.ofSeconds(
            registry,
            "lapse.ingest.lag",
            "From an event's stamp to the timestamp of its record.",
            LAG_SECONDS,
            "producer");
    for (Source source : Source.values()) {
      lags.put(source, lag.of(lower(source)));
    }
    Histograms spent =
        Histograms.ofSeconds(
            registry,
            "lapse.processing.duration",
            "How long a stage of an input took.",
            STAGE_SECONDS,
            "stage");
    for (Stage stage : Stage.values()) {
      stages.put(stage, spent.of(lower(stage)));
    }
  }

  void spent(Stage stage, long nanos) {
    of(stages, stage).record(Histograms.seconds(nanos));
  }

  void arrived(LedgerInput input, long recordMillis) {
    Source source = input.envelope().source();
    // Whoever writes a record may give it any timestamp, and an event any stamp.
    TaiInstant written = WallClock.tai(Math.max(0, Math.min(YEAR_2100_MILLIS, recordMillis)));
    double lag =
        Histograms.seconds(written.nanos()) - Histograms.seconds(input.stamp().at().nanos());
    if (lag < 0) {
      of(ahead, source).increment();
    }
    of(lags, source).record(Math.max(0, lag));
  }

  void accepted(LedgerInput input) {
    of(of(ingested, input.envelope().source()), input.getClass()).increment();
  }

  void passedOver(LedgerInput input, Outcome outcome) {
    if (outcome == Outcome.DUPLICATE) {
      of(duplicates, input.envelope().source()).increment();
    }
  }

  void corrected(LedgerInput input) {
    of(late, input.envelope().source()).increment();
  }

  void refused(String topic, @Nullable LedgerInput input, Reason reason) {
    String producer = input == null ? BoundedLabel.UNKNOWN : lower(input.envelope().source());
    rejected.of(producer, lower(reason)).increment();
    quarantined.of(topic, lower(reason)).increment();
  }

  private static <K, V> V of(Map<K, V> meters, K key) {
    return Objects.requireNonNull(meters.get(key));
  }
}
