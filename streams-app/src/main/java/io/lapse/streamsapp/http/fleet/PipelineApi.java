package io.lapse.streamsapp.http.fleet;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lapse.streamsapp.board.Board;
import io.lapse.streamsapp.http.BadParameterException;
import io.lapse.streamsapp.http.LedgerApi;
import io.lapse.streamsapp.http.Problem;
import io.lapse.streamsapp.http.Resource;
import io.lapse.telemetry.Health;
import io.lapse.telemetry.Route.Request;
import io.lapse.telemetry.Route.Response;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The health of this instance's pipeline: {@code /api/v1/pipeline}. */
public final class PipelineApi implements Resource {
  private static final String PATH = LedgerApi.PATH + "pipeline";
  private static final int OK = 200;

  private final Board board;
  private final Pipeline pipeline;

  public PipelineApi(Board board, Pipeline pipeline) {
    this.board = board;
    this.pipeline = pipeline;
  }

  @Override
  public @Nullable Response answer(Request request) {
    if (!request.rawPath().equals(PATH)) {
      return null;
    }
    try {
      Asked.of(request, Set.of());
    } catch (BadParameterException e) {
      return Problem.badRequest(String.valueOf(e.getMessage()));
    }
    ObjectNode json = RowJson.object();
    json.set("board", RowJson.board(board.status()));
    json.put("state", pipeline.state());
    ArrayNode checks = json.putArray("checks");
    for (Health.Finding finding : pipeline.checks()) {
      checks
          .addObject()
          .put("name", finding.name())
          .put("status", finding.isWell() ? "UP" : "DOWN")
          .put("trouble", finding.trouble());
    }
    json.put("lag_records", pipeline.lagRecords());
    json.put("quarantined", pipeline.quarantined());
    json.put("open_streams", pipeline.openStreams());
    return Response.of(OK, LedgerApi.JSON, Map.of(), json + "\n");
  }
}
