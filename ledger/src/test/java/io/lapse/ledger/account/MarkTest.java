package io.lapse.ledger.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.guest.ReactionOrigin;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** What is cut at a mark is what would be left if all were booked again. */
class MarkTest {
  private static final Rules ALL = Story.accepting(ReactionOrigin.values());
  private static final int OUTAGES = 12;

  /** A tail as it comes to be, with the numbers of its history. */
  private static final class Growing {
    Tail tail = Tail.EMPTY;
    HistoryNumbers numbers = HistoryNumbers.NONE;
    private long count;

    void on(LedgerInput input) {
      Tail.Refold refold = tail.with(Recorded.of(input), ALL);
      History history = new History("g", numbers, count);
      history.move(Difference.of(refold));
      count = history.count();
      tail = refold.next();
      numbers =
          refold.before().isEmpty() ? history.numbers() : history.numbers().of(tail.accounts());
    }

    Marking marked(int from) {
      return Marking.from(from).in(tail, numbers.places());
    }
  }

  @Test
  void cut_inACalmGuest_isAtTheFirstPlace() {
    Growing growing = new Growing();
    List<LedgerInput> life = life(1, 0);
    life.subList(0, 7).forEach(growing::on);
    Mark mark = Objects.requireNonNull(growing.marked(6).found());
    life.subList(7, life.size()).forEach(growing::on);

    Tail cut = Objects.requireNonNull(mark.cut(growing.tail));

    assertThat(mark.size()).isEqualTo(6);
    assertThat(mark.places()).isEqualTo(3);
    assertThat(cut.size()).isEqualTo(2 * OUTAGES - 6);
    assertThat(growing.numbers.after(mark).outages()).isEqualTo(OUTAGES - 3);
  }

  @Test
  void in_aPlaceOfWhichTheBooksAreGone_isNone() {
    Growing growing = new Growing();
    life(1, 0).forEach(growing::on);

    assertThat(growing.marked(2).found()).isNull();
  }

  @Test
  void cut_whileTimeIsOwedFromBefore_sealsWhatOwes() {
    Growing growing = new Growing();
    growing.on(Story.read("0 h0 stop").get(0));
    growing.on(Story.read("900 h1 restart").get(0));
    life(1, 0).subList(0, 4).forEach(growing::on);
    Mark mark = Objects.requireNonNull(growing.marked(4).found());

    Tail cut = Objects.requireNonNull(mark.cut(growing.tail));

    OutageAccount owing = cut.books().branch().owing().get(0);
    assertThat(owing.entries()).isEmpty();
    assertThat(owing.sealedEntries()).isEqualTo(1);
  }

  /** From wherever it is marked, to however much comes after. */
  @Property(tries = 300)
  void cut_isWhatBookingAgainLeaves(
      @ForAll long seed,
      @ForAll @IntRange(max = 60) int percentOdd,
      @ForAll @IntRange(min = 1, max = 20) int sizeMin) {
    Growing growing = new Growing();
    Marking marking = Marking.from(sizeMin);
    for (LedgerInput input : life(seed, percentOdd)) {
      Tail before = growing.tail;
      growing.on(input);
      Tail.Refold refold = before.with(Recorded.of(input), ALL);
      marking = marking.after(refold, sizeMin).in(growing.tail, growing.numbers.places());
      if (marking.found() != null) {
        assertCutIsRight(marking.found(), growing);
        int place = Marking.placeIn(growing.tail.expanded().links(), sizeMin);
        assertThat(marking.found().size()).isEqualTo(place);
      }
    }
  }

  @Test
  void search_goesOnBehindWhatMovesAnOlderAccount() {
    Growing growing = new Growing();
    Marking marking = Marking.from(2);
    String story =
        """
        0 h0 stop
        900 h1 restart
        10000 h1 clock
        20000 - observed behind=0
        30000 h1 clock
        40000 h1 clock
        50000 h1 clock
        60000 h1 clock
        """;
    List<Integer> sizes = new ArrayList<>();
    for (LedgerInput input : Story.read(story)) {
      Tail.Refold refold = growing.tail.with(Recorded.of(input), ALL);
      growing.on(input);
      marking = marking.after(refold, 2).in(growing.tail, growing.numbers.places());
      Mark found = marking.found();
      sizes.add(found == null ? 0 : found.size());
    }

    assertThat(sizes).containsExactly(0, 0, 2, 0, 4, 4, 4, 4);
  }

  private static void assertCutIsRight(Mark mark, Growing growing) {
    Tail cut = mark.cut(growing.tail);
    if (cut == null) {
      return;
    }
    List<Recorded<?>> inputs = growing.tail.inputs();
    List<Recorded<?>> rest = inputs.subList(mark.size(), inputs.size());
    Books carry = growing.tail.expanded().links().get(mark.size() - 1).books().sealed();
    Tail again = Tail.of(carry, rest, ALL);

    assertThat(cut.carry()).isEqualTo(carry);
    assertThat(cut.size()).isEqualTo(again.size());
    assertThat(cut.inputs()).isEqualTo(again.inputs());
    assertThat(cut.books()).isEqualTo(again.books());
    assertThat(cut.accounts()).isEqualTo(again.accounts());
    assertThat(cut.judgedBy()).isEqualTo(again.judgedBy());
    assertThat(growing.numbers.after(mark).inPlaces())
        .isEqualTo(growing.numbers.of(again.accounts()).inPlaces());
  }

  /** Outages of which hosts make good all; an odd one leaves time owed, or lacks an end. */
  private static List<LedgerInput> life(long seed, int percentOdd) {
    Random random = new Random(seed);
    StringBuilder story = new StringBuilder();
    long at = 0;
    for (int i = 0; i < OUTAGES; i++) {
      at += 10_000 + random.nextInt(1_000_000);
      long tout = 1L + random.nextInt(5_000);
      boolean odd = random.nextInt(100) < percentOdd;
      String host = "h" + i;
      String next = "h" + (i + 1);
      if (!odd || random.nextInt(4) > 0) {
        story.append(at).append(' ').append(host).append(" stop\n");
      }
      long restart = at + tout - (odd ? random.nextInt(3) : 0);
      if (!odd || random.nextInt(4) > 0) {
        long made = odd && random.nextBoolean() ? 0 : restart - at;
        story.append(restart).append(' ').append(next).append(" restart by=");
        story.append(made).append('\n');
      }
      if (odd && random.nextBoolean()) {
        story.append(restart + 2_000).append(" - observed behind=0\n");
      }
      if (odd && random.nextInt(4) == 0) {
        story.append(restart + 3_000).append(" - reacted notice=1 injected=7\n");
      }
    }
    List<LedgerInput> inputs = new ArrayList<>(Story.read(story.toString()));
    if (percentOdd > 0) {
      for (int i = 1; i < inputs.size(); i++) {
        if (random.nextInt(100) < percentOdd / 4) {
          inputs.add(i - 1, inputs.remove(i));
        }
      }
    }
    return inputs;
  }
}
