package io.lapse.cli.timers;

import io.lapse.cli.docs.Page;
import io.lapse.cli.text.Durations;
import io.lapse.ledger.guest.TimerClock;
import io.lapse.ledger.timers.ExpiryEstimate;
import io.lapse.ledger.timers.ExpiryEstimate.BaseExpiry;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Writes the tables of {@code docs/concepts/timers.md}: the estimate beside real kernels. */
class TimersPageTest {
  private static final List<TimerClock> BASES =
      List.of(TimerClock.MONOTONIC, TimerClock.BOOTTIME, TimerClock.REALTIME, TimerClock.TAI);

  private static String tables() {
    List<RecordedAdvance> advances = RecordedAdvance.all();
    return """

        Timers that expired at once, on each base: really; `expected` and [`low`, `high`] of the timers one by
        one; the same of their histogram.

        | recording | advance | monotonic | boottime | realtime | tai |
        | --- | --- | --- | --- | --- | --- |
        %s
        Expirations of the periodic ones beyond the first: really; by the timers; by the histogram.

        | recording | monotonic | boottime | realtime | tai |
        | --- | --- | --- | --- | --- |
        %s
        The two samples of `/proc/timer_list`: timers that the second shows as due within a window; what
        the first says of a jump by as much.

        | window | really | expected | low | high |
        | --- | --- | --- | --- | --- |
        %s
        """
        .formatted(
            advances.stream().map(TimersPageTest::dueRow).collect(Collectors.joining()),
            advances.stream().map(TimersPageTest::overrunsRow).collect(Collectors.joining()),
            sampleRows());
  }

  private static String dueRow(RecordedAdvance advance) {
    ExpiryEstimate listed = advance.estimate();
    ExpiryEstimate counted = advance.estimateOfTheHistogram();
    return row(
        advance.name() + " | " + Durations.exact(advance.advanceNanos()),
        base ->
            advance.due(base)
                + "; "
                + interval(RecordedAdvance.of(listed, base))
                + "; "
                + interval(RecordedAdvance.of(counted, base)));
  }

  private static String interval(BaseExpiry found) {
    return found.expected() + " [" + found.low() + ", " + found.high() + "]";
  }

  private static String overrunsRow(RecordedAdvance advance) {
    ExpiryEstimate listed = advance.estimate();
    ExpiryEstimate counted = advance.estimateOfTheHistogram();
    return row(
        advance.name(),
        base ->
            advance.overruns(base)
                + "; "
                + RecordedAdvance.of(listed, base).overruns()
                + "; "
                + RecordedAdvance.of(counted, base).overruns());
  }

  private static String row(String name, Function<TimerClock, String> cell) {
    return "| "
        + name
        + " | "
        + BASES.stream().map(cell).collect(Collectors.joining(" | "))
        + " |\n";
  }

  private static String sampleRows() {
    SampledTimers samples = new SampledTimers();
    StringBuilder rows = new StringBuilder();
    for (long window : SampledTimers.WINDOWS) {
      BaseExpiry found = samples.estimate(window);
      rows.append(
          "| %s | %d | %d | %d | %d |%n"
              .formatted(
                  Durations.exact(window),
                  samples.shown(window),
                  found.expected(),
                  found.low(),
                  found.high()));
    }
    return rows.toString();
  }

  @Test
  void page_showsTheEstimateBesideTheRealKernel() throws IOException {
    Page page = Page.read("concepts/timers.md");

    page.assertIs(page.withSection("comparison", tables()));
  }
}
