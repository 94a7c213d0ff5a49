package io.lapse.benchmarks;

import io.lapse.benchmarks.SpeedReport.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** How fast a QMP log is read in the rounds of one run, in units of Jackson's speed. */
final class QmpReport {
  private static final double GOAL = 0.5;
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double BYTES_PER_MEGABYTE = 1e6;

  /** The time of a pass over the log in one round, in ns. */
  record Round(double adapter, double tokens, double texts) {
    /**
     * The round of these benchmarks, by name.
     *
     * @throws IllegalArgumentException if one is missing
     */
    static Round of(Map<String, Double> nanos) {
      if (!nanos.keySet().containsAll(List.of("adapter", "tokens", "texts"))) {
        throw new IllegalArgumentException("a round must have adapter, tokens and texts: " + nanos);
      }
      return new Round(
          nanos.getOrDefault("adapter", Double.NaN),
          nanos.getOrDefault("tokens", Double.NaN),
          nanos.getOrDefault("texts", Double.NaN));
    }
  }

  private final List<Round> rounds = new ArrayList<>();
  private final long bytes;

  /** A report of rounds over a log of {@code bytes} bytes. */
  QmpReport(long bytes) {
    this.bytes = bytes;
  }

  void add(Round round) {
    rounds.add(round);
  }

  /** The medians, then the ratio in one line. */
  String render() {
    StringBuilder text = new StringBuilder();
    row(text, "the adapter, file to host events", Round::adapter);
    row(text, "Jackson, bytes to tokens", Round::tokens);
    row(text, "Jackson, bytes to texts", Round::texts);
    Spread ratio =
        Spread.of(rounds.stream().map(round -> round.tokens() / round.adapter()).toList());
    return text.append("ratio: the adapter is ")
        .append(ratio)
        .append(" as fast as Jackson's tokens (goal: at least 0.50, ")
        .append(ratio.median() >= GOAL ? "met" : "not met")
        .append(")\n")
        .toString();
  }

  private void row(StringBuilder text, String label, ToDoubleFunction<Round> benchmark) {
    Spread nanos = Spread.of(rounds.stream().map(benchmark::applyAsDouble).toList());
    double speed = bytes / BYTES_PER_MEGABYTE / (nanos.median() / NANOS_PER_SECOND);
    text.append(String.format(Locale.ROOT, "%-34s %10.0f MB/s\n", label, speed));
  }
}
