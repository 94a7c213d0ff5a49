package io.lapse.whatif.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.notice.InjectAs;
import io.lapse.ledger.policy.AfterDeadline;
import io.lapse.whatif.diff.DiffSummary;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Sweeps that share the guests between them find what one of them finds. */
class MergePropertyTest {

  @Property(tries = 20)
  void merged_isTheOne_howeverGuestsAreShared(
      @ForAll long seed, @ForAll @IntRange(min = 2, max = 5) int parts) {
    Map<String, List<LedgerInput>> fleet = Fleets.wild(seed, 9, 10);
    Question question =
        Sweeps.question(
            Sweeps.policy(100_000_000, InjectAs.OFFSET, AfterDeadline.FORCE),
            Sweeps.policy(1_000_000_000, InjectAs.SLEEP, AfterDeadline.DIE));
    WhatIf one = Sweeps.answer(question, fleet);

    WhatIf merged = shared(question, fleet, parts, new Random(seed));

    assertThat(facts(merged)).isEqualTo(facts(one));
  }

  private static WhatIf shared(
      Question question, Map<String, List<LedgerInput>> fleet, int parts, Random random) {
    List<Sweep> sweeps = new ArrayList<>();
    for (int i = 0; i < parts; i++) {
      sweeps.add(new Sweep(question));
    }
    List<String> guests = new ArrayList<>(fleet.keySet());
    Collections.shuffle(guests, random);
    for (String guest : guests) {
      List<LedgerInput> history = new ArrayList<>(fleet.get(guest));
      Collections.shuffle(history, random);
      sweeps.get(random.nextInt(parts)).add(guest, history);
    }
    Collections.shuffle(sweeps, random);
    sweeps.subList(1, parts).forEach(sweeps.get(0)::merge);
    return sweeps.get(0).result();
  }

  /** All that it holds, as values. */
  private static List<Object> facts(WhatIf result) {
    List<Object> facts =
        new ArrayList<>(
            List.of(
                result.coverage(),
                result.rows(),
                result.tout(),
                result.starved(),
                result.topGuests(),
                result.hostPairs(),
                result.hostPairsOneIn()));
    for (Burst burst : result.worstBursts()) {
      String id = burst.outlook().closing().toString();
      facts.add(List.of(id, burst.timers(), burst.overruns()));
    }
    for (DiffSummary diff : result.differences().values()) {
      facts.add(
          List.of(diff.paired(), diff.renamed(), diff.changes(), diff.columns(), diff.examples()));
      facts.add(List.of(diff.appeared(), diff.vanished(), diff.further()));
    }
    return facts;
  }
}
