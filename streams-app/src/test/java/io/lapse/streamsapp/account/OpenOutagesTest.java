package io.lapse.streamsapp.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Whatever came and went before: what is due is found, in its order, and nothing else. */
class OpenOutagesTest {
  private final OpenOutages outages = new OpenOutages();

  /** A guest's outage opens, or ends where it is due at no time. */
  record Move(int guest, long dueNanos) {
    boolean opens() {
      return dueNanos > 0;
    }
  }

  @Provide
  Arbitrary<List<Move>> moves() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 9), Arbitraries.longs().between(-20, 40))
        .as(Move::new)
        .list()
        .ofMaxSize(60);
  }

  @Property(tries = 500)
  void next_findsThoseThatAreDue_earliestFirst(@ForAll("moves") List<Move> moves) {
    OpenOutages index = new OpenOutages();
    Map<String, Long> open = new HashMap<>();
    for (Move move : moves) {
      String guest = "g" + move.guest();
      if (move.opens()) {
        index.watch(guest, move.dueNanos(), 0);
        open.put(guest, move.dueNanos());
      } else {
        index.forget(guest);
        open.remove(guest);
      }
      assertThat(index.size()).isEqualTo(open.size());
    }

    List<Long> found = new ArrayList<>();
    for (OpenOutages.Watch next = index.next(20); next != null; next = index.next(20)) {
      assertThat(open).containsEntry(next.guest(), next.dueNanos());
      found.add(next.dueNanos());
      index.forget(next.guest());
    }

    assertThat(found).isEqualTo(open.values().stream().filter(due -> due <= 20).sorted().toList());
  }

  @Test
  void manyThatEnded_doNotHideThoseThatAreLeft() {
    outages.watch("stays", 5, 0);
    for (int i = 1; i <= 100_000; i++) {
      outages.watch("moves", 10L + i, 0);
      outages.forget("moves");
    }

    assertThat(outages.size()).isEqualTo(1);
    assertThat(outages.next(Long.MAX_VALUE / 2))
        .extracting(OpenOutages.Watch::guest)
        .isEqualTo("stays");
    assertThat(outages.next(Long.MAX_VALUE / 2)).isNull();
  }

  @Test
  void outagePutOff_comesAgain() {
    outages.watch("g", 5, 0);

    outages.off(outages.next(5), 8);

    assertThat(outages.next(7)).isNull();
    assertThat(outages.next(8)).extracting(OpenOutages.Watch::dueNanos).isEqualTo(5L);
  }
}
