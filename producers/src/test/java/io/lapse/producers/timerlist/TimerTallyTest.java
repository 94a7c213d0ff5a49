package io.lapse.producers.timerlist;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.ledger.Envelope;
import io.lapse.ledger.Source;
import io.lapse.ledger.guest.ArmedTimer;
import io.lapse.ledger.guest.GuestEvent.Inventory;
import io.lapse.ledger.guest.TimerClock;
import io.lapse.ledger.guest.TimerKind;
import io.lapse.ledger.time.Stamp;
import io.lapse.ledger.time.TaiInstant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimerTallyTest {
  private static final Envelope ENVELOPE =
      new Envelope("g", null, Stamp.of(new TaiInstant(0), 0), Source.JSONL, null);

  private static final List<TimerClock> CLOCKS = List.of(TimerClock.values());

  /** On clocks that all show 0 a timer is due in as many ns as it expires at. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, Inventory.TIMERS_MAX, Inventory.TIMERS_MAX + 1, 25_000})
  void tally_isTheInventoryOfTheSameTimers(int count) {
    SplittableRandom random = new SplittableRandom(42);
    TimerTally tally = new TimerTally();
    List<ArmedTimer> timers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      TimerClock clock = CLOCKS.get(random.nextInt(CLOCKS.size()));
      long due = random.nextLong(-1_000_000, 1L << random.nextInt(1, 60));
      timers.add(new ArmedTimer("t" + i, TimerKind.NANOSLEEP, clock, true, due, 0, false, true));
      tally.add(timers.get(i), due);
    }

    Inventory told = new Inventory(ENVELOPE, 0, 0, 0, 0, tally.listed(), tally.counted());

    assertThat(told).isEqualTo(Inventory.of(ENVELOPE, 0, 0, 0, 0, timers));
    assertThat(told.timerCount()).isEqualTo(count);
  }
}
