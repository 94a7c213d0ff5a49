package io.lapse.streamsapp.http.fleet;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lapse.ledger.policy.Severity;
import io.lapse.ledger.policy.Violation;
import io.lapse.streamsapp.board.AlertRow;
import io.lapse.streamsapp.board.Board;
import io.lapse.streamsapp.board.BoardFilter;
import io.lapse.streamsapp.board.BoardQueries;
import io.lapse.streamsapp.board.GuestQuery;
import io.lapse.streamsapp.board.GuestRow;
import io.lapse.streamsapp.board.HostPair;
import io.lapse.streamsapp.board.OutageQuery;
import io.lapse.streamsapp.board.OutageRow;
import io.lapse.streamsapp.board.Page;
import io.lapse.streamsapp.board.ViolationQuery;
import io.lapse.streamsapp.http.BadParameterException;
import io.lapse.streamsapp.http.GuestPath;
import io.lapse.streamsapp.http.LedgerApi;
import io.lapse.streamsapp.http.Parameters;
import io.lapse.streamsapp.http.Problem;
import io.lapse.streamsapp.http.Resource;
import io.lapse.telemetry.Route.Request;
import io.lapse.telemetry.Route.Response;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The routes of the fleet over the board: any instance answers for all guests.
 *
 * <pre>
 *   GET /api/v1/guests                   guests, by name or by what they lost
 *   GET /api/v1/guests/GUEST/outages     those of one guest, sealed ones too
 *   GET /api/v1/outages, /violations     of all guests
 *   GET /api/v1/fleet/summary, series, top, pairs, filters
 * </pre>
 */
public final class FleetApi implements Resource {
  private static final int OK = 200;
  private static final int TOP_MAX = 50;
  private static final int TOP_DEFAULT = 10;
  private static final int COLUMNS_MAX = 500;
  private static final int COLUMNS_DEFAULT = 60;

  private final Board board;
  private final BoardQueries queries;
  private final double objective;
  private final AnswerCache cache;
  private final Map<String, Question> questions =
      Map.of(
          LedgerApi.PATH + "guests", this::guests,
          LedgerApi.PATH + "outages", this::outages,
          LedgerApi.PATH + "violations", this::violations,
          LedgerApi.PATH + "fleet/summary", this::summary,
          LedgerApi.PATH + "fleet/series", this::series,
          LedgerApi.PATH + "fleet/top", this::top,
          LedgerApi.PATH + "fleet/pairs", this::pairs,
          LedgerApi.PATH + "fleet/filters", this::filters);

  /** What a path asks. */
  private interface Question {
    ObjectNode answer(Request request) throws BadParameterException;
  }

  /**
   * The routes.
   *
   * @param objective which share of the guests' minutes is to be without a long outage
   */
  public FleetApi(Board board, double objective) {
    this.board = board;
    this.queries = new BoardQueries(board);
    this.objective = objective;
    this.cache = new AnswerCache(board::revision);
  }

  @Override
  public @Nullable Response answer(Request request) {
    try {
      Question question = questions.get(request.rawPath());
      if (question != null) {
        return cache.answer(request, () -> json(question.answer(request)));
      }
      String guest = GuestPath.guest(request.rawPath(), "outages");
      return guest == null ? null : ofGuest(guest, request);
    } catch (BadParameterException e) {
      return Problem.badRequest(String.valueOf(e.getMessage()));
    }
  }

  private static Response json(ObjectNode body) {
    return Response.of(OK, LedgerApi.JSON, Map.of(), body + "\n");
  }

  private Response ofGuest(String guest, Request request) throws BadParameterException {
    Parameters asked = Asked.of(request, Asked.PAGE);
    String list = "outages of " + guest;
    OutageQuery query =
        new OutageQuery(
            BoardFilter.ALL,
            guest,
            null,
            null,
            null,
            OutageQuery.Sort.NEWEST,
            Asked.after(asked, list),
            asked.limit());
    if (board.guest(guest) == null) {
      return Problem.notFound("the board knows no such guest");
    }
    return json(page(queries.outages(query), query, list));
  }

  private ObjectNode outages(Request request) throws BadParameterException {
    Parameters asked =
        Asked.of(
            request,
            Asked.with(Asked.WHOSE_OUTAGES, "open", "min_ns", "max_ns", "sort", "limit", "cursor"));
    OutageQuery.Sort sort =
        Asked.constant(OutageQuery.Sort.class, asked.word("sort", "newest", "oldest", "longest"));
    String list = "outages " + sort;
    OutageQuery query =
        new OutageQuery(
            Asked.filter(asked),
            null,
            asked.flag("open"),
            asked.number("min_ns", Long.MIN_VALUE, Long.MAX_VALUE),
            asked.number("max_ns", Long.MIN_VALUE, Long.MAX_VALUE),
            sort,
            Asked.after(asked, list),
            asked.limit());
    return page(queries.outages(query), query, list);
  }

  private static ObjectNode page(Page<OutageRow> page, OutageQuery query, String list) {
    ObjectNode json = RowJson.object();
    json.set("board", RowJson.board(page.status()));
    ArrayNode rows = json.putArray("outages");
    page.items().forEach(row -> rows.add(RowJson.outage(row)));
    json.put("next", page.hasMore() ? Asked.next(list, query.key(last(page))) : null);
    return json;
  }

  private static <T> T last(Page<T> page) {
    return page.items().get(page.items().size() - 1);
  }

  private ObjectNode guests(Request request) throws BadParameterException {
    Parameters asked =
        Asked.of(request, Asked.with(Asked.WHO, "kind", "prefix", "sort", "limit", "cursor"));
    GuestQuery.Sort sort =
        Asked.constant(
            GuestQuery.Sort.class,
            asked.word("sort", "name", "longest", "lost", "outages", "unaccounted"));
    String list = "guests " + sort;
    String prefix = asked.text("prefix");
    GuestQuery query =
        new GuestQuery(
            Asked.filter(asked),
            prefix == null ? "" : prefix,
            sort,
            Asked.after(asked, list),
            asked.limit());
    Page<GuestRow> page = queries.guests(query);
    return guests(page, page.hasMore() ? Asked.next(list, query.key(last(page))) : null);
  }

  private static ObjectNode guests(Page<GuestRow> page, @Nullable String next) {
    ObjectNode json = RowJson.object();
    json.set("board", RowJson.board(page.status()));
    ArrayNode rows = json.putArray("guests");
    page.items().forEach(row -> rows.add(RowJson.guest(row)));
    json.put("next", next);
    return json;
  }

  private ObjectNode top(Request request) throws BadParameterException {
    Parameters asked = Asked.of(request, Asked.with(Asked.WHOSE_OUTAGES, "by", "limit"));
    GuestQuery.Sort sort =
        Asked.constant(
            GuestQuery.Sort.class, asked.word("by", "lost", "longest", "outages", "unaccounted"));
    BoardFilter filter = Asked.filter(asked);
    int limit = asked.limit(TOP_DEFAULT, TOP_MAX);
    Page<GuestRow> page = queries.guests(new GuestQuery(filter, "", sort, null, limit));
    // A guest without outages lost nothing.
    Page<GuestRow> lost =
        new Page<>(
            page.status(),
            page.items().stream().filter(row -> row.outages() > 0).toList(),
            page.hasMore());
    return guests(lost, null);
  }

  private ObjectNode violations(Request request) throws BadParameterException {
    Set<String> names =
        Asked.with(Asked.WHO, "kind", "guest", "state", "violation", "severity", "limit", "cursor");
    Parameters asked = Asked.of(request, names);
    String state = asked.word("state", "open", "resolved", "all");
    String list = "violations";
    Page<AlertRow> page =
        queries.violations(
            new ViolationQuery(
                Asked.filter(asked),
                asked.text("guest"),
                state.equals("all") ? null : (Boolean) state.equals("open"),
                asked.choice("violation", Violation.class),
                asked.choice("severity", Severity.class),
                Asked.after(asked, list),
                asked.limit()));
    ObjectNode json = RowJson.object();
    json.set("board", RowJson.board(page.status()));
    ArrayNode rows = json.putArray("violations");
    page.items().forEach(row -> rows.add(RowJson.violation(row)));
    json.put("next", page.hasMore() ? Asked.next(list, ViolationQuery.key(last(page))) : null);
    return json;
  }

  private ObjectNode summary(Request request) throws BadParameterException {
    Parameters asked = Asked.of(request, Asked.WHOSE_OUTAGES);
    return FigureJson.summary(queries.summary(Asked.filter(asked), objective));
  }

  private ObjectNode series(Request request) throws BadParameterException {
    Parameters asked = Asked.of(request, Asked.with(Asked.WHOSE_OUTAGES, "columns"));
    Long columns = asked.number("columns", 1, COLUMNS_MAX);
    return FigureJson.series(
        queries.series(
            Asked.filter(asked), columns == null ? COLUMNS_DEFAULT : columns.intValue()));
  }

  private ObjectNode pairs(Request request) throws BadParameterException {
    Parameters asked = Asked.of(request, Set.of(Parameters.LIMIT));
    Page<HostPair> page = queries.pairs(asked.limit(TOP_DEFAULT, TOP_MAX));
    ObjectNode json = RowJson.object();
    json.set("board", RowJson.board(page.status()));
    json.put("method", BoardQueries.pairsMethod());
    ArrayNode rows = json.putArray("pairs");
    page.items().forEach(pair -> rows.add(RowJson.pair(pair)));
    return json;
  }

  private ObjectNode filters(Request request) throws BadParameterException {
    Asked.of(request, Set.of());
    return FigureJson.filters(queries.filters());
  }
}
