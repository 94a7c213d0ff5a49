package io.lapse.streamsapp.query;

import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.account.Alert;
import io.lapse.ledger.account.Entry;
import io.lapse.ledger.account.GuestState;
import io.lapse.ledger.account.HistoryRecord;
import io.lapse.ledger.account.InputOrder;
import io.lapse.ledger.account.Rules;
import io.lapse.ledger.account.StandingLedger;
import io.lapse.ledger.account.Step;
import io.lapse.ledger.policy.Violation;
import io.lapse.ledger.query.Inquiry;
import io.lapse.ledger.simulation.FleetPlan;
import io.lapse.ledger.simulation.FleetSimulation;
import io.lapse.ledger.simulation.Happening;
import io.lapse.streamsapp.records.GuestOffsets.Window;
import io.lapse.streamsapp.records.GuestTopics.Past;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A simulated guest as the live application has it, and as a replay of its inputs has it. */
final class LivedGuest {
  static final int DAYS = 4;

  private static final long GAP_NANOS = 2_400_000_000_000L;

  private final List<LedgerInput> arrived = new ArrayList<>();
  private final List<HistoryRecord> history = new ArrayList<>();
  private final Map<String, Window> windows = new LinkedHashMap<>();
  private GuestState state;

  private LivedGuest(String name) {
    state = GuestState.empty(name);
  }

  /** Guests that live for longer than the horizon, and often stop. */
  static List<LivedGuest> fleet(long seed) {
    Map<String, LivedGuest> guests = new LinkedHashMap<>();
    FleetSimulation.of(FleetPlan.of(seed, 3, 3, DAYS).withGap(GAP_NANOS))
        .forEachRemaining(
            happening -> {
              if (happening instanceof Happening.Arrived now) {
                guests.computeIfAbsent(now.input().guest(), LivedGuest::new).take(now.input());
              }
            });
    return List.copyOf(guests.values());
  }

  private void take(LedgerInput input) {
    arrived.add(input);
    Step step = state.on(input, Rules.DEFAULT);
    state = step.next();
    history.addAll(step.history());
    step.alerts().stream()
        .filter(alert -> alert.violation() == Violation.UNACCOUNTED_TIME)
        .forEach(this::see);
  }

  /** As the board does: of each violation what was said last. */
  private void see(Alert alert) {
    Window before = windows.get(alert.alertId());
    boolean isOpened = alert.state() == Alert.State.OPENED;
    windows.put(
        alert.alertId(),
        new Window(
            alert.outageId(),
            isOpened ? alert : before == null ? null : before.opened(),
            isOpened ? null : alert));
  }

  String name() {
    return state.guest();
  }

  GuestState state() {
    return state;
  }

  Past past() {
    return new Past(history, List.copyOf(windows.values()));
  }

  /** What stands in the end. */
  List<Entry> replayed() {
    StandingLedger standing = new StandingLedger();
    history.forEach(standing::add);
    return standing.entries();
  }

  /** Asks what a replay writes, which takes the inputs by their stamps. */
  Inquiry inquiry() {
    List<LedgerInput> sorted = new ArrayList<>(arrived);
    sorted.sort(InputOrder.PUBLISH);
    StandingLedger standing = new StandingLedger();
    List<Alert> alerts = new ArrayList<>();
    GuestState replayed = GuestState.empty(name());
    for (LedgerInput input : sorted) {
      Step step = replayed.on(input, Rules.DEFAULT);
      replayed = step.next();
      step.history().forEach(standing::add);
      alerts.addAll(step.sealed().alerts());
    }
    alerts.addAll(replayed.alerts());
    return Inquiry.of(name(), standing.entries(), alerts);
  }
}
