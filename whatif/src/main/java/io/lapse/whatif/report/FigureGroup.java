package io.lapse.whatif.report;

import io.lapse.whatif.harm.Figure;
import java.util.List;

/** Figures that are read together; each figure is in one group. */
enum FigureGroup {
  DECISIONS(
      "What becomes of outages",
      Figure.OUTAGES,
      Figure.COMPENSATED,
      Figure.INJECTED,
      Figure.UNDECIDED,
      Figure.SLEPT,
      Figure.KILLED,
      Figure.WOULD_DIE),
  TIMERS(
      "Timers at once",
      Figure.TIMERS,
      Figure.TIMERS_LOW,
      Figure.TIMERS_HIGH,
      Figure.MONOTONIC_TIMERS,
      Figure.OVERRUNS,
      Figure.BURST_MAX,
      Figure.MASS_EXPIRIES,
      Figure.CANCELLED_TIMERS,
      Figure.TIMERS_BY_PRIOR,
      Figure.TIMERS_UNKNOWN),
  STALLS(
      "Lockups and stalls, if a vCPU was busy",
      Figure.SOFT_LOCKUPS,
      Figure.RCU_STALLS,
      Figure.WORKQUEUE_LOCKUPS,
      Figure.HUNG_TASKS),
  JUMPS(
      "Clocks that jump",
      Figure.MONOTONIC_JUMPS,
      Figure.MONOTONIC_JUMPED_MS,
      Figure.MONOTONIC_JUMP_MAX_NS,
      Figure.REALTIME_STEPS,
      Figure.REALTIME_STEPPED_MS,
      Figure.REALTIME_STEP_MAX_NS,
      Figure.BACKWARD_STEPS,
      Figure.NTP_RESETS),
  WALL_CLOCK(
      "A wrong wall clock",
      Figure.NAIVE_STALE_MS,
      Figure.NAIVE_WRONG_MS_S,
      Figure.NAIVE_NEVER,
      Figure.AWARE_STALE_MS,
      Figure.AWARE_WRONG_MS_S,
      Figure.AWARE_NEVER),
  CATCH_UP(
      "Catch-up limits of the clocksource",
      Figure.MAX_IDLE_CROSSED,
      Figure.MAX_CYCLES_CROSSED,
      Figure.WRAPS,
      Figure.CATCH_UP_UNKNOWN);

  private final String title;

  /** Made by List.of: nothing that could change. */
  @SuppressWarnings("ImmutableEnumChecker")
  private final List<Figure> figures;

  FigureGroup(String title, Figure... figures) {
    this.title = title;
    this.figures = List.of(figures);
  }

  String title() {
    return title;
  }

  List<Figure> figures() {
    return figures;
  }
}
