package io.lapse.cli.whatif.kernel;

import io.lapse.cli.docs.Page;
import io.lapse.cli.timers.RecordedAdvance;
import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.account.Rules;
import io.lapse.ledger.guest.TimerClock;
import io.lapse.ledger.simulation.FleetHabits;
import io.lapse.ledger.simulation.FleetPlan;
import io.lapse.ledger.simulation.FleetSimulation;
import io.lapse.ledger.simulation.Happening;
import io.lapse.whatif.harm.Figure;
import io.lapse.whatif.harm.Figures;
import io.lapse.whatif.harm.Models;
import io.lapse.whatif.sweep.PolicySet;
import io.lapse.whatif.sweep.Question;
import io.lapse.whatif.sweep.Row;
import io.lapse.whatif.sweep.Scenario;
import io.lapse.whatif.sweep.Sweep;
import io.lapse.whatif.sweep.WhatIf;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The figures of docs/concepts/threshold.md are those that a sweep gives. */
class ThresholdPageTest {
  private static final long MILLI = 1_000_000;
  private static final long SECOND = 1_000_000_000;

  /** That of {@code lapse whatif --fleet guests=2000,hosts=80,days=30,seed=7}. */
  private static final FleetPlan PLAN = FleetPlan.of(7, 2_000, 80, 30).with(FleetHabits.PUBLIC);

  private static final Map<Long, String> THRESHOLDS = thresholds();

  private static Map<Long, String> thresholds() {
    Map<Long, String> names = new TreeMap<>();
    names.put(0L, "0");
    names.put(50 * MILLI, "50 ms");
    names.put(100 * MILLI, "100 ms");
    names.put(300 * MILLI, "300 ms");
    names.put(SECOND, "1 s");
    names.put(5 * SECOND, "5 s");
    names.put(30 * SECOND, "30 s");
    names.put(440 * SECOND, "440 s");
    names.put(990 * SECOND, "990 s");
    names.put(1_099 * SECOND, "1,099 s");
    names.put(3_600 * SECOND, "1 h");
    return names;
  }

  @Test
  void page_hasTheFiguresOfASweep() throws IOException {
    Page page = Page.read("concepts/threshold.md");
    WhatIf fleet = fleet();

    page.assertIs(
        page.withSections(
            Map.of(
                "timers", timers(fleet),
                "clocks", clocks(fleet),
                "limits", limits(fleet),
                "recordings", recordings())));
  }

  private static WhatIf fleet() {
    Map<String, List<LedgerInput>> byGuest = new TreeMap<>();
    FleetSimulation.of(PLAN)
        .forEachRemaining(
            happening -> {
              if (happening instanceof Happening.Arrived arrived) {
                byGuest
                    .computeIfAbsent(arrived.input().guest(), guest -> new ArrayList<>())
                    .add(arrived.input());
              }
            });
    Sweep sweep =
        new Sweep(
            new Question(
                List.of(new PolicySet("default", Rules.DEFAULT)),
                List.copyOf(THRESHOLDS.keySet()),
                Models.DEFAULT,
                null,
                null));
    byGuest.forEach(sweep::add);
    return sweep.result();
  }

  private static String timers(WhatIf fleet) {
    StringBuilder table = new StringBuilder();
    line(table, "T", "compensated", "undecided", "timers at once", "of MONOTONIC", "worst burst");
    line(table, "---:", "---:", "---:", "---:", "---:", "---:");
    for (Row row : rows(fleet)) {
      Figures figures = row.figures();
      line(
          table,
          name(row),
          share(figures, Figure.COMPENSATED),
          share(figures, Figure.UNDECIDED),
          count(figures, Figure.TIMERS),
          count(figures, Figure.MONOTONIC_TIMERS),
          count(figures, Figure.BURST_MAX));
    }
    return table.toString();
  }

  private static String clocks(WhatIf fleet) {
    StringBuilder table = new StringBuilder();
    line(table, "T", "REALTIME steps", "naive: hours stale", "naive: s·s", "aware: s·s");
    line(table, "---:", "---:", "---:", "---:", "---:");
    for (Row row : rows(fleet)) {
      Figures figures = row.figures();
      line(
          table,
          name(row),
          count(figures, Figure.REALTIME_STEPS),
          grouped(figures.orZero(Figure.NAIVE_STALE_MS) / 3_600_000),
          grouped(figures.orZero(Figure.NAIVE_WRONG_MS_S) / 1_000),
          grouped(figures.orZero(Figure.AWARE_WRONG_MS_S) / 1_000));
    }
    return table.toString();
  }

  private static String limits(WhatIf fleet) {
    StringBuilder table = new StringBuilder();
    line(table, "T", "soft lockups, if busy", "> `max_idle_ns`", "> `max_cycles`", "wraps");
    line(table, "---:", "---:", "---:", "---:", "---:");
    for (Row row : rows(fleet)) {
      Figures figures = row.figures();
      line(
          table,
          name(row),
          count(figures, Figure.SOFT_LOCKUPS),
          count(figures, Figure.MAX_IDLE_CROSSED),
          count(figures, Figure.MAX_CYCLES_CROSSED),
          count(figures, Figure.WRAPS));
    }
    return table.toString();
  }

  private static String recordings() {
    StringBuilder table = new StringBuilder();
    line(table, "recording", "advance", "the real kernel fired", "predicted", "T = 0");
    line(table, "---", "---:", "---:", "---:", "---:");
    for (RecordedAdvance advance : RecordedAdvance.all()) {
      WhatIf result =
          CompensatingHost.swept(
              CompensatingHost.history(advance, false), List.of(0L, advance.advanceNanos() + 1));
      Figures predicted = CompensatingHost.under(result, advance.advanceNanos() + 1).figures();
      Figures zero = CompensatingHost.under(result, 0).figures();
      long due = advance.due(TimerClock.MONOTONIC);
      line(
          table,
          "`" + advance.name() + "`",
          grouped(Math.round(advance.advanceNanos() / (double) SECOND)) + " s",
          grouped(due) + " of MONOTONIC, " + grouped(all(advance)) + " in all",
          count(predicted, Figure.MONOTONIC_TIMERS) + "; " + count(predicted, Figure.TIMERS),
          count(zero, Figure.MONOTONIC_TIMERS) + "; " + count(zero, Figure.TIMERS));
    }
    return table.toString();
  }

  private static long all(RecordedAdvance advance) {
    long all = 0;
    for (TimerClock base : TimerClock.values()) {
      all += advance.due(base);
    }
    return all;
  }

  private static List<Row> rows(WhatIf fleet) {
    return fleet.rows().stream()
        .filter(row -> row.scenario().kind() == Scenario.Kind.THRESHOLD)
        .toList();
  }

  private static String name(Row row) {
    return String.valueOf(THRESHOLDS.get(row.scenario().thresholdNanos()));
  }

  private static String share(Figures figures, Figure figure) {
    return String.format(
        Locale.ROOT,
        "%.2f %%",
        100.0 * figures.orZero(figure) / Math.max(1, figures.orZero(Figure.OUTAGES)));
  }

  private static String count(Figures figures, Figure figure) {
    return grouped(figures.orZero(figure));
  }

  private static String grouped(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static void line(StringBuilder table, String... cells) {
    table.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }
}
