package io.lapse.streamsapp.metrics;

import static io.lapse.streamsapp.metrics.Counters.lower;

import io.lapse.ledger.account.Alert;
import io.lapse.ledger.account.Alert.State;
import io.lapse.ledger.account.Entry;
import io.lapse.ledger.policy.Policy;
import io.lapse.ledger.policy.Verdict;
import io.lapse.ledger.policy.Violation;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Objects;

/** What is wrong with outages, and what they cost of the error budget. */
final class JudgementMeters {
  private static final long MINUTE_NANOS = 60_000_000_000L;

  private final Counters exceeded;
  private final Counters violations;
  private final Counters gaps;
  private final Counters unmatched;
  private final Counters badMinutes;
  private final BoundedLabel policies;

  /**
   * Those of an instance.
   *
   * @param policies the names of policies that are served
   */
  JudgementMeters(MeterRegistry registry, BoundedLabel policies) {
    this.policies = policies;
    exceeded =
        new Counters(
            registry,
            "lapse.threshold.violations",
            "Outages whose Tout is not below the threshold of a policy that has one.",
            "policy",
            "kind",
            "zone",
            "certainty");
    violations =
        new Counters(
            registry,
            "lapse.violations",
            "Violations that opened, by what is wrong.",
            "violation",
            "severity",
            "zone",
            "certainty");
    gaps =
        new Counters(
            registry, "lapse.sequence.gaps", "Times that guests skipped a notice.", "zone");
    unmatched =
        new Counters(
            registry, "lapse.unmatched.resumes", "Restarts whose stop is not known.", "producer");
    badMinutes =
        new Counters(
            registry,
            "lapse.bad.guestminutes",
            "Minutes of guests that an outage beyond their blackout limit touched.",
            "zone");
  }

  /** A guest of the zone is known: its counters begin with 0, so that their first step is seen. */
  void expect(String zone) {
    for (Violation violation : Violation.values()) {
      if (!violation.isAlarm()) {
        violations.of(lower(violation), lower(violation.severity()), zone, "certain");
      }
    }
    gaps.of(zone);
    badMinutes.of(zone);
  }

  void on(Booked booked) {
    for (Entry entry : booked.newly(EndedOutages::isMeasured)) {
      judged(booked, entry);
    }
    for (Alert alert : booked.step().alerts()) {
      if (alert.state() == State.OPENED) {
        opened(booked, alert);
      }
    }
  }

  private void judged(Booked booked, Entry entry) {
    Verdict verdict = Objects.requireNonNull(entry.verdict());
    if (verdict != Verdict.WITHIN && hasThreshold(booked, entry.policy())) {
      exceeded
          .of(
              policies.of(entry.policy()),
              Booked.kind(entry.kind()),
              booked.zone(),
              certainty(verdict == Verdict.EXCEEDED))
          .increment();
    }
    if (entry.violations().contains(Violation.BLACKOUT_EXCEEDED)) {
      badMinutes.of(booked.zone()).increment((double) minutes(entry));
    }
  }

  /** A threshold of 0 means never to compensate: no outage is below it, and none breaks it. */
  private static boolean hasThreshold(Booked booked, String policy) {
    return booked.step().next().judgedBy().stream()
        .filter(known -> known.name().equals(policy))
        .mapToLong(Policy::thresholdNanos)
        .anyMatch(threshold -> threshold > 0);
  }

  /** The minutes of TAI that it touched; of a negative one that in which it ended. */
  private static long minutes(Entry measured) {
    long stopped = minute(Objects.requireNonNull(measured.stoppedAt()).nanos());
    long restarted = minute(Objects.requireNonNull(measured.restartedAt()).nanos());
    return Math.max(0, restarted - stopped) + 1;
  }

  private static long minute(long taiNanos) {
    return Math.floorDiv(taiNanos, MINUTE_NANOS);
  }

  private void opened(Booked booked, Alert alert) {
    violations
        .of(
            lower(alert.violation()),
            lower(alert.severity()),
            booked.zone(),
            certainty(alert.certain()))
        .increment();
    if (alert.violation() == Violation.SEQUENCE_GAP) {
      gaps.of(booked.zone()).increment();
    }
    if (alert.violation() == Violation.MISSING_STOP) {
      unmatched.of(booked.producer()).increment();
    }
  }

  private static String certainty(boolean certain) {
    return certain ? "certain" : "ambiguous";
  }
}
