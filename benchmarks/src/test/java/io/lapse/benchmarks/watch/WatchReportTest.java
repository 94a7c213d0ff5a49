package io.lapse.benchmarks.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class WatchReportTest {
  private static final long MILLI_NANOS = 1_000_000L;

  @Test
  void goals_areJudgedByTheMediansOfTheRounds() {
    WatchReport report = new WatchReport();
    report.add(round(40, 900, 200));
    report.add(round(99, 1_200, 200));
    report.add(round(160, 1_000, 199));

    String text = report.render();

    assertThat(text)
        .contains("request, p99                         99.0 (40.0..160.0) ms")
        .contains("p99 is 9.9 x (4.0..16.0) that without")
        .contains("a request's p99 is 99 ms (goal: under 100 ms, met)")
        .contains("an alert's p99 is 1,000 ms (goal: under 1,000 ms, NOT met)")
        .contains("200 event streams stay open (goal: 200, met)");
  }

  @Test
  void whatDoesNotCome_takesLongerThanAllElse() {
    Delays delays = Delays.of(List.of(Delays.NEVER, 2 * MILLI_NANOS, MILLI_NANOS));

    assertThat(delays.millis(0.5)).isEqualTo(2.0);
    assertThat(delays.millis(0.99)).isInfinite();
    assertThat(delays.failed()).isEqualTo(1);
  }

  private static WatchReport.Round round(long requestMillis, long alertMillis, int open) {
    return new WatchReport.Round(
        20_000, 0, all(requestMillis), all(alertMillis), open, 6_000, all(10), 1e9, 2_000_000_000L);
  }

  private static Delays all(long millis) {
    return Delays.of(Collections.nCopies(100, millis * MILLI_NANOS));
  }
}
