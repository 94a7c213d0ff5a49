package io.lapse.streamsapp.metrics;

import static io.lapse.streamsapp.metrics.Counters.lower;

import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.account.Alert;
import io.lapse.ledger.account.Alert.State;
import io.lapse.ledger.account.GuestState;
import io.lapse.ledger.account.Outcome;
import io.lapse.ledger.account.Step;
import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.policy.Violation;
import io.lapse.streamsapp.account.FoldObserver;
import io.lapse.streamsapp.account.Reason;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Counts what the fold does, in the instance that does it: over all instances, each input, outage
 * and violation is counted once. What a transaction that was aborted had done is counted again when
 * it is done again.
 */
public final class FoldMetrics implements FoldObserver {
  /** Zones beyond so many share one. */
  static final int ZONES_MAX = 50;

  /** Policies beyond so many share one. */
  static final int POLICIES_MAX = 100;

  private final IngestMeters ingest;
  private final OutageMeters outages;
  private final Counters violations;
  private final BoundedLabel zones = new BoundedLabel(ZONES_MAX);
  private final Set<String> expected = ConcurrentHashMap.newKeySet();

  /** Those of an instance; they are served from now on. */
  public FoldMetrics(MeterRegistry registry) {
    ingest = new IngestMeters(registry);
    outages = new OutageMeters(registry);
    violations =
        new Counters(
            registry,
            "lapse.violations",
            "Violations that opened, by what is wrong.",
            "violation",
            "severity",
            "zone",
            "certainty");
  }

  @Override
  public void spent(Stage stage, long nanos) {
    ingest.spent(stage, nanos);
  }

  @Override
  public void arrived(LedgerInput input, long recordMillis) {
    ingest.arrived(input, recordMillis);
  }

  @Override
  public void passedOver(LedgerInput input, Outcome outcome) {
    ingest.passedOver(input, outcome);
  }

  @Override
  public void published(LedgerInput input, Step step) {
    ingest.accepted(input);
    if (step.history().isEmpty() && step.alerts().isEmpty()) {
      return;
    }
    if (EndedOutages.correct(step.history())) {
      ingest.corrected(input);
    }
    rejudged(step);
  }

  @Override
  public void rejudged(Step step) {
    String zone = zone(step.next());
    outages.on(zone, step.history());
    step.alerts().forEach(alert -> count(alert, zone));
  }

  @Override
  public void refused(String topic, @Nullable LedgerInput input, Reason reason) {
    ingest.refused(topic, input, reason);
  }

  private void count(Alert alert, String zone) {
    if (alert.state() == State.OPENED) {
      String certainty = alert.certain() ? "certain" : "ambiguous";
      violations.of(lower(alert.violation()), lower(alert.severity()), zone, certainty).increment();
    }
  }

  /** As the label {@code zone} of the guest's latest profile says. */
  private String zone(GuestState state) {
    GuestEvent.Profile profile = state.profile();
    String zone = zones.of(profile == null ? null : profile.labels().get("zone"));
    if (expected.add(zone)) {
      expect(zone);
    }
    return zone;
  }

  private void expect(String zone) {
    outages.expect(zone);
    for (Violation violation : Violation.values()) {
      if (!violation.isAlarm()) {
        violations.of(lower(violation), lower(violation.severity()), zone, "certain");
      }
    }
  }
}
