package io.lapse.whatif.report;

import io.lapse.whatif.cost.CostFunction;
import io.lapse.whatif.cost.CostedRow;
import io.lapse.whatif.cost.Costs;
import io.lapse.whatif.harm.Figure;
import io.lapse.whatif.harm.Figures;
import io.lapse.whatif.sweep.Count;
import io.lapse.whatif.sweep.Coverage;
import io.lapse.whatif.sweep.PolicySet;
import io.lapse.whatif.sweep.Row;
import io.lapse.whatif.sweep.Scenario;
import io.lapse.whatif.sweep.WhatIf;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The answer in words: what to tell somebody who reads no further. */
final class Sentences {
  /** The first thresholds that compensate so many of a hundred that the largest does are told. */
  private static final List<Long> TELLING_PERCENT = List.of(0L, 50L, 99L, 100L);

  private Sentences() {}

  /** The verdict, one line each. */
  static List<String> verdict(Judged judged) {
    WhatIf answer = judged.report().answer();
    if (answer.coverage().of(Count.OUTAGES) == 0) {
      return List.of(
          "The history holds no outage with both a stop and a restart: there is nothing to weigh.");
    }
    List<String> lines = new ArrayList<>();
    for (PolicySet set : answer.question().policies()) {
      boolean named = answer.question().policies().size() > 1;
      telling(answer.rowsOf(set)).forEach(row -> lines.add(scenario(row, named)));
    }
    lines.addAll(choice(judged));
    unknownTimers(answer.coverage()).ifPresent(lines::add);
    return lines;
  }

  /**
   * Not all thresholds: the least, the first that does half, and the first that does nearly all.
   */
  private static Set<Row> telling(List<Row> rows) {
    Set<Row> telling = new LinkedHashSet<>();
    List<Row> thresholds = Scenarios.byThreshold(rows);
    if (thresholds.isEmpty()) {
      rows.stream()
          .filter(row -> row.scenario().kind() == Scenario.Kind.AS_WRITTEN)
          .forEach(telling::add);
      return telling;
    }
    long most = compensated(thresholds.get(thresholds.size() - 1));
    for (long percent : TELLING_PERCENT) {
      thresholds.stream()
          .filter(row -> compensated(row) * 100 >= most * percent)
          .findFirst()
          .ifPresent(telling::add);
    }
    return telling;
  }

  private static long compensated(Row row) {
    return row.figures().orZero(Figure.COMPENSATED);
  }

  private static String scenario(Row row, boolean named) {
    Figures figures = row.figures();
    long outages = figures.orZero(Figure.OUTAGES);
    long undecided = figures.orZero(Figure.UNDECIDED);
    return "Of "
        + Quantities.count(outages, "outage", "outages")
        + " "
        + subject(row.scenario(), named)
        + " would compensate "
        + Quantities.share(figures.orZero(Figure.COMPENSATED), outages)
        + ": "
        + Quantities.compact(figures.orZero(Figure.TIMERS))
        + " timers would expire at once, "
        + Quantities.compact(figures.orZero(Figure.MONOTONIC_TIMERS))
        + " of them by CLOCK_MONOTONIC, the worst burst "
        + Quantities.count(figures.orZero(Figure.BURST_MAX))
        + " in one guest; REALTIME would be stepped "
        + Quantities.count(figures.orZero(Figure.REALTIME_STEPS), "time", "times")
        + "; "
        + (undecided == 0
            ? "none stays undecided."
            : Quantities.share(undecided, outages)
                + " stay undecided because of the hosts' clocks.");
  }

  private static String subject(Scenario scenario, boolean named) {
    String set = named ? " under '" + scenario.policies() + "'" : "";
    return switch (scenario.kind()) {
      case RECORDED -> "what was recorded" + set;
      case AS_WRITTEN -> "the policies as written" + set;
      case THRESHOLD ->
          "a threshold of " + Quantities.threshold(Scenarios.thresholdNanos(scenario)) + set;
    };
  }

  private static List<String> choice(Judged judged) {
    List<String> lines = new ArrayList<>();
    long compared = (long) judged.front().front().size() + judged.front().dominated().size();
    lines.add(
        judged.front().front().size()
            + " of "
            + Quantities.count(compared, "scenario is", "scenarios are")
            + " on the Pareto front: no other is as good in all of "
            + words(judged.front().axes())
            + ", and better in one.");
    Costs costs = judged.costs();
    lines.add(
        costs == null
            ? "Nothing is weighted: no cost function was given, so Lapse names no best threshold."
            : cheapest(costs.function(), judged.cheapest()));
    return lines;
  }

  private static String cheapest(CostFunction function, List<CostedRow> cheapest) {
    if (cheapest.isEmpty()) {
      return "The cost function '"
          + function.name()
          + "' weighs what is not known: no scenario has a cost.";
    }
    String rows =
        cheapest.stream()
            .map(row -> Scenarios.fullLabel(row.row().scenario()))
            .collect(Collectors.joining(", "));
    return "By the cost function '"
        + function.name()
        + "', the least cost is "
        + Quantities.plain(cheapest.get(0).cost())
        + ": "
        + rows
        + ".";
  }

  /** What a cost function weighs that is not harm in itself; empty if nothing. */
  static String weighedFacts(CostFunction cost) {
    return cost.facts().isEmpty()
        ? ""
        : "It weighs what is neither good nor bad in itself: " + words(cost.facts()) + ".";
  }

  private static Optional<String> unknownTimers(Coverage coverage) {
    long unknown = coverage.of(Count.TIMERS_UNKNOWN);
    return unknown == 0
        ? Optional.empty()
        : Optional.of(
            "Of the timers of "
                + Quantities.share(unknown, coverage.of(Count.OUTAGES))
                + " of the outages nothing is known: they count as none, so more would expire.");
  }

  static String words(List<Figure> figures) {
    return figures.stream().map(Figure::word).collect(Collectors.joining(", "));
  }

  /** What is missing, first of all. */
  static String partial(Provenance provenance) {
    return "PARTIAL: this answer is about a part of the history only. "
        + String.join(" ", provenance.missing());
  }

  /** How the events of each guest were brought together. */
  static String handling(Provenance provenance) {
    return switch (provenance.handling()) {
      case BY_GUEST -> "The input was sorted by guest: one guest at a time was in memory.";
      case IN_MEMORY -> "All events were in memory.";
      case SPILLED -> "There were more events than memory: they were spilled to disk.";
    };
  }

  /** From when to when; empty if there is no outage. */
  static String period(Coverage coverage) {
    return coverage.firstAt() == null || coverage.lastAt() == null
        ? ""
        : "from " + Instants.utc(coverage.firstAt()) + " to " + Instants.utc(coverage.lastAt());
  }
}
