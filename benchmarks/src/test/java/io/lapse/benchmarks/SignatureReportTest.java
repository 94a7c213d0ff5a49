package io.lapse.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SignatureReportTest {
  @Test
  void report_hasMedians_andTheRatioOfEachRound() {
    SignatureReport report = new SignatureReport();
    report.add(round(100, 200, 10));
    report.add(round(300, 600, 20));
    report.add(round(200, 400, 40));

    assertThat(report.render())
        .isEqualTo(
            """
            a host signs                              200 ns/event
            the application verifies                  400 ns/event
            it decodes, folds, and encodes             20 ns/event
            ratio: to verify takes 20.000 x (10.000..30.000) what it takes to decode, fold and encode
            """);
  }

  private static SignatureReport.Round round(double sign, double verify, double book) {
    return SignatureReport.Round.of(Map.of("sign", sign, "verify", verify, "book", book));
  }

  @Test
  void roundWithoutAFigure_isRefused() {
    assertThatThrownBy(() -> SignatureReport.Round.of(Map.of("sign", 1.0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("a round must have sign, verify and book");
  }
}
