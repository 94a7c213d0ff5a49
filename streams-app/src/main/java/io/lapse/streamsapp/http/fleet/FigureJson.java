package io.lapse.streamsapp.http.fleet;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lapse.ledger.account.OutageKind;
import io.lapse.streamsapp.board.BoardQueries.Filters;
import io.lapse.streamsapp.board.FleetSeries;
import io.lapse.streamsapp.board.FleetSummary;
import io.lapse.streamsapp.board.FleetSummary.Burn;
import io.lapse.streamsapp.board.FleetSummary.Percentiles;
import java.util.List;

/** The fleet's figures as JSON; keys in the order of {@code openapi.yaml}. */
final class FigureJson {
  private FigureJson() {}

  static ObjectNode summary(FleetSummary summary) {
    ObjectNode json = RowJson.object();
    json.set("board", RowJson.board(summary.status()));
    json.put("guests", summary.guests());
    json.put("outages", summary.outages());
    json.put("outages_open", summary.outagesOpen());
    json.put("oldest_open_tai_ns", summary.oldestOpenTaiNanos());
    json.put("oldest_open_guest", summary.oldestOpenGuest());
    json.put("outages_per_minute", summary.outagesPerMinute());
    ObjectNode tout = json.putObject("tout");
    percentiles(tout, summary.tout());
    tout.put("max_ns", summary.tout().maxNanos());
    tout.put("negative", summary.negative());
    json.set("burn", burn(summary.burn()));
    ArrayNode open = json.putArray("violations_open");
    summary
        .violationsOpen()
        .forEach(
            each ->
                open.addObject()
                    .put("violation", each.violation().name())
                    .put("severity", each.severity().name())
                    .put("count", each.count()));
    json.put("stale_open", summary.staleOpen());
    json.put("truncated", summary.status().isTruncated());
    return json;
  }

  private static void percentiles(ObjectNode json, Percentiles tout) {
    json.put("p50_ns", tout.p50Nanos());
    json.put("p99_ns", tout.p99Nanos());
    json.put("p999_ns", tout.p999Nanos());
  }

  private static ObjectNode burn(Burn burn) {
    ObjectNode json = RowJson.object();
    json.put("objective", burn.objective());
    json.put("budget_left", burn.budgetLeft());
    ArrayNode windows = json.putArray("windows");
    burn.windows()
        .forEach(
            window ->
                windows.addObject().put("window_s", window.seconds()).put("burn", window.burn()));
    return json;
  }

  static ObjectNode series(FleetSeries series) {
    ObjectNode json = RowJson.object();
    json.set("board", RowJson.board(series.status()));
    json.put("from_tai_ns", series.fromTaiNanos());
    json.put("step_ns", series.stepNanos());
    ArrayNode bounds = json.putArray("bounds_ns");
    FleetSeries.BOUNDS_NANOS.forEach(bounds::add);
    ArrayNode columns = json.putArray("columns");
    series.columns().forEach(column -> columns.add(column(column)));
    return json;
  }

  private static ObjectNode column(FleetSeries.Column column) {
    ObjectNode json = RowJson.object();
    json.put("outages", column.outages());
    ObjectNode byKind = json.putObject("by_kind");
    for (OutageKind kind : OutageKind.values()) {
      byKind.put(kind.name(), column.byKind().getOrDefault(kind, 0));
    }
    ArrayNode cells = json.putArray("cells");
    column.cells().forEach(cells::add);
    percentiles(json, column.tout());
    return json;
  }

  static ObjectNode filters(Filters filters) {
    ObjectNode json = RowJson.object();
    texts(json.putArray("zones"), filters.zones());
    texts(json.putArray("owners"), filters.owners());
    texts(json.putArray("classes"), filters.classes());
    texts(json.putArray("kinds"), filters.kinds().stream().map(Enum::name).toList());
    return json;
  }

  private static void texts(ArrayNode json, List<String> texts) {
    texts.forEach(json::add);
  }
}
