package io.lapse.ledger.simulation;

import io.lapse.ledger.EventId;
import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.account.Alert;
import io.lapse.ledger.account.Entry;
import io.lapse.ledger.account.GuestState;
import io.lapse.ledger.account.Outcome;
import io.lapse.ledger.account.Rules;
import io.lapse.ledger.account.StandingLedger;
import io.lapse.ledger.account.Step;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A fleet, folded guest by guest in the order of arrival, beside its truth. */
final class FoldedFleet {
  final List<Happening.Ended> truth = new ArrayList<>();
  final Map<EventId, LedgerInput> arrived = new HashMap<>();
  final Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
  final Map<String, Alert> alerts = new TreeMap<>();
  final List<Entry> entries;
  long arrivals;

  private final Rules rules;
  private final Map<String, GuestState> states = new HashMap<>();
  private final StandingLedger ledger = new StandingLedger();

  FoldedFleet(FleetPlan plan, Rules rules) {
    this.rules = rules;
    FleetSimulation.of(plan).forEachRemaining(this::take);
    this.entries = ledger.entries();
  }

  private void take(Happening happening) {
    if (happening instanceof Happening.Ended ended) {
      truth.add(ended);
    } else if (happening instanceof Happening.Arrived arrival) {
      fold(arrival.input());
    }
  }

  private void fold(LedgerInput input) {
    arrivals++;
    arrived.put(input.id(), input);
    Step step = states.computeIfAbsent(input.guest(), GuestState::empty).on(input, rules);
    states.put(input.guest(), step.next());
    outcomes.merge(step.outcome(), 1L, Long::sum);
    step.history().forEach(ledger::add);
    step.alerts().forEach(alert -> alerts.put(alert.alertId(), alert));
  }

  long count(Outcome outcome) {
    return outcomes.getOrDefault(outcome, 0L);
  }

  /** The events of one kind about a guest that arrived. */
  <T extends LedgerInput> Stream<T> arrived(String guest, Class<T> type) {
    return arrived.values().stream()
        .filter(type::isInstance)
        .map(type::cast)
        .filter(input -> input.guest().equals(guest));
  }
}
