package io.lapse.ledger.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lapse.ledger.Envelope;
import io.lapse.ledger.Source;
import io.lapse.ledger.guest.TimerHistogram.Cell;
import io.lapse.ledger.time.Stamp;
import io.lapse.ledger.time.TaiInstant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class TimerHistogramTest {
  private static final Envelope ENVELOPE =
      new Envelope("g", null, Stamp.of(new TaiInstant(0), 0), Source.JSONL, null);

  @Provide
  Arbitrary<TimerHistogram> histograms() {
    return Combinators.combine(
            Arbitraries.of(TimerClock.class),
            Arbitraries.of(false, true),
            Arbitraries.longs().between(-5, 2_000),
            Arbitraries.of(0L, 10L, 1_000L, 1_003L),
            Arbitraries.longs().between(1, 3))
        .as(Cell::new)
        .list()
        .ofMaxSize(40)
        .map(TimerHistogram::new);
  }

  @Property
  void sum_doesNotDependOnTheOrder(
      @ForAll("histograms") TimerHistogram a,
      @ForAll("histograms") TimerHistogram b,
      @ForAll("histograms") TimerHistogram c) {
    assertThat(a.plus(b)).isEqualTo(b.plus(a));
    assertThat(a.plus(b).plus(c)).isEqualTo(a.plus(b.plus(c)));
    assertThat(a.plus(b).count()).isEqualTo(a.count() + b.count());
  }

  @Property
  void cellsInAnyOrder_areTheSameHistogram(
      @ForAll("histograms") TimerHistogram histogram, @ForAll Random random) {
    List<Cell> shuffled = new ArrayList<>(histogram.cells());
    Collections.shuffle(shuffled, random);

    assertThat(new TimerHistogram(shuffled)).isEqualTo(histogram);
  }

  @Test
  void alikeTimers_areCountedTogether() {
    TimerHistogram histogram =
        new TimerHistogram(
            List.of(
                new Cell(TimerClock.TAI, false, 1_000, 0, 2),
                new Cell(TimerClock.TAI, false, 1_003, 0, 3),
                new Cell(TimerClock.TAI, false, 1_004, 0, 1),
                new Cell(TimerClock.TAI, true, 1_000, 0, 1)));

    assertThat(histogram.cells())
        .containsExactly(
            new Cell(TimerClock.TAI, false, 1_000, 0, 5),
            new Cell(TimerClock.TAI, false, 1_004, 0, 1),
            new Cell(TimerClock.TAI, true, 1_000, 0, 1));
  }

  @Test
  void phaseOfAPeriodicTimer_isNotKept_norHowLongAgoOneWasDue() {
    assertThat(new Cell(TimerClock.TAI, false, 77, 10, 1).dueNanos()).isZero();
    assertThat(new Cell(TimerClock.TAI, false, -77, 0, 1).dueNanos()).isZero();
  }

  @Test
  void cellThatCannotBe_isRefused() {
    assertThatThrownBy(() -> new Cell(TimerClock.TAI, false, 1, -1, 1))
        .hasMessage("intervalNanos must not be negative: -1");
    assertThatThrownBy(() -> new Cell(TimerClock.TAI, false, 1, 0, 0))
        .hasMessage("count must be at least 1: 0");
  }

  @Test
  void inventory_listsTenThousandTimers_andCountsMore() {
    GuestEvent.Inventory listed = inventory(10_000);
    GuestEvent.Inventory counted = inventory(10_001);

    assertThat(listed.histogram()).isNull();
    assertThat(listed.timers()).hasSize(10_000);
    assertThat(counted.timers()).isEmpty();
    assertThat(counted.timerCount()).isEqualTo(10_001);
    assertThat(counted.histogram()).isEqualTo(listed.counted().plus(one(10_000)));
    assertThat(counted.id()).isNotEqualTo(inventory(10_002).id());
  }

  @Test
  void inventory_thatListsTooMany_orListsAndCounts_isRefused() {
    List<ArmedTimer> tooMany = Collections.nCopies(10_001, timer(1));
    TimerHistogram histogram = new TimerHistogram(List.of());

    assertThatThrownBy(() -> new GuestEvent.Inventory(ENVELOPE, 0, 0, 0, 0, tooMany))
        .hasMessage("timers must be at most 10000: 10001");
    assertThatThrownBy(
            () -> new GuestEvent.Inventory(ENVELOPE, 0, 0, 0, 0, List.of(timer(1)), histogram))
        .hasMessage("timers must be listed or counted, not both");
  }

  private static GuestEvent.Inventory inventory(int timers) {
    List<ArmedTimer> armed = new ArrayList<>();
    for (int i = 0; i < timers; i++) {
      armed.add(timer(i));
    }
    return GuestEvent.Inventory.of(ENVELOPE, 50, 20, 30, 0, armed);
  }

  private static TimerHistogram one(int i) {
    return TimerHistogram.of(List.of(timer(i)), timer -> timer.expiresNanos() - 50);
  }

  private static ArmedTimer timer(int i) {
    return new ArmedTimer(
        "t" + i, TimerKind.TIMERFD, TimerClock.REALTIME, true, 50 + i, 0, true, true);
  }
}
