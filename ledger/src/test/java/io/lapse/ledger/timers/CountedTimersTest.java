package io.lapse.ledger.timers;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.ledger.Envelope;
import io.lapse.ledger.Source;
import io.lapse.ledger.guest.ArmedTimer;
import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.guest.TimerClock;
import io.lapse.ledger.guest.TimerHistogram;
import io.lapse.ledger.guest.TimerHistogram.Cell;
import io.lapse.ledger.guest.TimerKind;
import io.lapse.ledger.time.Stamp;
import io.lapse.ledger.time.TaiInstant;
import io.lapse.ledger.timers.ExpiryEstimate.BaseExpiry;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Timers that are counted, against the same ones listed. */
class CountedTimersTest {
  private static final long SECOND = 1_000_000_000L;
  private static final Envelope ENVELOPE =
      new Envelope("g", null, Stamp.of(new TaiInstant(0), 0), Source.JSONL, null);

  /** The bucket of 200 holds nothing else, that of 1024 reaches to 1031. */
  @ParameterizedTest(name = "{0} due in {1}, every {2}; rolled {3}, by {4}")
  @CsvSource(
      textBlock =
          """
          # count, due,  interval, rolled, advance,  low, expected, high, overruns
          # One-shots: the whole bucket inside, outside, gone, a part of it.
          10,      200,         0,    100,     150,   10,       10,   10,        0
          10,      200,         0,      0,     150,    0,        0,    0,        0
          10,      200,         0,    200,     150,    0,        0,   10,        0
          100,     1024,        0,      0,    1027,    0,       50,  100,        0
          100,     1024,        0,   1027,    1000,    0,       50,  100,        0
          # Periodic: surely once where the advance is as long as a period may be.
          10,      0,         200,      7,     199,    0,       10,   10,        0
          10,      0,         200,      7,     200,   10,       10,   10,        0
          10,      0,         200,      7,     600,   10,       10,   10,       20
          10,      0,         200,      7,      50,    0,        3,   10,        0
          10,      0,        1024,      7,    1030,    0,       10,   10,        0
          10,      0,        1024,      7,   10270,   10,       10,   10,       90
          # Nothing moved.
          10,      200,         0,    100,       0,    0,        0,    0,        0
          10,      0,         200,    100,      -5,    0,        0,    0,        0
          """)
  void cell_inAWindow(
      long count,
      long due,
      long interval,
      long rolled,
      long advance,
      long low,
      long expected,
      long high,
      long overruns) {
    Cell cell = new Cell(TimerClock.MONOTONIC, false, due, interval, count);
    TimerHistogram histogram = new TimerHistogram(List.of(cell));
    GuestEvent.Inventory counted =
        new GuestEvent.Inventory(ENVELOPE, 0, 0, 0, 0, List.of(), histogram);

    ExpiryEstimate estimate =
        ExpiryEstimator.estimate(counted, windows(new ExpiryWindow(rolled, advance, 0, 0)));

    assertThat(estimate.monotonic()).isEqualTo(new BaseExpiry(low, expected, high, overruns));
    assertThat(estimate.boottime()).isEqualTo(BaseExpiry.NONE);
  }

  /** What is known to 1 % can be said to 1 %: no further than a window that is so much other. */
  @Property
  void counted_saysAsMuchAsAWindowThatIsOffByOnePercent(
      @ForAll @Size(max = 200) List<@LongRange(min = 1, max = 100 * SECOND) Long> dues,
      @ForAll @LongRange(min = 0, max = 50 * SECOND) long rolled,
      @ForAll @LongRange(min = 1, max = 100 * SECOND) long advance) {
    ExpiryWindow window = new ExpiryWindow(rolled, advance, 0, 0);
    long begin = rolled / 100;
    long end = (rolled + advance) / 100;
    ExpiryWindow offByOnePercent = new ExpiryWindow(rolled, advance, begin, end);

    BaseExpiry counted = monotonic(counted(dues, 0), window);
    BaseExpiry listed = monotonic(listed(dues, 0), window);
    BaseExpiry atMost = monotonic(listed(dues, 0), offByOnePercent);

    assertThat(counted.low()).isBetween(atMost.low(), listed.low());
    assertThat(counted.high()).isBetween(listed.high(), atMost.high());
    assertThat(counted.expected()).isBetween(counted.low(), counted.high());
  }

  @Property
  void countedPeriodicTimers_haveOverrunsToOnePercent(
      @ForAll @LongRange(min = 1_000, max = SECOND) long interval,
      @ForAll @LongRange(min = 2, max = 10_000) long periods) {
    ExpiryWindow window = new ExpiryWindow(0, interval * periods, 0, 0);

    BaseExpiry counted = monotonic(counted(List.of(interval), interval), window);
    BaseExpiry listed = monotonic(listed(List.of(interval), interval), window);

    assertThat(counted.expected()).isEqualTo(listed.expected()).isOne();
    assertThat(counted.overruns() * 100)
        .isBetween(listed.overruns() * 99 - 100, listed.overruns() * 101 + 100);
  }

  @Test
  void tenThousandAndOneTimers_areEstimatedAsTheyWouldBeListed() {
    List<Long> dues = new ArrayList<>();
    for (long i = 0; i < 20_000; i++) {
      dues.add(i * SECOND / 10);
    }
    ExpiryWindow window = new ExpiryWindow(0, 600 * SECOND, 0, 0);

    BaseExpiry counted = monotonic(counted(dues, 0), window);

    assertThat(counted.expected()).isBetween(5_990L, 6_010L);
    assertThat(counted.low()).isBetween(5_940L, 6_000L);
    assertThat(counted.high()).isBetween(6_000L, 6_060L);
  }

  private static BaseExpiry monotonic(GuestEvent.Inventory inventory, ExpiryWindow window) {
    return ExpiryEstimator.estimate(inventory, windows(window)).monotonic();
  }

  private static GuestEvent.Inventory listed(List<Long> dues, long interval) {
    return new GuestEvent.Inventory(ENVELOPE, 0, 0, 0, 0, timers(dues, interval));
  }

  private static GuestEvent.Inventory counted(List<Long> dues, long interval) {
    List<Cell> cells = new ArrayList<>();
    dues.forEach(due -> cells.add(new Cell(TimerClock.MONOTONIC, false, due, interval, 1)));
    return new GuestEvent.Inventory(ENVELOPE, 0, 0, 0, 0, List.of(), new TimerHistogram(cells));
  }

  private static List<ArmedTimer> timers(List<Long> dues, long interval) {
    return dues.stream()
        .map(
            due ->
                new ArmedTimer(
                    "t", TimerKind.TIMERFD, TimerClock.MONOTONIC, true, due, interval, false, true))
        .toList();
  }

  private static Map<TimerClock, ExpiryWindow> windows(ExpiryWindow window) {
    Map<TimerClock, ExpiryWindow> windows = new EnumMap<>(TimerClock.class);
    for (TimerClock base : TimerClock.values()) {
      windows.put(base, window);
    }
    return windows;
  }
}
