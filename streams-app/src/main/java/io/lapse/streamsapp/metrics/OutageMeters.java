package io.lapse.streamsapp.metrics;

import static io.lapse.streamsapp.metrics.Counters.lower;

import io.lapse.ledger.account.Entry;
import io.lapse.ledger.account.HistoryRecord;
import io.lapse.ledger.account.OutageKind;
import io.lapse.ledger.policy.Verdict;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Outages, each when it first ends. */
final class OutageMeters {
  /** Those of the list, and a guest's own limits: 300 s and 440 s of its counter. */
  static final double[] OUTAGE_SECONDS = {
    .01, .025, .05, .1, .2, .3, .5, .9, 1, 2, 5, 10, 30, 60, 300, 440
  };

  private final Counters outages;
  private final Counters exceeded;
  private final Counters negative;
  private final Histograms lengths;
  private final BoundedLabel policies = new BoundedLabel(FoldMetrics.POLICIES_MAX);

  OutageMeters(MeterRegistry registry) {
    outages =
        new Counters(
            registry,
            "lapse.outages",
            "Outages that ended, by what they were and how they ended.",
            "kind",
            "zone",
            "outcome");
    exceeded =
        new Counters(
            registry,
            "lapse.threshold.violations",
            "Outages that their host must not compensate: Tout is not below the threshold.",
            "policy",
            "kind",
            "zone",
            "certainty");
    negative =
        new Counters(
            registry, "lapse.tout.negative", "Outages whose Tout is certainly negative.", "zone");
    lengths =
        Histograms.ofSeconds(
            registry,
            "lapse.outage",
            "How long outages lasted: restart less stop, 0 where that is negative.",
            OUTAGE_SECONDS,
            "kind",
            "zone");
  }

  /** A guest of the zone is known: its counters begin with 0, so that their first step is seen. */
  void expect(String zone) {
    for (OutageKind kind : OutageKind.values()) {
      for (Ending ending : Ending.values()) {
        outages.of(lower(kind), zone, lower(ending));
      }
    }
    negative.of(zone);
  }

  void on(String zone, List<HistoryRecord> history) {
    for (Entry entry : EndedOutages.newly(history, EndedOutages.ENDED)) {
      outages.of(kind(entry.kind()), zone, lower(Ending.of(entry, history))).increment();
    }
    for (Entry entry : EndedOutages.newly(history, EndedOutages.MEASURED)) {
      measured(zone, entry);
    }
  }

  private void measured(String zone, Entry entry) {
    String kind = kind(entry.kind());
    long tout = Objects.requireNonNull(entry.toutNanos());
    long error = Objects.requireNonNull(entry.toutErrorNanos());
    lengths.of(kind, zone).record(Math.max(0, Histograms.seconds(tout)));
    // What is certain is so however far apart the two are: no sum that could overflow.
    if (tout < 0 && tout < -error) {
      negative.of(zone).increment();
    }
    Verdict verdict = Objects.requireNonNull(entry.verdict());
    if (verdict != Verdict.WITHIN) {
      String certainty = verdict == Verdict.EXCEEDED ? "certain" : "ambiguous";
      exceeded.of(policies.of(entry.policy()), kind, zone, certainty).increment();
    }
  }

  private static String kind(@Nullable OutageKind kind) {
    return kind == null ? BoundedLabel.UNKNOWN : lower(kind);
  }
}
