package io.lapse.benchmarks.whatif;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** What the rounds come to. */
final class WhatIfReport {
  private static final double RATIO_GOAL = 4;
  private static final double TEN_GOAL = 2;

  /** Seconds on the wall. */
  record Round(double duckDb, double one, double ten) {}

  private final List<Round> rounds = new ArrayList<>();

  void add(Round round) {
    rounds.add(round);
  }

  String render() {
    return line("DuckDB: pairing, Tout, the count above 1 s", Round::duckDb)
        + line("lapse whatif, one threshold", Round::one)
        + line("lapse whatif, ten thresholds", Round::ten)
        + ratio(
            "whatif takes %s x DuckDB's time", round -> round.one() / round.duckDb(), RATIO_GOAL)
        + ratio("ten thresholds take %s x one", round -> round.ten() / round.one(), TEN_GOAL);
  }

  private String line(String what, ToDoubleFunction<Round> seconds) {
    double[] sorted = sorted(seconds);
    return String.format(
        Locale.ROOT,
        "%-44s %8.2f s (%.2f..%.2f)%n",
        what,
        sorted[sorted.length / 2],
        sorted[0],
        sorted[sorted.length - 1]);
  }

  private String ratio(String what, ToDoubleFunction<Round> ratio, double goal) {
    double[] sorted = sorted(ratio);
    double median = sorted[sorted.length / 2];
    String figure =
        String.format(
            Locale.ROOT, "%.2f (%.2f..%.2f)", median, sorted[0], sorted[sorted.length - 1]);
    return String.format(
        Locale.ROOT,
        "ratio: " + what + " (goal: at most %.1f, %s)%n",
        figure,
        goal,
        median <= goal ? "met" : "not met");
  }

  private double[] sorted(ToDoubleFunction<Round> figure) {
    return rounds.stream().mapToDouble(figure).sorted().toArray();
  }
}
