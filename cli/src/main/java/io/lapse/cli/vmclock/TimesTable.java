package io.lapse.cli.vmclock;

import io.lapse.cli.text.Durations;
import io.lapse.cli.text.TextTable;
import io.lapse.guestkernel.vmclock.ClockReading;
import io.lapse.guestkernel.vmclock.PageClock;
import io.lapse.guestkernel.vmclock.VmClockPage;
import org.jspecify.annotations.Nullable;

/** The times that a page tells, for a person. */
final class TimesTable {
  private static final String UNKNOWN = "not known";
  private static final String UNSTATED = "not stated";

  private final TextTable table = new TextTable("time at", "UTC", ">TAI ns", ">give or take");

  private TimesTable() {}

  /**
   * The table, each line ended.
   *
   * @param counter a value of the counter that is asked about, unsigned; null if none is
   */
  static String render(VmClockPage page, @Nullable Long counter) {
    TimesTable times = new TimesTable();
    times.row("the reference", PageClock.reference(page));
    if (counter != null) {
      times.row("counter " + Long.toUnsignedString(counter), PageClock.at(page, counter));
    }
    return times.table.render();
  }

  private void row(String at, ClockReading reading) {
    if (reading instanceof ClockReading.Known known) {
      table.row(
          at,
          Utc.of(known).orElse(UNKNOWN),
          known.tai().map(tai -> Long.toString(tai.nanos())).orElse(UNKNOWN),
          known.maxErrorNanos() == null ? UNSTATED : Durations.exact(known.maxErrorNanos()));
    } else {
      table.row(at, "none: " + why(((ClockReading.Refused) reading).why()), "", "");
    }
  }

  private static String why(ClockReading.Why why) {
    return switch (why) {
      case NO_COUNTER -> "the page names no counter";
      case TIME_ABSENT -> "the page ends before it";
      case NOT_A_WALL_TIME -> "time_type is neither UTC nor TAI";
      case BEYOND_RANGE -> "more than 2^63 s";
    };
  }
}
