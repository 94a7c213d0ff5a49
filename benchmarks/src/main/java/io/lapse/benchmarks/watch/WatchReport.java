package io.lapse.benchmarks.watch;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** What the rounds came to: medians, with the least and the greatest. */
final class WatchReport {
  static final int STREAMS = 200;

  private static final double REQUEST_MILLIS_GOAL = 100;
  private static final double ALERT_MILLIS_GOAL = 1_000;
  private static final double P50 = 0.5;
  private static final double P99 = 0.99;
  private static final double MEGA = 1e6;

  private final List<Round> rounds = new ArrayList<>();

  /**
   * One round.
   *
   * @param maxPerSecond host events, when nobody watches
   * @param behind host events that the ledger had not taken when the half of that rate ended
   * @param beside the requests beside half of it
   * @param alerts from the call that sends a restart to the arrival of its alert
   * @param streamsOpen at the end, of {@link #STREAMS}
   * @param messages to all of them
   * @param alone the requests without ingest
   * @param heapBytes in use at the end, garbage included
   * @param residentBytes of the ledger's process
   */
  record Round(
      double maxPerSecond,
      long behind,
      Delays beside,
      Delays alerts,
      int streamsOpen,
      long messages,
      Delays alone,
      double heapBytes,
      long residentBytes) {
    double ratio() {
      return beside.millis(P99) / alone.millis(P99);
    }
  }

  void add(Round round) {
    rounds.add(round);
  }

  String render() {
    return line("maximum ingest", Round::maxPerSecond, "events/s")
        + "at half of it:\n"
        + line("  not taken yet at the end", Round::behind, "events")
        + line("  request, p50", round -> round.beside().millis(P50), "ms")
        + line("  request, p99", round -> round.beside().millis(P99), "ms")
        + line("  requests that failed", round -> round.beside().failed(), "")
        + line("  alert, p50", round -> round.alerts().millis(P50), "ms")
        + line("  alert, p99", round -> round.alerts().millis(P99), "ms")
        + line("  alerts that did not come", round -> round.alerts().failed(), "")
        + line("  event streams open", Round::streamsOpen, "")
        + line("  messages to them", Round::messages, "")
        + "without ingest:\n"
        + line("  request, p50", round -> round.alone().millis(P50), "ms")
        + line("  request, p99", round -> round.alone().millis(P99), "ms")
        + line("  requests that failed", round -> round.alone().failed(), "")
        + line("heap in use, garbage included", round -> round.heapBytes() / MEGA, "MB")
        + line("memory of the process", round -> round.residentBytes() / MEGA, "MB")
        + goals();
  }

  private String goals() {
    double request = median(sorted(round -> round.beside().millis(P99)));
    double alert = median(sorted(round -> round.alerts().millis(P99)));
    double open = median(sorted(Round::streamsOpen));
    double[] ratios = sorted(Round::ratio);
    return String.format(
        Locale.ROOT,
        "ratio: beside ingest a request's p99 is %.1f x (%.1f..%.1f) that without%n"
            + "a request's p99 is %,.0f ms (goal: under %,.0f ms, %s)%n"
            + "an alert's p99 is %,.0f ms (goal: under %,.0f ms, %s)%n"
            + "%.0f event streams stay open (goal: %d, %s)%n",
        median(ratios),
        ratios[0],
        ratios[ratios.length - 1],
        request,
        REQUEST_MILLIS_GOAL,
        met(request < REQUEST_MILLIS_GOAL),
        alert,
        ALERT_MILLIS_GOAL,
        met(alert < ALERT_MILLIS_GOAL),
        open,
        STREAMS,
        met(open >= STREAMS));
  }

  private static String met(boolean isMet) {
    return isMet ? "met" : "NOT met";
  }

  private String line(String name, ToDoubleFunction<Round> figure, String unit) {
    double[] figures = sorted(figure);
    return String.format(
        Locale.ROOT,
        "%-32s %,10.1f (%,.1f..%,.1f) %s%n",
        name,
        median(figures),
        figures[0],
        figures[figures.length - 1],
        unit);
  }

  private double[] sorted(ToDoubleFunction<Round> figure) {
    return rounds.stream().mapToDouble(figure).sorted().toArray();
  }

  private static double median(double[] sorted) {
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
