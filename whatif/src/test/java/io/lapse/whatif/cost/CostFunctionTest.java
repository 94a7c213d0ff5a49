package io.lapse.whatif.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lapse.whatif.harm.Figure;
import io.lapse.whatif.harm.Figures;
import java.math.BigDecimal;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CostFunctionTest {
  private static final String FORM =
      "expected {\"name\": \"...\", \"weights\": {\"FIGURE\": NUMBER, ...}}";

  @Test
  void file_isRead() throws Exception {
    CostFunction function =
        CostFunction.parse(
            """
            {
              "name": "pagers and patience",
              "weights": {"timers": 1, "naive_wrong_ms_s": 0.001, "killed": 1e6, "overruns": 0}
            }
            """);

    assertThat(function.name()).isEqualTo("pagers and patience");
    assertThat(function.weights())
        .containsOnlyKeys(Figure.TIMERS, Figure.NAIVE_WRONG_MS_S, Figure.KILLED);
    assertThat(function.weights().get(Figure.NAIVE_WRONG_MS_S)).isEqualByComparingTo("0.001");
    assertThat(function.weights().get(Figure.KILLED)).isEqualByComparingTo("1000000");
    assertThat(function.facts()).isEmpty();
  }

  @Test
  void cost_isExact() {
    CostFunction function =
        function(Map.of(Figure.TIMERS, "0.1", Figure.REALTIME_STEP_MAX_NS, "0.000000000000000001"));
    Figures figures =
        Rows.figures(Map.of(Figure.TIMERS, 3L, Figure.REALTIME_STEP_MAX_NS, Long.MAX_VALUE));

    assertThat(function.cost(figures))
        .hasValueSatisfying(cost -> assertThat(cost).isEqualByComparingTo("9.523372036854775807"));
  }

  @Test
  void cost_isAbsent_whereAWeightedFigureIs() {
    CostFunction function = function(Map.of(Figure.TIMERS, "1"));
    Figures figures = Rows.figures(Map.of(Figure.TIMERS, 3L));
    figures.leaveOut(Figure.KILLED);

    assertThat(function.cost(figures)).contains(new BigDecimal(3));
    figures.leaveOut(Figure.TIMERS);
    assertThat(function.cost(figures)).isEmpty();
  }

  @Test
  void fact_mayBeWeighed_andIsNamed() {
    CostFunction function = function(Map.of(Figure.UNDECIDED, "5", Figure.TIMERS, "1"));

    assertThat(function.facts()).containsExactly(Figure.UNDECIDED);
  }

  /** Weights only; {@code ~} begins another line. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {~"tiemrs": 1}             | 2 | unknown figure 'tiemrs', perhaps timers; expected one of
          {~~"naive_wrong_ms": 1}    | 3 | unknown figure 'naive_wrong_ms', perhaps naive_wrong_ms_s;
          {"Killed": 1}              | 1 | unknown figure 'Killed', perhaps killed; expected one of
          {"price": 1}               | 1 | unknown figure 'price'; expected one of outages, compens
          {"": 1}                    | 1 | unknown figure ''; expected one of outages, compensated
          {"timers": 1,~"timers": 2} | 2 | timers is stated twice; expected each key once
          {"timers":~"1"}            | 2 | timers: found the text '1'; expected a decimal number
          {"timers": true}           | 1 | timers: found true; expected a decimal number
          {"timers": null}           | 1 | timers: found null; expected a decimal number
          {"timers": [1]}            | 1 | timers: found a list; expected a decimal number
          {"timers": -1}             | 1 | timers: found -1; expected 0 or more: a figure costs, or
          {"timers": 1e19}           | 1 | timers: found 1e19; expected at most 18 digits before
          {"timers": 1e-19}          | 1 | timers: found 1e-19; expected at most 18 digits before
          {"timers": 1e999999999}    | 1 | timers: found 1e999999999; expected at most 18 digits
          {"timers": 1e-999999999}   | 1 | timers: found 1e-999999999; expected at most 18 digits
          {"timers": NaN}            | 1 | not JSON at column
          {"timers": 01}             | 1 | not JSON at column
          {}                         | 1 | weights has none above 0; expected at least one
          {"timers": 0,~"killed": 0} | 2 | weights has none above 0; expected at least one
          [1]                        | 1 | found a list; weights: expected {"name": "..."
          7                          | 1 | found 7; weights: expected {"name": "..."
          """)
  void weights_thatAreNone_areRefused(String weights, int line, String explanation) {
    String text = "{\"name\": \"n\", \"weights\": " + weights.replace('~', '\n') + "}";

    assertRefused(text, line, explanation);
  }

  /** {@code ~} begins another line. */
  @ParameterizedTest(name = "[{0}]")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ``                                               | 1 | found nothing;
          []                                               | 1 | found a list;
          3                                                | 1 | found 3;
          {                                                | 1 | cut off:
          {"weights": {"timers": 1}~                       | 2 | cut off:
          {"weights": {~"timers": 1~}~}                    | 4 | name is missing;
          {"name": "n"}                                    | 1 | weights is missing;
          {"name": "n",~"wieghts": {}}                     | 2 | unknown key 'wieghts';
          {"name": "n",~"name": "m"}                       | 2 | name is stated twice;
          {"name":~7, "weights": {}}                       | 2 | found 7; name: expected a text
          {"name": " ", "weights": {}}                     | 1 | found a blank text as name;
          {"name": "n", "weights": {"timers": 1}}~{}       | 2 | found an object after the end;
          {"name": "n", "weights": {"timers": 1}}~x        | 2 | not JSON at column
          cost: 1                                          | 1 | not JSON at column
          {"name": "n", 'weights': {"timers": 1}}          | 1 | not JSON at column
          """)
  void text_thatIsNoCostFunction_isRefused(String text, int line, String explanation) {
    assertRefused(text.replace('~', '\n'), line, explanation);
  }

  @Test
  void complaint_saysTheForm() {
    MalformedCostException refused = refusal("{}");

    assertThat(refused.explanation()).isEqualTo("name is missing; " + FORM);
  }

  @Test
  void complaint_isOnePrintableLine() {
    MalformedCostException refused =
        refusal(
            "{\"name\": \"n\", \"weights\": {\"a\\nb\\u001b[31m" + "x".repeat(5_000) + "\": 1}}");

    assertThat(refused.explanation())
        .startsWith("unknown figure 'a?b?[31mxxx")
        .hasSizeLessThan(900);
    assertThat(refused.explanation().chars()).noneMatch(c -> c < ' ');
  }

  @Test
  void weights_thatWereNotRead_mustBeAboveZero() {
    assertThatThrownBy(() -> function(Map.of())).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> function(Map.of(Figure.TIMERS, "0")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("timers 0");
  }

  private static void assertRefused(String text, int line, String explanation) {
    MalformedCostException refused = refusal(text);

    assertThat(refused.explanation()).startsWith(explanation);
    assertThat(refused.line()).isEqualTo(line);
  }

  private static MalformedCostException refusal(String text) {
    MalformedCostException refused =
        catchThrowableOfType(MalformedCostException.class, () -> CostFunction.parse(text));
    assertThat(refused).as(text).isNotNull();
    return refused;
  }

  private static CostFunction function(Map<Figure, String> weights) {
    Map<Figure, BigDecimal> numbers =
        weights.entrySet().stream()
            .collect(
                Collectors.toMap(Map.Entry::getKey, entry -> new BigDecimal(entry.getValue())));
    return new CostFunction("test", numbers);
  }
}
