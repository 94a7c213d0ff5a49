package io.lapse.benchmarks;

import io.lapse.benchmarks.SpeedReport.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** What a signature costs in the rounds of one run, in units of what an event costs without. */
final class SignatureReport {
  /** The time of an event in one round, in ns. */
  record Round(double sign, double verify, double book) {
    /**
     * The round of these benchmarks, by name.
     *
     * @throws IllegalArgumentException if one is missing
     */
    static Round of(Map<String, Double> nanosPerEvent) {
      if (!nanosPerEvent.keySet().containsAll(List.of("sign", "verify", "book"))) {
        throw new IllegalArgumentException(
            "a round must have sign, verify and book: " + nanosPerEvent);
      }
      return new Round(
          nanosPerEvent.getOrDefault("sign", Double.NaN),
          nanosPerEvent.getOrDefault("verify", Double.NaN),
          nanosPerEvent.getOrDefault("book", Double.NaN));
    }
  }

  private final List<Round> rounds = new ArrayList<>();

  void add(Round round) {
    rounds.add(round);
  }

  /** The medians, then the ratio in one line. */
  String render() {
    StringBuilder text = new StringBuilder();
    row(text, "a host signs", Round::sign);
    row(text, "the application verifies", Round::verify);
    row(text, "it decodes, folds, and encodes", Round::book);
    Spread ratio = Spread.of(rounds.stream().map(round -> round.verify() / round.book()).toList());
    return text.append("ratio: to verify takes ")
        .append(ratio)
        .append(" what it takes to decode, fold and encode\n")
        .toString();
  }

  private void row(StringBuilder text, String label, ToDoubleFunction<Round> benchmark) {
    Spread nanos = Spread.of(rounds.stream().map(benchmark::applyAsDouble).toList());
    text.append(String.format(Locale.ROOT, "%-34s %10.0f ns/event\n", label, nanos.median()));
  }
}
