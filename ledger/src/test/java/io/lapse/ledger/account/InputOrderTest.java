package io.lapse.ledger.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.ledger.LedgerInput;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What comes first at one stamp. */
class InputOrderTest {
  private static final List<List<String>> RANKS_IN_BOOKS =
      List.of(
          List.of("announced", "migration", "clock", "compensation", "inventory timers=tai@9"),
          List.of("quiesced", "start"),
          List.of("stop"),
          List.of("reset", "shutdown", "killed"),
          List.of("restart"),
          List.of("observed", "reacted"));

  private static final List<List<String>> RANKS_IN_PUBLICATION =
      List.of(
          List.of("inventory timers=tai@9", "compensation", "announced", "observed"),
          List.of("stop"),
          List.of("restart"));

  @Test
  void books_atOneStamp_areInTheOrderInWhichThingsHappen() {
    assertRanked(InputOrder.BOOKS, RANKS_IN_BOOKS);
  }

  @Test
  void publication_atOneStamp_hasWhatInformsFirst() {
    assertRanked(InputOrder.PUBLISH, RANKS_IN_PUBLICATION);
  }

  @Test
  void bothOrders_goByStampFirst() {
    LedgerInput early = Story.read("99 h0 restart").get(0);
    LedgerInput late = Story.read("100 h0 announced").get(0);

    assertThat(InputOrder.BOOKS.compare(early, late)).isNegative();
    assertThat(InputOrder.PUBLISH.compare(early, late)).isNegative();
  }

  private static void assertRanked(Comparator<LedgerInput> order, List<List<String>> ranks) {
    List<LedgerInput> all = new ArrayList<>();
    for (List<String> rank : ranks) {
      List<LedgerInput> inputs =
          new ArrayList<>(
              rank.stream().map(event -> Story.read("100 h0 " + event).get(0)).toList());
      inputs.sort(Comparator.comparing(LedgerInput::id));
      all.addAll(inputs);
    }
    List<LedgerInput> expected = List.copyOf(all);

    Collections.reverse(all);
    all.sort(order);

    assertThat(all).isEqualTo(expected);
  }
}
