package io.lapse.whatif.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lapse.whatif.harm.Figure;
import io.lapse.whatif.sweep.Count;
import io.lapse.whatif.sweep.Row;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class JsonReportTest {
  private static final Report HOSTILE = Reports.hostile();

  private static String written(Report report) throws IOException {
    StringBuilder text = new StringBuilder();
    JsonReport.write(report, text);
    return text.toString();
  }

  private static JsonNode read(Report report) throws IOException {
    return new ObjectMapper().readTree(written(report));
  }

  @Test
  void write_isOneLineOfJson() throws IOException {
    String text = written(HOSTILE);

    assertThat(text).endsWith("}\n");
    assertThat(text.indexOf('\n')).isEqualTo(text.length() - 1);
  }

  @Test
  void write_everyFigureOfEveryScenario_allDigits() throws IOException {
    JsonNode scenarios = read(HOSTILE).get("scenarios");

    assertThat(scenarios).hasSameSizeAs(HOSTILE.answer().rows());
    for (int i = 0; i < scenarios.size(); i++) {
      Row row = HOSTILE.answer().rows().get(i);
      JsonNode figures = scenarios.get(i).get("figures");
      assertThat(figures).hasSize(Figure.values().length);
      for (Figure figure : Figure.values()) {
        JsonNode value = figures.get(figure.word());
        assertThat(value.isNull()).isEqualTo(row.figures().get(figure).isEmpty());
        row.figures()
            .get(figure)
            .ifPresent(known -> assertThat(value.longValue()).isEqualTo(known));
      }
    }
  }

  @Test
  void write_whatWasRecorded_isNeitherOnTheFrontNorOffIt() throws IOException {
    JsonNode scenarios = read(HOSTILE).get("scenarios");

    assertThat(scenarios.get(0).get("scenario").textValue()).isEqualTo("recorded");
    assertThat(scenarios.get(0).get("on_front").isNull()).isTrue();
    assertThat(scenarios.get(1).get("on_front").isBoolean()).isTrue();
  }

  @Test
  void write_namesAndDigits_stayAsTheyAre() throws IOException {
    JsonNode report = read(HOSTILE);

    assertThat(report.get("top_guests").get(3).get("guest").textValue())
        .isEqualTo(Reports.HOSTILE.get(3));
    assertThat(report.get("differences").get(0).get("policies").textValue())
        .isEqualTo(Reports.HOSTILE.get(0));
    assertThat(report.get("cost").get("weights").toString())
        .isEqualTo("{\"undecided\":1,\"timers\":0.01}");
  }

  @Test
  void write_aPart_saysSoFirst() throws IOException {
    String part = written(HOSTILE);
    String whole = written(Reports.plain());

    assertThat(part).startsWith("{\"partial\":true,");
    assertThat(whole).startsWith("{\"partial\":false,");
  }

  @Test
  void write_changedColumns_areValuesAsTheLedgerHasThem() throws IOException {
    JsonNode example = read(HOSTILE).get("differences").get(0).get("examples").get(0);

    JsonNode cell = example.get("columns").get(0);
    assertThat(cell.get("before").isMissingNode()).isFalse();
    assertThat(cell.get("after")).isNotEqualTo(cell.get("before"));
  }

  @Test
  void write_countsOfAnEmptyHistory_areZeros() throws IOException {
    JsonNode counts = read(Reports.empty()).get("coverage").get("counts");

    assertThat(counts).hasSize(Count.values().length).allMatch(count -> count.longValue() == 0);
  }

  @Test
  void write_sameHistoryAgain_sameBytes() throws IOException {
    String again = written(Reports.hostile());

    assertThat(again).isEqualTo(written(HOSTILE));
  }
}
