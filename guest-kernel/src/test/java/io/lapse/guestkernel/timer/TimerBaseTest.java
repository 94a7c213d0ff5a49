package io.lapse.guestkernel.timer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** A base against {@link PriorityQueue}: the same timers, in the same order. */
class TimerBaseTest {
  private record Entry(long expires, long rank) {}

  private final TimerBase base = new TimerBase();
  private final PriorityQueue<Entry> queue =
      new PriorityQueue<>(Comparator.comparingLong(Entry::expires).thenComparingLong(Entry::rank));
  private int ranks;

  @Property
  void poll_isInOrder(
      @ForAll @Size(max = 200) List<@LongRange(min = -30, max = 30) Long> expiries) {
    TimerBaseTest test = new TimerBaseTest();
    expiries.forEach(test::add);

    while (!test.queue.isEmpty()) {
      assertThat(test.base.first()).isEqualTo(test.queue.element().expires());
      assertThat(test.base.poll()).isEqualTo((int) test.queue.remove().rank());
    }

    assertThat(test.base.size()).isZero();
    assertThat(test.base.first()).isEqualTo(Long.MAX_VALUE);
  }

  /** Additions and takings by turns; few are taken one by one, many are sorted. */
  @Property
  void pollUntil_isInOrder(
      @ForAll @Size(max = 12) List<@Size(max = 120) List<@LongRange(min = 0, max = 99) Long>> turns,
      @ForAll @Size(min = 12, max = 12) List<@IntRange(min = -1, max = 100) Integer> until) {
    TimerBaseTest test = new TimerBaseTest();
    for (int i = 0; i < turns.size(); i++) {
      turns.get(i).forEach(test::add);

      assertThat(test.base.pollUntil(until.get(i))).containsExactly(test.queueUntil(until.get(i)));
      assertThat(test.base.size()).isEqualTo(test.queue.size());
    }

    assertThat(test.base.pollUntil(Long.MAX_VALUE)).containsExactly(test.queueUntil(99));
  }

  /** Due times that no 64 bits hold together with a place. */
  @Property
  void pollUntil_ofAnyExpiries_isInOrder(
      @ForAll @Size(min = 20, max = 100) List<Long> expiries, @ForAll long until) {
    TimerBaseTest test = new TimerBaseTest();
    expiries.forEach(test::add);

    assertThat(test.base.pollUntil(until)).containsExactly(test.queueUntil(until));
    assertThat(test.base.pollUntil(Long.MAX_VALUE))
        .containsExactly(test.queueUntil(Long.MAX_VALUE));
  }

  @Test
  void pollUntil_ofThousandsDueAtOneInstant_isInTheirOrder() {
    IntStream.range(0, 5_000).forEach(i -> add(i % 3));

    assertThat(base.pollUntil(1)).containsExactly(queueUntil(1));
    assertThat(base.pollUntil(2)).containsExactly(queueUntil(2));
  }

  @Test
  void copy_goesItsOwnWay() {
    IntStream.range(0, 50).forEach(i -> add(50 - i));
    TimerBase copy = base.copy();

    base.pollUntil(100);

    assertThat(copy.size()).isEqualTo(50);
    assertThat(copy.pollUntil(100)).containsExactly(queueUntil(100));
  }

  /** The timer's number is its rank. */
  private void add(long expires) {
    int rank = ranks++;
    base.add(rank, expires, rank);
    queue.add(new Entry(expires, rank));
  }

  private int[] queueUntil(long nanos) {
    List<Integer> due = new ArrayList<>();
    while (!queue.isEmpty() && queue.element().expires() <= nanos) {
      due.add((int) queue.remove().rank());
    }
    return due.stream().mapToInt(Integer::intValue).toArray();
  }
}
