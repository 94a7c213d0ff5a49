package io.lapse.whatif.report;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.lapse.whatif.cost.CostedRow;
import io.lapse.whatif.harm.Figure;
import io.lapse.whatif.harm.Figures;
import io.lapse.whatif.sweep.Row;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The scenarios of a report as CSV by RFC 4180: one row a scenario, one column a figure, and a
 * second one, {@code ..._if_compensated}, with each undecided outage compensated. What is not known
 * is empty. The first column says whether the history is whole: a part never passes for it.
 */
public final class CsvReport {
  private static final String IF_COMPENSATED = "_if_compensated";

  private CsvReport() {}

  /** Writes it, its header first, lines ended by CR LF. */
  public static void write(Report report, Appendable out) throws IOException {
    Judged judged = Judged.of(report);
    CsvSchema.Builder schema = CsvSchema.builder().setUseHeader(true).setLineSeparator("\r\n");
    CsvMapper mapper = new CsvMapper();
    mapper.configure(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING, true);
    mapper.configure(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN, true);
    columns(judged, null).keySet().forEach(schema::addColumn);
    ObjectWriter writer = mapper.writer(schema.build());
    out.append(
        writer.writeValueAsString(
            report.answer().rows().stream().map(row -> columns(judged, row)).toList()));
  }

  /** The cells of a row; of none, the names of the columns. */
  private static Map<String, @Nullable Object> columns(Judged judged, @Nullable Row row) {
    Map<String, @Nullable Object> cells = new LinkedHashMap<>();
    CostedRow costed = row == null ? null : judged.costed(row);
    cells.put("partial", judged.report().provenance().isPartial());
    cells.put("policies", row == null ? null : row.scenario().policies());
    cells.put("scenario", row == null ? null : Scenarios.word(row.scenario()));
    cells.put("threshold_ns", row == null ? null : row.scenario().thresholdNanos());
    cells.put("on_front", row == null ? null : judged.onFront(row));
    cells.put("cost", costed == null ? null : costed.cost());
    cells.put("cost" + IF_COMPENSATED, costed == null ? null : costed.costIfCompensated());
    for (Figure figure : Figure.values()) {
      cells.put(figure.word(), row == null ? null : orNull(row.figures(), figure));
    }
    for (Figure figure : Figure.values()) {
      cells.put(
          figure.word() + IF_COMPENSATED, row == null ? null : orNull(row.ifCompensated(), figure));
    }
    return cells;
  }

  private static @Nullable Long orNull(Figures figures, Figure figure) {
    OptionalLong value = figures.get(figure);
    return value.isPresent() ? (Long) value.getAsLong() : null;
  }
}
