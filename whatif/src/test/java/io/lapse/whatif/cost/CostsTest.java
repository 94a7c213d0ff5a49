package io.lapse.whatif.cost;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.whatif.harm.Figure;
import io.lapse.whatif.harm.Figures;
import io.lapse.whatif.sweep.Row;
import io.lapse.whatif.sweep.Scenario;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CostsTest {
  private static final CostFunction FUNCTION =
      new CostFunction(
          "test",
          Map.of(Figure.TIMERS, new BigDecimal("0.50"), Figure.REALTIME_STEPS, BigDecimal.ONE));

  @Test
  void cheapest_areAllThatCostLeast() {
    Row dear = row(0, 0, 9);
    Row one = row(100, 10, 2);
    Row same = row(200, 14, 0);

    Costs costs = Costs.of(List.of(dear, one, same), FUNCTION);

    assertThat(costs.costed()).hasSize(3);
    assertThat(costs.cheapest()).extracting(CostedRow::row).containsExactly(one, same);
  }

  @Test
  void row_ofWhichAFigureIsNotKnown_costsNobodyKnowsWhat() {
    Figures figures = new Figures();
    figures.leaveOut(Figure.TIMERS);
    Row recorded = Rows.row(new Scenario("as it was", Scenario.Kind.RECORDED, null), figures);

    Costs costs = Costs.of(List.of(recorded), FUNCTION);

    assertThat(costs.costed()).isEmpty();
    assertThat(costs.unknown()).containsExactly(recorded);
    assertThat(costs.cheapest()).isEmpty();
  }

  @Test
  void undecidedOutages_makeTwoCosts() {
    Scenario scenario = new Scenario("default", Scenario.Kind.THRESHOLD, 100L);
    Row row =
        new Row(
            scenario,
            Rows.figures(Map.of(Figure.REALTIME_STEPS, 4L)),
            Rows.figures(Map.of(Figure.TIMERS, 100L)),
            List.of(),
            List.of());

    CostedRow costed = Costs.of(List.of(row), FUNCTION).costed().get(0);

    assertThat(costed.cost()).isEqualByComparingTo("4");
    assertThat(costed.costIfCompensated()).isEqualByComparingTo("50");
  }

  private static Row row(long thresholdNanos, long timers, long steps) {
    return Rows.threshold(
        thresholdNanos, Map.of(Figure.TIMERS, timers, Figure.REALTIME_STEPS, steps));
  }
}
