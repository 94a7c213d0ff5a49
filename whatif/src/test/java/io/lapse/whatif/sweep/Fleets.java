package io.lapse.whatif.sweep;

import io.lapse.guestkernel.reaction.EmulatedGuest;
import io.lapse.guestkernel.reaction.KnownGuest;
import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.account.Entry;
import io.lapse.ledger.account.GuestState;
import io.lapse.ledger.account.InputOrder;
import io.lapse.ledger.account.Rules;
import io.lapse.ledger.account.StandingLedger;
import io.lapse.ledger.account.Step;
import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.guest.ReactionOrigin;
import io.lapse.ledger.simulation.FleetPlan;
import io.lapse.ledger.simulation.FleetSimulation;
import io.lapse.ledger.simulation.Happening;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;

/** Generated histories, guest by guest, and what the one fold makes of them. */
final class Fleets {
  private Fleets() {}

  /** As the network delivered it: in disorder, with repetitions, not all of it. */
  static Map<String, List<LedgerInput>> wild(long seed, int guests, int days) {
    Map<String, List<LedgerInput>> byGuest = new TreeMap<>();
    FleetSimulation.of(FleetPlan.of(seed, guests, 5, days))
        .forEachRemaining(
            happening -> {
              if (happening instanceof Happening.Arrived arrived) {
                byGuest
                    .computeIfAbsent(arrived.input().guest(), guest -> new ArrayList<>())
                    .add(arrived.input());
              }
            });
    return byGuest;
  }

  /** The same guests; each of them tells what it does with its notices. */
  static Map<String, List<LedgerInput>> reacting(Map<String, List<LedgerInput>> histories) {
    Map<String, List<LedgerInput>> byGuest = new TreeMap<>();
    histories.forEach((guest, history) -> byGuest.put(guest, reacting(guest, history)));
    return byGuest;
  }

  private static List<LedgerInput> reacting(String guest, List<LedgerInput> history) {
    Rules rules = new Rules(List.of(), Set.of(ReactionOrigin.values()));
    PriorityQueue<LedgerInput> pending = new PriorityQueue<>(InputOrder.BOOKS);
    pending.addAll(history);
    EmulatedGuest emulated = new EmulatedGuest(guest);
    GuestState state = GuestState.empty(guest);
    List<LedgerInput> all = new ArrayList<>();
    while (!pending.isEmpty()) {
      LedgerInput input = pending.remove();
      all.add(input);
      Step step = state.on(input, rules);
      state = step.next();
      step.notices().stream()
          .flatMap(notice -> emulated.answer(notice, KnownGuest.UNKNOWN).stream())
          .forEach(answer -> pending.add(reported(answer.reaction().toEvent())));
    }
    return all;
  }

  private static GuestEvent.Reacted reported(GuestEvent.Reacted emulated) {
    return new GuestEvent.Reacted(
        emulated.envelope(),
        ReactionOrigin.REPORTED,
        emulated.noticeSequence(),
        emulated.injectedNanos(),
        emulated.asSleep(),
        emulated.ntpReset(),
        emulated.cancelledTimers());
  }

  /** The last standing entry of each outage with a stop and a restart, input by input. */
  static List<Entry> lastEntries(Map<String, List<LedgerInput>> histories, Rules rules) {
    Map<String, Entry> last = new LinkedHashMap<>();
    histories.forEach(
        (guest, history) ->
            entries(guest, history, rules).stream()
                .filter(entry -> entry.toutNanos() != null)
                .forEach(entry -> last.put(entry.outageId(), entry)));
    return List.copyOf(last.values());
  }

  private static List<Entry> entries(String guest, List<LedgerInput> history, Rules rules) {
    List<Entry> entries = new ArrayList<>();
    GuestState state = GuestState.empty(guest);
    for (LedgerInput input : history.stream().sorted(InputOrder.BOOKS).toList()) {
      Step step = state.on(input, rules);
      state = step.next();
      entries.addAll(step.sealed().entries());
    }
    entries.addAll(state.entries());
    entries.sort(StandingLedger.ORDER.thenComparing(Comparator.comparing(Entry::entryNumber)));
    return entries;
  }
}
