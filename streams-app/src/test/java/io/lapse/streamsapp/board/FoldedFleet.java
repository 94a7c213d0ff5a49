package io.lapse.streamsapp.board;

import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.account.Alert;
import io.lapse.ledger.account.Entry;
import io.lapse.ledger.account.GuestState;
import io.lapse.ledger.account.HistoryRecord;
import io.lapse.ledger.account.Rules;
import io.lapse.ledger.account.StandingLedger;
import io.lapse.ledger.account.Step;
import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.guest.ReactionOrigin;
import io.lapse.ledger.simulation.FleetPlan;
import io.lapse.ledger.simulation.FleetSimulation;
import io.lapse.ledger.simulation.Happening;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A simulated fleet as the application publishes it: its history, its alerts, its profiles. */
final class FoldedFleet {
  static final int PARTITIONS = 4;
  private static final Rules RULES =
      new Rules(List.of(), Set.of(ReactionOrigin.REPORTED), Map.of());

  private final List<HistoryRecord> history = new ArrayList<>();
  private final List<Alert> alerts = new ArrayList<>();
  private final Map<String, GuestEvent.Profile> profiles = new LinkedHashMap<>();

  /** In the order in which the network delivers what the hosts say. */
  static FoldedFleet of(FleetPlan plan) {
    FoldedFleet fleet = new FoldedFleet();
    Map<String, GuestState> states = new HashMap<>();
    FleetSimulation.of(plan)
        .forEachRemaining(
            happening -> {
              if (happening instanceof Happening.Arrived arrived) {
                fleet.take(arrived.input(), states);
              }
            });
    return fleet;
  }

  private void take(LedgerInput input, Map<String, GuestState> states) {
    GuestState state = states.computeIfAbsent(input.guest(), GuestState::empty);
    Step step = state.on(input, RULES);
    states.put(input.guest(), step.next());
    history.addAll(step.history());
    alerts.addAll(step.alerts());
    if (input instanceof GuestEvent.Profile profile) {
      profiles.put(input.guest(), profile);
    }
  }

  static int partition(String guest) {
    return Math.floorMod(guest.hashCode(), PARTITIONS);
  }

  List<HistoryRecord> history() {
    return history;
  }

  List<Alert> alerts() {
    return alerts;
  }

  Map<String, GuestEvent.Profile> profiles() {
    return profiles;
  }

  /** By outage: the last of the entries that stand. */
  Map<String, Entry> standing() {
    StandingLedger ledger = new StandingLedger();
    history.forEach(ledger::add);
    Map<String, Entry> last = new LinkedHashMap<>();
    ledger.entries().forEach(entry -> last.put(entry.outageId(), entry));
    return last;
  }

  /** A board that was told everything, one partition after the other. */
  Board board(BoardBounds bounds, List<Integer> partitions) {
    Board board = new Board(bounds);
    for (int partition : partitions) {
      long offset = 0;
      for (HistoryRecord added : history) {
        if (partition(added.guest()) == partition) {
          board.apply(partition, offset, added);
          offset += 2;
        }
      }
      alerts.stream()
          .filter(alert -> partition(alert.guest()) == partition)
          .forEach(alert -> board.apply(partition, alert));
      profiles.values().stream()
          .filter(profile -> partition(profile.guest()) == partition)
          .forEach(profile -> board.apply(partition, profile));
    }
    return board;
  }
}
