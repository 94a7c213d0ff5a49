package io.lapse.whatif.report;

import io.lapse.whatif.harm.Figure;
import io.lapse.whatif.sweep.Row;
import java.util.List;
import java.util.Locale;

/** One plot of harm against threshold. */
enum Panel {
  COMPENSATED(
      "Outages compensated",
      "What the threshold decides. The band is what the hosts' clocks leave open.",
      line("compensated", Figure.COMPENSATED)),
  UNDECIDED(
      "Undecided outages",
      "Outages whose interval straddles the threshold. A hump is where the clocks are too poor"
          + " for the threshold.",
      line("undecided", Figure.UNDECIDED)),
  TIMERS(
      "Timers at once",
      "How many timers expire at once, in all guests together. The band is from the least number"
          + " to the largest: inventories age, and outages stay undecided.",
      new Line("timers", Figure.TIMERS, Figure.TIMERS_LOW, Figure.TIMERS_HIGH)),
  BURST(
      "Worst burst",
      "The most timers that expire at once in one guest: what its CPUs must bear.",
      line("worst burst", Figure.BURST_MAX)),
  MONOTONIC(
      "MONOTONIC jumps",
      "Each compensated outage makes every clock of its guest jump, MONOTONIC too.",
      line("jumps of MONOTONIC", Figure.MONOTONIC_JUMPS)),
  REALTIME(
      "REALTIME steps",
      "Each injected outage steps the wall clock; applications see it, and nothing hides it.",
      line("steps of REALTIME", Figure.REALTIME_STEPS)),
  WRONG_TIME(
      "Wrong-time integral",
      "How wrong wall clocks are, times how long, in s·s: of naive guests, which nobody"
          + " tells, and of"
          + " aware ones.",
      line("naive", Figure.NAIVE_WRONG_MS_S),
      line("aware", Figure.AWARE_WRONG_MS_S)),
  STALE(
      "Stale windows",
      "How long guests trusted a wrong clock after their restart, all together.",
      line("naive", Figure.NAIVE_STALE_MS),
      line("aware", Figure.AWARE_STALE_MS)),
  STALLS(
      "Lockups and stalls",
      "What a watchdog in the guest reports, if a vCPU was busy: an upper limit.",
      line("soft lockups", Figure.SOFT_LOCKUPS),
      line("RCU stalls", Figure.RCU_STALLS),
      line("workqueue lockups", Figure.WORKQUEUE_LOCKUPS),
      line("hung tasks", Figure.HUNG_TASKS)),
  CATCH_UP(
      "Catch-up limits crossed",
      "Advances that the clocksource was not made for; a wrap is a wrong time until the first"
          + " tick.",
      line("max_idle", Figure.MAX_IDLE_CROSSED),
      line("max_cycles", Figure.MAX_CYCLES_CROSSED),
      line("wraps", Figure.WRAPS)),
  KILLED(
      "Killed, or would die",
      "Guests that did not quiesce in time: killed under DIE, and dead under any DIE.",
      line("killed", Figure.KILLED),
      line("would die", Figure.WOULD_DIE));

  private final String title;
  private final String reading;

  /** Made by List.of: nothing that could change. */
  @SuppressWarnings("ImmutableEnumChecker")
  private final List<Line> lines;

  /**
   * A line of a plot, and its band.
   *
   * @param low from which the band goes
   * @param high to which
   */
  record Line(String label, Figure figure, Figure low, Figure high) {}

  Panel(String title, String reading, Line... lines) {
    this.title = title;
    this.reading = reading;
    this.lines = List.of(lines);
  }

  private static Line line(String label, Figure figure) {
    return new Line(label, figure, figure, figure);
  }

  String title() {
    return title;
  }

  /** What to see in it. */
  String reading() {
    return reading;
  }

  List<Line> lines() {
    return lines;
  }

  /** Whether all of it is 0, whatever the scenario. */
  boolean isZero(List<Row> rows) {
    return rows.stream()
        .allMatch(
            row ->
                lines.stream()
                    .allMatch(
                        line ->
                            row.figures().orZero(line.high()) == 0
                                && row.ifCompensated().orZero(line.high()) == 0));
  }

  /** Its name in the page. */
  String id() {
    return "plot-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
