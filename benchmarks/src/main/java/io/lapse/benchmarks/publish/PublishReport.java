package io.lapse.benchmarks.publish;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** What the rounds came to. */
final class PublishReport {
  private static final double GOAL = 0.5;

  private final List<Round> rounds = new ArrayList<>();

  /** Events or records a second, of one round. */
  record Round(double tool, double publish, double command) {}

  void add(Round round) {
    rounds.add(round);
  }

  String render() {
    double[] ratios = sorted(round -> round.publish() / round.tool());
    double ratio = median(ratios);
    return line("Kafka's producer performance tool", Round::tool)
        + line("publish, from decoded events", Round::publish)
        + line("publish, the whole command", Round::command)
        + String.format(
            Locale.ROOT,
            "ratio: publish reaches %.2f x (%.2f..%.2f) of the tool's records/s (goal: at least"
                + " %.2f, %s); the whole command, start and reading included, %.2f x%n",
            ratio,
            ratios[0],
            ratios[ratios.length - 1],
            GOAL,
            ratio >= GOAL ? "met" : "not met",
            median(sorted(round -> round.command() / round.tool())));
  }

  private String line(String name, ToDoubleFunction<Round> figure) {
    double[] figures = sorted(figure);
    return String.format(
        Locale.ROOT,
        "%-34s %,9.0f/s (%,.0f..%,.0f)%n",
        name,
        median(figures),
        figures[0],
        figures[figures.length - 1]);
  }

  private double[] sorted(ToDoubleFunction<Round> figure) {
    return rounds.stream().mapToDouble(figure).sorted().toArray();
  }

  private static double median(double[] sorted) {
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
