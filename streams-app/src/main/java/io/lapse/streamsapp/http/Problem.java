package io.lapse.streamsapp.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lapse.streamsapp.query.Reading.Reason;
import io.lapse.streamsapp.query.Reading.Unavailable;
import io.lapse.streamsapp.query.Source;
import io.lapse.streamsapp.records.UnreadException;
import io.lapse.telemetry.Route.Response;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** What is answered instead of what was asked for, as RFC 9457 has it. */
public final class Problem {
  static final String TYPE = "application/problem+json";

  private static final int BAD_REQUEST = 400;
  private static final int NOT_FOUND = 404;
  private static final int UNAVAILABLE = 503;

  /** Asking again has the same answer. */
  private static final Set<Reason> FINAL =
      Set.of(Reason.NO_SUCH_GUEST, Reason.NO_BOARD, Reason.PAST_GONE);

  private static final String RETRY_SECONDS = "1";

  private Problem() {}

  /** The request is none that could be answered, now or later. */
  public static Response badRequest(String detail) {
    return response(BAD_REQUEST, body(BAD_REQUEST, "Bad Request", detail), Map.of());
  }

  public static Response notFound(String detail) {
    return response(NOT_FOUND, body(NOT_FOUND, "Not Found", detail), Map.of());
  }

  /** There is no answer, for a reason that a client may act on. */
  static Response of(Unavailable unavailable) {
    boolean isUnknown = unavailable.reason() == Reason.NO_SUCH_GUEST;
    int status = isUnknown ? NOT_FOUND : UNAVAILABLE;
    ObjectNode body =
        body(status, isUnknown ? "Not Found" : "Service Unavailable", unavailable.explanation());
    body.put("reason", unavailable.reason().name());
    Map<String, String> headers = new HashMap<>();
    if (!FINAL.contains(unavailable.reason())) {
      headers.put(LedgerApi.RETRY_AFTER, RETRY_SECONDS);
    }
    Source source = unavailable.source();
    if (source != null) {
      body.set("source", SourceJson.of(source));
      headers.put(LedgerApi.STALENESS, SourceJson.staleness(source));
    }
    return response(status, body, headers);
  }

  /** What was asked for was not read from its topic. */
  static Response of(UnreadException unread) {
    Reason reason =
        switch (unread.why()) {
          case NO_BOARD -> Reason.NO_BOARD;
          case BUSY -> Reason.BUSY;
          case CATCHING_UP -> Reason.CATCHING_UP;
          case TOO_SLOW, UNREADABLE -> Reason.TOPIC_UNREAD;
        };
    return of(new Unavailable(reason, String.valueOf(unread.getMessage())));
  }

  private static ObjectNode body(int status, String title, String detail) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("type", "about:blank");
    body.put("title", title);
    body.put("status", status);
    body.put("detail", detail);
    return body;
  }

  private static Response response(int status, ObjectNode body, Map<String, String> headers) {
    return Response.of(status, TYPE, headers, body + "\n");
  }
}
