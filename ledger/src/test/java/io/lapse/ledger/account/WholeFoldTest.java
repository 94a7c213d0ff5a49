package io.lapse.ledger.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.guest.ReactionOrigin;
import io.lapse.ledger.simulation.FleetPlan;
import io.lapse.ledger.simulation.FleetSimulation;
import io.lapse.ledger.simulation.Happening;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** A history folded at once is what it is when it is taken input by input. */
class WholeFoldTest {
  private static final Rules ALL = Story.accepting(ReactionOrigin.values());

  @Provide
  Arbitrary<List<LedgerInput>> histories() {
    return Histories.any();
  }

  @Property
  void history_atOnce_isThatOfOneByOne(@ForAll("histories") List<LedgerInput> inputs) {
    assertSame("g", inputs);
  }

  @Property(tries = 100)
  void threeWeeks_atOnce_areThoseOfOneByOne(@ForAll long seed) {
    List<LedgerInput> inputs = SealingTest.threeWeeks(seed);
    List<LedgerInput> shuffled = new ArrayList<>(inputs);
    Collections.shuffle(shuffled, new Random(seed));

    assertSame("g", shuffled);
  }

  @Test
  void fleet_atOnce_isThatOfOneByOne() {
    Map<String, List<LedgerInput>> byGuest = new TreeMap<>();
    FleetSimulation.of(FleetPlan.of(11, 60, 8, 20))
        .forEachRemaining(
            happening -> {
              if (happening instanceof Happening.Arrived arrived) {
                byGuest
                    .computeIfAbsent(arrived.input().guest(), guest -> new ArrayList<>())
                    .add(arrived.input());
              }
            });

    assertThat(byGuest).hasSize(60);
    byGuest.forEach(WholeFoldTest::assertSame);
  }

  @Test
  void guestOf3000Outages_losesNothing() {
    StringBuilder story = new StringBuilder();
    for (int i = 0; i < 3_000; i++) {
      story.append(i * 1_000).append(" h0 stop\n");
      story.append(i * 1_000 + 60).append(" h0 restart mode=continued\n");
    }

    WholeFold.Result result = WholeFold.of("g", Story.read(story.toString()), Rules.DEFAULT);

    assertThat(result.accounts()).hasSize(3_000);
    assertThat(LedgerProof.check(result.entries())).isEmpty();
  }

  @Test
  void inputThatBreaksTheBooks_aloneStaysOut() {
    List<LedgerInput> inputs =
        Story.read(
            """
            0 h0 stop
            50 h0 restart mode=continued
            50 h0 compensation of=50 by=9223372036854
            100 h0 stop
            150 h0 restart mode=continued
            """);

    assertSame("g", inputs);
  }

  @Test
  void inputAboutAnother_isRefused() {
    List<LedgerInput> inputs = Story.read("0 h0 stop\n");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> WholeFold.of("other", inputs, Rules.DEFAULT))
        .withMessageContaining("other");
  }

  private static void assertSame(String guest, List<LedgerInput> inputs) {
    List<Entry> entries = new ArrayList<>();
    Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
    GuestState state = GuestState.empty(guest);
    for (LedgerInput input : inputs.stream().sorted(InputOrder.BOOKS).toList()) {
      Step step = state.on(input, ALL);
      state = step.next();
      outcomes.merge(step.outcome(), 1L, Long::sum);
      entries.addAll(step.sealed().entries());
    }
    entries.addAll(state.entries());
    entries.sort(StandingLedger.ORDER);

    WholeFold.Result result = WholeFold.of(guest, inputs, ALL);

    assertThat(result.entries()).isEqualTo(entries);
    assertThat(result.outcomes()).isEqualTo(outcomes);
    assertThat(result.accounts())
        .extracting(OutageAccount::id)
        .containsExactlyInAnyOrderElementsOf(
            entries.stream().map(Entry::outageId).distinct().toList());
  }
}
