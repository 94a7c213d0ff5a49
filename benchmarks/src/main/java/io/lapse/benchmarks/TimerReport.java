package io.lapse.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The times of the rounds of one run, and what they say of each other. */
final class TimerReport {
  /** The kernel may take at most so much of the priority queue's time. */
  private static final double GOAL = 0.7;

  /** A guest with few timers may take at most so long over a jump. */
  private static final double SMALL_GOAL_MICROS = 20;

  /** One round: ns per timer of the first three, ns per jump of the last. */
  record Round(double kernel, double priorityQueue, double wheel, double small) {
    /**
     * The round of these benchmarks, by name, in ns per pass.
     *
     * @throws IllegalArgumentException if one is missing
     */
    static Round of(Map<String, Double> nanos) {
      return new Round(
          nanos(nanos, "kernel") / TimerBenchmark.TIMERS,
          nanos(nanos, "priorityQueue") / TimerBenchmark.TIMERS,
          nanos(nanos, "wheel") / TimerBenchmark.TIMERS,
          nanos(nanos, "jump"));
    }

    private static double nanos(Map<String, Double> nanos, String benchmark) {
      Double found = nanos.get(benchmark);
      if (found == null) {
        throw new IllegalArgumentException("a round must have " + benchmark + ": " + nanos);
      }
      return found;
    }
  }

  private final List<Round> rounds = new ArrayList<>();

  void add(Round round) {
    rounds.add(round);
  }

  /** The medians, then the ratio in one line. */
  String render() {
    SpeedReport.Spread ratio = spread(round -> round.kernel() / round.priorityQueue());
    double smallMicros = spread(Round::small).median() / 1_000;
    return row("emulated kernel", Round::kernel)
        + row("java.util.PriorityQueue, drained", Round::priorityQueue)
        + row("Agrona DeadlineTimerWheel, 1 ms", Round::wheel)
        + String.format(
            Locale.ROOT,
            "ratio: a timer takes the kernel %s of the queue's time (goal: at most %.2f, %s)\n",
            ratio,
            GOAL,
            ratio.median() <= GOAL ? "met" : "not met")
        + String.format(
            Locale.ROOT,
            "a guest with %d timers, one jump: %.1f us (goal: under %.0f us, %s)\n",
            SmallGuestBenchmark.TIMERS,
            smallMicros,
            SMALL_GOAL_MICROS,
            smallMicros < SMALL_GOAL_MICROS ? "met" : "not met");
  }

  private String row(String label, ToDoubleFunction<Round> benchmark) {
    return String.format(Locale.ROOT, "%-34s %10.0f ns/timer\n", label, spread(benchmark).median());
  }

  private SpeedReport.Spread spread(ToDoubleFunction<Round> figure) {
    return SpeedReport.Spread.of(rounds.stream().map(figure::applyAsDouble).toList());
  }
}
