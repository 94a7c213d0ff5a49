package io.lapse.whatif.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.ledger.evidence.HostPair;
import io.lapse.ledger.evidence.PairResidual;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PairTallyTest {
  @Test
  void fewPairs_areAllKept() {
    PairTally tally = new PairTally();

    tally.add(new PairResidual("a", "b", 3));
    tally.add(new PairResidual("a", "b", 5));

    assertThat(tally.oneIn()).isEqualTo(1);
    assertThat(tally.pairs()).containsExactly(new HostPair("a", "b", 2, 4, 3, 5));
  }

  @Test
  void tooManyPairs_leaveASample_thatDependsOnNoOrder() {
    List<PairResidual> residuals = new ArrayList<>();
    for (int i = 0; i < 2 * PairTally.PAIRS_MAX; i++) {
      residuals.add(new PairResidual("s" + i % 700, "d" + i / 700, i));
      residuals.add(new PairResidual("s" + i % 700, "d" + i / 700, -i));
    }
    PairTally first = new PairTally();
    residuals.forEach(first::add);
    Collections.shuffle(residuals, new Random(3));
    PairTally second = new PairTally();
    PairTally third = new PairTally();
    residuals.subList(0, 300_000).forEach(second::add);
    residuals.subList(300_000, residuals.size()).forEach(third::add);

    second.merge(third);

    assertThat(first.oneIn()).isGreaterThan(1);
    assertThat(second.oneIn()).isEqualTo(first.oneIn());
    assertThat(second.pairs()).isEqualTo(first.pairs());
    assertThat(first.pairs()).hasSizeBetween(1, PairTally.PAIRS_MAX);
    assertThat(first.pairs()).allMatch(pair -> pair.outages() == 2);
  }
}
