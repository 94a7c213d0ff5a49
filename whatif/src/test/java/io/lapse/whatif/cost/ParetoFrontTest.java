package io.lapse.whatif.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lapse.whatif.harm.Figure;
import io.lapse.whatif.harm.Figures;
import io.lapse.whatif.sweep.Row;
import io.lapse.whatif.sweep.Scenario;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParetoFrontTest {
  private static final List<Figure> AXES =
      List.of(Figure.MONOTONIC_TIMERS, Figure.REALTIME_STEPS, Figure.KILLED);

  @Test
  void front_isWhatNobodyBeats_inTheOrderOfTheRows() {
    Row never = row(0, 0, 9, 0);
    Row some = row(100, 5, 4, 0);
    Row worse = row(200, 5, 5, 0);
    Row same = row(300, 5, 4, 0);
    Row always = row(400, 9, 0, 0);

    ParetoFront front = ParetoFront.of(List.of(always, worse, same, some, never), AXES);

    assertThat(front.front()).containsExactly(always, same, some, never);
    assertThat(front.dominated()).containsExactly(worse);
    assertThat(front.incomparable()).isEmpty();
  }

  @Test
  void whatWasRecorded_isNoChoice() {
    Row recorded = Rows.recorded(Map.of());
    Row worse = row(100, 5, 4, 0);

    ParetoFront front = ParetoFront.of(List.of(recorded, worse), AXES);

    assertThat(front.front()).containsExactly(worse);
    assertThat(front.dominated()).isEmpty();
    assertThat(front.incomparable()).isEmpty();
  }

  @Test
  void rowWithoutAnAxis_isComparedWithNone() {
    Figures figures = new Figures();
    figures.leaveOut(Figure.KILLED);
    Row unknown = Rows.row(new Scenario("p", Scenario.Kind.AS_WRITTEN, null), figures);
    Row known = row(100, 5, 4, 0);

    ParetoFront front = ParetoFront.of(List.of(unknown, known), AXES);

    assertThat(front.front()).containsExactly(known);
    assertThat(front.incomparable()).containsExactly(unknown);
  }

  @Property
  void nobodyBeatsTheFront_andTheFrontBeatsTheRest(@ForAll("rows") List<Row> rows) {
    ParetoFront front = ParetoFront.of(rows, AXES);

    assertThat(front.front().size() + front.dominated().size()).isEqualTo(rows.size());
    assertThat(front.front().isEmpty()).isEqualTo(rows.isEmpty());
    assertThat(front.front()).noneMatch(member -> isBeatenByOneOf(rows, member));
    assertThat(front.dominated()).allMatch(other -> isBeatenByOneOf(front.front(), other));
  }

  @Property
  void front_doesNotDependOnTheOrder(@ForAll("rows") List<Row> rows, @ForAll long seed) {
    List<Row> shuffled = new ArrayList<>(rows);
    Collections.shuffle(shuffled, new Random(seed));

    ParetoFront front = ParetoFront.of(shuffled, AXES);

    assertThat(front.front())
        .containsExactlyInAnyOrderElementsOf(ParetoFront.of(rows, AXES).front());
  }

  @Property
  void cheapest_byAnyWeightsOfTheAxes_isOnTheFront(
      @ForAll("rows") List<Row> rows, @ForAll("weights") List<Integer> weights) {
    CostFunction function =
        new CostFunction(
            "any",
            Map.of(
                AXES.get(0), BigDecimal.valueOf(weights.get(0)),
                AXES.get(1), BigDecimal.valueOf(weights.get(1)),
                AXES.get(2), BigDecimal.valueOf(weights.get(2))));

    List<CostedRow> cheapest = Costs.of(rows, function).cheapest();

    assertThat(ParetoFront.of(rows, AXES).front())
        .containsAll(cheapest.stream().map(CostedRow::row).toList());
  }

  @Provide
  Arbitrary<List<Row>> rows() {
    Arbitrary<Long> figures = Arbitraries.longs().between(0, 4);
    return figures
        .list()
        .ofSize(3)
        .list()
        .ofMaxSize(12)
        .map(
            all -> {
              List<Row> rows = new ArrayList<>();
              for (List<Long> one : all) {
                rows.add(row(rows.size(), one.get(0), one.get(1), one.get(2)));
              }
              return rows;
            });
  }

  @Provide
  Arbitrary<List<Integer>> weights() {
    return Arbitraries.integers().between(1, 100).list().ofSize(3);
  }

  @Test
  void axes_areReadByTheirWords() {
    assertThat(ParetoFront.axes("timers, killed")).containsExactly(Figure.TIMERS, Figure.KILLED);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          timers,kiled  | unknown figure 'kiled', perhaps killed; expected one of outages
          timers,       | unknown figure ''; expected one of outages, compensated
          timers,timers | timers is stated twice: expected each axis once
          """)
  void axes_thatAreNone_areRefused(String words, String message) {
    assertThatThrownBy(() -> ParetoFront.axes(words))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void axes_mustBeSome_eachOnce() {
    assertThatThrownBy(() -> ParetoFront.of(List.of(), List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ParetoFront.of(List.of(), List.of(Figure.TIMERS, Figure.TIMERS)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Nowhere worse, and somewhere better: said in another way than the code does. */
  private static boolean isBeatenByOneOf(List<Row> rows, Row row) {
    return rows.stream()
        .anyMatch(
            other ->
                AXES.stream().allMatch(axis -> on(other, axis) <= on(row, axis))
                    && AXES.stream().anyMatch(axis -> on(other, axis) < on(row, axis)));
  }

  private static long on(Row row, Figure axis) {
    return row.figures().get(axis).orElseThrow();
  }

  private static Row row(long thresholdNanos, long timers, long steps, long killed) {
    return Rows.threshold(
        thresholdNanos,
        Map.of(
            Figure.MONOTONIC_TIMERS, timers, Figure.REALTIME_STEPS, steps, Figure.KILLED, killed));
  }
}
