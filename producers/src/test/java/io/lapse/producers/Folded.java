package io.lapse.producers;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.account.Entry;
import io.lapse.ledger.account.GuestState;
import io.lapse.ledger.account.InputOrder;
import io.lapse.ledger.account.Outcome;
import io.lapse.ledger.account.Rules;
import io.lapse.ledger.account.Step;
import java.util.List;

/** What the ledger makes of what sources told of one guest. */
public final class Folded {
  private Folded() {}

  /** The standing entries; every input must be accepted. */
  public static List<Entry> entries(String guest, List<LedgerInput> inputs) {
    GuestState state = GuestState.empty(guest);
    for (LedgerInput input : inputs.stream().sorted(InputOrder.PUBLISH).toList()) {
      Step step = state.on(input, Rules.DEFAULT);
      assertThat(step.outcome()).as("%s", input).isEqualTo(Outcome.ACCEPTED);
      state = step.next();
    }
    return state.entries();
  }
}
