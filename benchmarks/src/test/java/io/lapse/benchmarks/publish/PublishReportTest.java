package io.lapse.benchmarks.publish;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PublishReportTest {
  @Test
  void ratio_isTheMedianOfTheRoundsRatios_withItsRange() {
    PublishReport report = new PublishReport();
    report.add(new PublishReport.Round(1_000, 600, 100));
    report.add(new PublishReport.Round(2_000, 800, 200));
    report.add(new PublishReport.Round(1_000, 700, 100));

    String text = report.render();

    assertThat(text)
        .contains("publish reaches 0.60 x (0.40..0.70) of", "(goal: at least 0.50, met)", "0.10 x")
        .contains("publish, from decoded events             700/s (600..800)");
  }

  @Test
  void steadyState_isReadFromTheToolsLastLine() {
    double perSecond =
        PublishBenchmark.perSecond(
            "500000 records sent, 250125.062531 records/sec (23.85 MB/sec), 3.20 ms avg latency");

    assertThat(perSecond).isEqualTo(250_125.062531);
  }
}
