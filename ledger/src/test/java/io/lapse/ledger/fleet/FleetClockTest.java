package io.lapse.ledger.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.ledger.policy.Cooperation;
import io.lapse.ledger.time.TaiInstant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What event time has come to, and what is too old to be counted by then. */
class FleetClockTest {
  private static final long HOUR = 3_600;
  private static final FleetWindows TWO_HOURS =
      new FleetWindows(List.of(FleetWindow.HOUR, new FleetWindow(3 * HOUR)), 2 * HOUR);
  private static final FleetStats ONE = outage();

  private final FleetTotals totals = new FleetTotals();
  private FleetClock clock = FleetClock.start(TWO_HOURS);

  private static FleetStats outage() {
    return new FleetStats(
        Counts.none(),
        Counts.none(),
        Counts.of(List.of(Cooperation.UNKNOWN)),
        0,
        0,
        Map.of(),
        Posted.NOTHING,
        Counts.none(),
        Counts.none());
  }

  private void take(String guest, long hour, FleetStats added, FleetStats removed) {
    FleetDelta delta =
        new FleetDelta(
            guest,
            new TaiInstant(hour * HOUR * 1_000_000_000),
            "h1",
            "h1",
            GuestTraits.UNKNOWN,
            added,
            removed);
    clock = new FleetFold(TWO_HOURS, totals).take(clock, "h1", List.of(delta));
  }

  private void outage(String guest, long hour) {
    take(guest, hour, ONE, FleetStats.EMPTY);
  }

  private long counted(FleetWindow window, long hour) {
    return totals.get(new FleetKey(window, hour * HOUR, new Dimension.Whole())).outages();
  }

  @ParameterizedTest(name = "outages of {0}: {1}")
  @CsvSource(
      delimiter = ';',
      nullValues = "-",
      value = {
        "a10;             -",
        "a10 a12;         -",
        "a10 b9;          9",
        "a10 b12;         10",
        "a10 b12 a11;     11",
        "a10 b12 b20;     10",
        "a10 b12 b20 a15; 15",
        "a10 a99 b11 b12; 12"
      })
  void time_isThatOfTheLatestGuestButOne(String outages, Long hour) {
    for (String outage : outages.split(" ", -1)) {
      outage(outage.substring(0, 1), Long.parseLong(outage.substring(1)));
    }

    assertThat(clock.secondSeconds()).isEqualTo(hour == null ? null : (Long) (hour * HOUR));
  }

  @Test
  void outage_thatComesWhenItsHourIsGone_isCountedAsThat() {
    outage("a", 10);
    outage("b", 10);

    outage("c", 7);
    outage("c", 6);

    assertThat(counted(FleetWindow.HOUR, 7)).isZero();
    assertThat(clock.uncounted()).isEqualTo(2);
    // Three hours from 6 end at 9, which is less than two hours ago.
    assertThat(counted(new FleetWindow(3 * HOUR), 6)).isEqualTo(2);
  }

  @Test
  void outage_justWithinTheRetention_isCounted() {
    outage("a", 10);
    outage("b", 10);

    outage("c", 8);

    assertThat(counted(FleetWindow.HOUR, 8)).isEqualTo(1);
    assertThat(clock.uncounted()).isZero();
  }

  @Test
  void reversal_thatComesWhenItsWindowsAreGone_isNoBug() {
    outage("c", 1);
    outage("a", 10);
    outage("b", 10);
    totals.put(new FleetKey(FleetWindow.HOUR, HOUR, new Dimension.Whole()), FleetStats.EMPTY);

    take("c", 1, FleetStats.EMPTY, ONE);

    assertThat(counted(FleetWindow.HOUR, 1)).isZero();
    assertThat(clock.uncounted()).isZero();
  }

  @Test
  void whatIsGone_staysGone_whenWindowsAreKeptForLonger() {
    outage("a", 10);
    outage("b", 10);
    FleetWindows longer = new FleetWindows(TWO_HOURS.windows(), 100 * HOUR);

    clock = clock.seen("c", 11 * HOUR, longer.retentionSeconds());

    assertThat(clock.goneBefore(FleetWindow.HOUR)).isEqualTo(7 * HOUR + 1);
  }

  @Test
  void oneStampFarInTheFuture_expiresNothing() {
    outage("a", 10);
    outage("b", 10);

    outage("a", 10_000);
    outage("b", 11);

    assertThat(counted(FleetWindow.HOUR, 11)).isEqualTo(1);
    assertThat(clock.uncounted()).isZero();
  }
}
