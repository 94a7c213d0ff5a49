package io.lapse.ledger.simulation;

import io.lapse.ledger.EventId;
import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.account.Alert;
import io.lapse.ledger.account.AmountBasis;
import io.lapse.ledger.account.Amounts;
import io.lapse.ledger.account.Entry;
import io.lapse.ledger.account.Entry.EntryKind;
import io.lapse.ledger.account.LedgerProof;
import io.lapse.ledger.account.Outcome;
import io.lapse.ledger.host.HostEvent;
import io.lapse.ledger.policy.Policy;
import io.lapse.ledger.policy.Verdict;
import io.lapse.ledger.time.Stamp;
import io.lapse.ledger.time.TaiInstant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Holds the books of a fleet against its truth. Whatever is wrong is a finding. */
final class TruthCheck {
  /** What a measured advance may be off by: the readings are whole cycles. */
  private static final long READING_NANOS = 1_000;

  private static final long RTC_NANOS = 1_000_000_000L;

  private final FoldedFleet fleet;
  private final Policy policy;
  private final Tally tally;
  private final List<String> findings = new ArrayList<>();
  private final Map<String, Happening.Ended> truthOfOutage = new HashMap<>();
  private final Map<EventId, Happening.Ended> truthOfEnd = new HashMap<>();

  private TruthCheck(FoldedFleet fleet, Policy policy, Tally tally) {
    this.fleet = fleet;
    this.policy = policy;
    this.tally = tally;
  }

  static List<String> findings(FoldedFleet fleet, Policy policy, Tally tally) {
    TruthCheck check = new TruthCheck(fleet, policy, tally);
    check.books();
    check.outages();
    check.alerts();
    return check.findings;
  }

  /** The books balance, and nothing is lost on the way into them. */
  private void books() {
    LedgerProof.check(fleet.entries).forEach(finding -> findings.add(finding.message()));
    long quarantined = 0;
    long all = 0;
    for (Map.Entry<Outcome, Long> outcome : fleet.outcomes.entrySet()) {
      all += outcome.getValue();
      quarantined += outcome.getKey().quarantined() ? outcome.getValue() : 0;
    }
    expect(all == fleet.arrivals, "outcomes sum to " + all + ", arrived " + fleet.arrivals);
    long kept = fleet.count(Outcome.ACCEPTED) + quarantined + fleet.count(Outcome.NOT_COUNTED);
    expect(
        kept == fleet.arrived.size(),
        "accepted, quarantined and not counted are "
            + kept
            + ", different events "
            + fleet.arrived.size());
    expect(quarantined == 0, "quarantined " + quarantined + ", expected none");
  }

  private void outages() {
    Map<String, Entry> postedByEnds = new HashMap<>();
    for (Entry entry : fleet.entries) {
      if (entry.entryKind() == EntryKind.POSTED && entry.toutNanos() != null) {
        HostEvent.Stopped stop = end(entry, HostEvent.Stopped.class, entry.stoppedAt());
        HostEvent.Restarted restart = end(entry, HostEvent.Restarted.class, entry.restartedAt());
        postedByEnds.put(stop.id() + " " + restart.id(), entry);
      }
    }
    Set<HostEvent.Stopped> stopsSeen = new HashSet<>();
    for (Happening.Ended ended : fleet.truth) {
      tally.outage(ended);
      truthOfEnd.put(ended.stop().id(), ended);
      truthOfEnd.put(ended.restart().id(), ended);
      boolean again = !stopsSeen.add(ended.stop());
      tally.count("second restarts", again);
      Entry entry = postedByEnds.remove(ended.stop().id() + " " + ended.restart().id());
      if (entry != null) {
        truthOfOutage.put(entry.outageId(), ended);
        ends(entry, ended);
        if (ended.outage().reported()) {
          figures(entry, ended);
        }
      }
      expect(entry != null || !ended.outage().reported(), "not in the books: " + ended);
    }
    postedByEnds.values().forEach(entry -> findings.add("never happened: " + entry));
  }

  private <T extends LedgerInput> T end(Entry entry, Class<T> type, TaiInstant at) {
    return entry.eventIds().stream()
        .map(fleet.arrived::get)
        .filter(type::isInstance)
        .map(type::cast)
        .filter(input -> input.stamp().at().equals(at))
        .findFirst()
        .orElseThrow();
  }

  /** What the two ends alone show; true whatever else got lost. */
  private void ends(Entry entry, Happening.Ended ended) {
    TrueOutage truth = ended.outage();
    stamp("stop", ended.stop().stamp(), truth.stoppedAt(), ended);
    stamp("restart", ended.restart().stamp(), truth.restartedAt(), ended);
    long missed = Math.abs(truth.toutNanos() - entry.toutNanos());
    expect(
        missed <= entry.toutErrorNanos(),
        "true Tout "
            + truth.toutNanos()
            + " outside "
            + entry.toutNanos()
            + " +- "
            + entry.toutErrorNanos()
            + ": "
            + ended);
    tally.count("negative Tout", entry.toutNanos() < 0);
    boolean stays = truth.sourceHost().equals(truth.destinationHost());
    tally.count("stepped while it stood", stays && isStepped(entry));
    tally.count(entry.verdict().name(), true);
    Verdict really = really(truth);
    expect(
        entry.verdict() == Verdict.UNDECIDED || entry.verdict() == really,
        "verdict " + entry.verdict() + ", truly " + really + ": " + ended);
    expect(
        Objects.equals(entry.sourceHost(), truth.sourceHost())
            && Objects.equals(entry.destinationHost(), truth.destinationHost()),
        "hosts " + entry.sourceHost() + ", " + entry.destinationHost() + ": " + ended);
  }

  private boolean isStepped(Entry entry) {
    return fleet
        .arrived(entry.guest(), HostEvent.HostClock.class)
        .map(clock -> clock.stamp().at())
        .anyMatch(at -> at.isAfter(entry.stoppedAt()) && at.isBefore(entry.restartedAt()));
  }

  private Verdict really(TrueOutage truth) {
    boolean below = truth.toutNanos() < policy.thresholdNanos();
    return below ? Verdict.WITHIN : Verdict.EXCEEDED;
  }

  private void stamp(String which, Stamp stated, TaiInstant truth, Happening.Ended ended) {
    long missed = Math.abs(stated.at().nanosUntil(truth));
    expect(
        missed <= stated.errorNanos(),
        which + " stated " + stated + ", truly " + truth + ": " + ended);
  }

  /** What further events show; it may be wrong where one of them got lost. */
  private void figures(Entry entry, Happening.Ended ended) {
    TrueOutage truth = ended.outage();
    expect(entry.kind().name().equals(truth.kind().name()), entry.kind() + ": " + ended);
    expect(
        entry.cooperation() == ended.cooperation(),
        "cooperation " + entry.cooperation() + ": " + ended);
    Amounts amounts = entry.amounts();
    long compensatedError =
        switch (amounts.compensatedBasis()) {
          case MEASURED -> READING_NANOS;
          case CLAIMED -> 0;
          case ASSUMED -> entry.toutErrorNanos();
          case UNKNOWN -> Long.MAX_VALUE;
        };
    expect(
        Math.abs(amounts.compensatedNanos() - truth.compensatedNanos()) <= compensatedError,
        "compensated " + amounts + ": " + ended);
    long sleptError =
        amounts.sleptBasis() == AmountBasis.ASSUMED ? RTC_NANOS + entry.toutErrorNanos() : 0;
    expect(
        Math.abs(amounts.sleptNanos() - truth.sleptNanos()) <= sleptError,
        "slept " + amounts + ": " + ended);
  }

  private void alerts() {
    for (Alert alert : fleet.alerts.values()) {
      if (alert.state() == Alert.State.OPENED && alert.certain()) {
        expect(holds(alert), "not true: " + alert);
        tally.count("certain alerts", true);
      }
    }
  }

  private boolean holds(Alert alert) {
    Happening.Ended ended = truthOfOutage.get(alert.outageId());
    return switch (alert.violation()) {
      case BLACKOUT_EXCEEDED -> ended.outage().toutNanos() > policy.blackoutLimitNanos();
      case COMPENSATED_ABOVE_THRESHOLD ->
          !ended.outage().reported()
              || (ended.outage().compensatedNanos() != 0
                  && really(ended.outage()) == Verdict.EXCEEDED);
      case OVERCOMPENSATED ->
          !ended.outage().reported()
              || ended.outage().compensatedNanos() > ended.outage().toutNanos();
      case BACKWARDS_TIME -> false;
      case CONFLICTING_RESTART ->
          fleet.truth.stream().filter(other -> other.stop().equals(ended.stop())).count() == 2;
      case MISSING_STOP, MISSING_RESTART -> {
        String eventId = alert.outageId().substring(alert.outageId().indexOf('/') + 1);
        yield !truthOfEnd.get(new EventId(eventId)).outage().reported();
      }
      default -> true;
    };
  }

  private void expect(boolean holds, String otherwise) {
    if (!holds) {
      findings.add(otherwise);
    }
  }
}
