package io.lapse.benchmarks.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.account.Entry;
import io.lapse.ledger.account.Entry.EntryKind;
import io.lapse.ledger.account.GuestState;
import io.lapse.ledger.account.Outcome;
import io.lapse.ledger.account.Rules;
import io.lapse.ledger.account.StandingLedger;
import io.lapse.ledger.account.Step;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is measured must be what a ledger is told: accepted, complete, and the same each time. */
class WorkloadTest {
  private static final Workload FLEET = Workload.fleet(5, 2, 7);

  /** The outages that these inputs close. */
  private static List<Entry> closedBy(List<LedgerInput> inputs) {
    Map<String, GuestState> states = new HashMap<>();
    StandingLedger standing = new StandingLedger();
    for (LedgerInput input : inputs) {
      GuestState state = states.computeIfAbsent(input.guest(), GuestState::empty);
      Step step = state.on(input, Rules.DEFAULT);
      assertThat(step.outcome()).as("%s", input).isEqualTo(Outcome.ACCEPTED);
      step.history().forEach(standing::add);
      states.put(input.guest(), step.next());
    }
    return standing.entries().stream()
        .filter(entry -> entry.entryKind() == EntryKind.POSTED && entry.toutNanos() != null)
        .toList();
  }

  @Test
  void fleet_isTheSame_forOneSeed() {
    assertThat(Workload.fleet(5, 2, 7)).isEqualTo(FLEET);
    assertThat(Workload.fleet(5, 2, 8)).isNotEqualTo(FLEET);
  }

  @Test
  void fleet_isInStampOrder_andMixesItsGuests() {
    assertThat(FLEET.inputs()).extracting(input -> input.stamp().at()).isSorted();
    assertThat(FLEET.inputs().subList(0, 20)).extracting(LedgerInput::guest).contains("guest-0004");
  }

  @Test
  void fleet_isAccepted_withThreeOutagesADay() {
    assertThat(closedBy(FLEET.inputs())).hasSize(5 * 2 * 3);
  }

  @ParameterizedTest
  @CsvSource({"0, true", "0, false", "1, true", "1, false", "20, true", "20, false"})
  void crowded_isAccepted_withSoManyOutages_inADay(int outages, boolean told) {
    List<LedgerInput> inputs = Workload.crowded(outages, told, 7);

    assertThat(closedBy(inputs)).hasSize(outages);
  }

  @Test
  void crowded_withAThousandOutages_fitsIntoADay() {
    List<LedgerInput> inputs = Workload.crowded(1_000, true, 7);

    long nanos = inputs.get(0).stamp().at().nanosUntil(inputs.get(inputs.size() - 1).stamp().at());
    assertThat(nanos).isLessThan(Workload.DAY_NANOS);
  }
}
