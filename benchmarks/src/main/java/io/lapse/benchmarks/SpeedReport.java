package io.lapse.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The times of the rounds of one run, and what they say of each other. */
final class SpeedReport {
  /** The fold must handle events at least so fast, in speeds of Avro alone. */
  private static final double GOAL = 0.5;

  /** The time of an event in one round, in ns. */
  record Round(double fold, double identities, double avroDecodes, double codecDecodes) {
    /**
     * The round of these benchmarks, by name.
     *
     * @throws IllegalArgumentException if one is missing
     */
    static Round of(Map<String, Double> nanosPerEvent) {
      return new Round(
          nanos(nanosPerEvent, "fold"),
          nanos(nanosPerEvent, "identities"),
          nanos(nanosPerEvent, "avroDecodes"),
          nanos(nanosPerEvent, "codecDecodes"));
    }

    private static double nanos(Map<String, Double> nanosPerEvent, String benchmark) {
      Double nanos = nanosPerEvent.get(benchmark);
      if (nanos == null) {
        throw new IllegalArgumentException("a round must have " + benchmark + ": " + nanosPerEvent);
      }
      return nanos;
    }
  }

  private final List<Round> rounds = new ArrayList<>();

  void add(Round round) {
    rounds.add(round);
  }

  /** The medians, then the ratios in one line. */
  String render() {
    StringBuilder text = new StringBuilder();
    row(text, "fold", Round::fold);
    row(text, "  of it the events' identities", Round::identities);
    row(text, "Avro alone decodes", Round::avroDecodes);
    row(text, "Avro decodes, and the conversion", Round::codecDecodes);
    Spread alone = speedOfFoldIn(Round::avroDecodes);
    text.append(
        String.format(
            Locale.ROOT,
            "ratio: the fold is %s as fast as Avro alone decodes (goal: at least %.2f, %s),"
                + " %s as fast as Avro with the conversion\n",
            alone,
            GOAL,
            alone.median() >= GOAL ? "met" : "not met",
            speedOfFoldIn(Round::codecDecodes)));
    return text.toString();
  }

  private void row(StringBuilder text, String label, ToDoubleFunction<Round> benchmark) {
    Spread nanos = Spread.of(rounds.stream().map(benchmark::applyAsDouble).toList());
    text.append(String.format(Locale.ROOT, "%-34s %10.0f ns/event\n", label, nanos.median()));
  }

  private Spread speedOfFoldIn(ToDoubleFunction<Round> unit) {
    return Spread.of(
        rounds.stream().map(round -> unit.applyAsDouble(round) / round.fold()).toList());
  }

  /** The middle of some figures, and how far they lie apart. */
  record Spread(double min, double median, double max) {
    static Spread of(List<Double> figures) {
      List<Double> sorted = figures.stream().sorted().toList();
      int size = sorted.size();
      double median = (sorted.get((size - 1) / 2) + sorted.get(size / 2)) / 2;
      return new Spread(sorted.get(0), median, sorted.get(size - 1));
    }

    @Override
    public String toString() {
      return String.format(Locale.ROOT, "%.3f x (%.3f..%.3f)", median, min, max);
    }
  }
}
