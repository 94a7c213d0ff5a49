package io.lapse.whatif.diff;

import io.lapse.guestkernel.reaction.EmulatedGuest;
import io.lapse.guestkernel.reaction.KnownGuest;
import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.account.Entry;
import io.lapse.ledger.account.GuestState;
import io.lapse.ledger.account.Outcome;
import io.lapse.ledger.account.Rules;
import io.lapse.ledger.account.StandingLedger;
import io.lapse.ledger.account.Step;
import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.guest.ReactionOrigin;
import io.lapse.ledger.policy.Policy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;

/**
 * A history under a policy, by the one fold; emulated guests answer their notices if they shall.
 */
final class Folded {
  private final Rules rules;
  private final EmulatedGuest emulated;
  private final PriorityQueue<GuestEvent.Reacted> pending =
      new PriorityQueue<>(Comparator.comparing(reaction -> reaction.stamp().at()));
  private GuestState state;

  private Folded(String guest, Rules rules) {
    this.rules = rules;
    emulated = new EmulatedGuest(guest);
    state = GuestState.empty(guest);
  }

  /** The standing entries of all guests. */
  static List<Entry> entries(List<LedgerInput> inputs, Policy policy, ReactionOrigin... accepted) {
    Rules rules = new Rules(List.of(policy), Set.of(accepted));
    Map<String, Folded> guests = new TreeMap<>();
    inputs.stream()
        .sorted(Comparator.comparing(input -> input.stamp().at()))
        .forEach(
            input ->
                guests
                    .computeIfAbsent(input.guest(), guest -> new Folded(guest, rules))
                    .take(input));
    List<Entry> entries = new ArrayList<>();
    guests.values().forEach(guest -> entries.addAll(guest.finish()));
    entries.sort(StandingLedger.ORDER);
    return entries;
  }

  private void take(LedgerInput input) {
    while (!pending.isEmpty() && !pending.element().stamp().at().isAfter(input.stamp().at())) {
      on(pending.remove());
    }
    on(input);
  }

  private List<Entry> finish() {
    while (!pending.isEmpty()) {
      on(pending.remove());
    }
    return state.entries();
  }

  private void on(LedgerInput input) {
    Step step = state.on(input, rules);
    if (step.outcome() != Outcome.ACCEPTED) {
      throw new IllegalArgumentException(step.outcome() + ": " + input);
    }
    state = step.next();
    if (rules.acceptedReactions().contains(ReactionOrigin.EMULATED)) {
      step.notices()
          .forEach(
              notice ->
                  emulated
                      .answer(notice, KnownGuest.UNKNOWN)
                      .ifPresent(answer -> pending.add(answer.reaction().toEvent())));
    }
  }
}
