package io.lapse.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SpeedReportTest {
  private final SpeedReport report = new SpeedReport();

  private void round(double fold, double avro, double codec) {
    report.add(new SpeedReport.Round(fold, 1, avro, codec));
  }

  @Test
  void ratio_isTheMedianOfTheRounds_notTheRatioOfMedians() {
    round(100, 100, 300);
    round(400, 100, 300);
    round(1_000, 600, 300);

    assertThat(report.render())
        .endsWith(
            "ratio: the fold is 0.600 x (0.250..1.000) as fast as Avro alone decodes"
                + " (goal: at least 0.50, met),"
                + " 0.750 x (0.300..3.000) as fast as Avro with the conversion\n");
  }

  @Test
  void goal_isNotMet_belowHalfTheSpeed() {
    round(201, 100, 100);

    assertThat(report.render()).contains("goal: at least 0.50, not met");
  }

  @Test
  void round_withoutABenchmark_isRefused() {
    assertThatThrownBy(() -> SpeedReport.Round.of(Map.of("fold", 1.0, "identities", 1.0)))
        .hasMessageContaining("a round must have avroDecodes");
  }
}
