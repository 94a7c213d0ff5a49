package io.lapse.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class QmpReportTest {
  @Test
  void report_hasSpeeds_andTheRatioOfEachRound() {
    QmpReport report = new QmpReport(32_000_000);
    report.add(round(100e6, 40e6, 64e6));
    report.add(round(200e6, 160e6, 320e6));
    report.add(round(160e6, 80e6, 128e6));

    assertThat(report.render())
        .isEqualTo(
            """
            the adapter, file to host events          200 MB/s
            Jackson, bytes to tokens                  400 MB/s
            Jackson, bytes to texts                   250 MB/s
            ratio: the adapter is 0.500 x (0.400..0.800) as fast as Jackson's tokens (goal: at least 0.50, met)
            """);
  }

  private static QmpReport.Round round(double adapter, double tokens, double texts) {
    return QmpReport.Round.of(Map.of("adapter", adapter, "tokens", tokens, "texts", texts));
  }

  @Test
  void roundWithoutAFigure_isRefused() {
    assertThatThrownBy(() -> QmpReport.Round.of(Map.of("adapter", 1.0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("a round must have adapter, tokens and texts");
  }
}
