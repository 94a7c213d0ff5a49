package io.lapse.whatif.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.lapse.whatif.harm.Figure;
import io.lapse.whatif.sweep.Row;
import io.lapse.whatif.sweep.Scenario;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CsvReportTest {
  private static final Report HOSTILE = Reports.hostile();

  private static String written(Report report) throws IOException {
    StringBuilder text = new StringBuilder();
    CsvReport.write(report, text);
    return text.toString();
  }

  private static List<Map<String, String>> read(String text) throws IOException {
    try (MappingIterator<Map<String, String>> rows =
        new CsvMapper()
            .readerForMapOf(String.class)
            .with(CsvSchema.emptySchema().withHeader())
            .readValues(text)) {
      return rows.readAll();
    }
  }

  @Test
  void write_header_hasEveryFigureTwice() throws IOException {
    String header = written(HOSTILE).lines().findFirst().orElseThrow();

    assertThat(header)
        .startsWith(
            "partial,policies,scenario,threshold_ns,on_front,cost,cost_if_compensated,outages,")
        .endsWith(",catch_up_unknown_if_compensated");
    assertThat(header.split(",")).hasSize(7 + 2 * Figure.values().length);
    assertThat(header.split(","))
        .containsAll(Arrays.stream(Figure.values()).map(Figure::word).toList());
  }

  @Test
  void write_rows_areThoseOfTheAnswer() throws IOException {
    List<Map<String, String>> rows = read(written(HOSTILE));

    assertThat(rows).hasSameSizeAs(HOSTILE.answer().rows());
    for (int i = 0; i < rows.size(); i++) {
      Row row = HOSTILE.answer().rows().get(i);
      assertThat(rows.get(i))
          .containsEntry("partial", "true")
          .containsEntry("policies", row.scenario().policies())
          .containsEntry("timers", "" + row.figures().orZero(Figure.TIMERS))
          .containsEntry("timers_if_compensated", "" + row.ifCompensated().orZero(Figure.TIMERS));
    }
  }

  @Test
  void write_whatIsNotKnown_isEmpty() throws IOException {
    Map<String, String> recorded = read(written(Reports.plain())).get(0);

    assertThat(HOSTILE.answer().rows().get(0).scenario().kind()).isEqualTo(Scenario.Kind.RECORDED);
    assertThat(recorded)
        .containsEntry("partial", "false")
        .containsEntry("threshold_ns", "")
        .containsEntry("on_front", "")
        .containsEntry("cost", "")
        .containsEntry("naive_stale_ms", "");
  }

  @Test
  void write_namesWithQuotesAndCommas_areQuoted() throws IOException {
    Report report = Renamed.policies(Reports.plain(), "a,\"b\"\r\nc");

    String text = written(report);

    assertThat(text).contains("\r\nfalse,\"a,\"\"b\"\"\r\nc\",recorded,");
    assertThat(read(text).get(0)).containsEntry("policies", "a,\"b\"\r\nc");
  }
}
