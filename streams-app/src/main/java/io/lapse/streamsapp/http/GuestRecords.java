package io.lapse.streamsapp.http;

import io.lapse.streamsapp.records.EventCursor;
import io.lapse.streamsapp.records.GuestEvents;
import io.lapse.streamsapp.records.GuestTopics;
import io.lapse.streamsapp.records.GuestTopics.HistoryPage;
import io.lapse.streamsapp.records.UnreadException;
import io.lapse.telemetry.Route.Request;
import io.lapse.telemetry.Route.Response;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The routes that read topics: any instance can. Whether there is such a guest at all, its books
 * know, where the topics have nothing of it.
 */
final class GuestRecords implements Resource {
  private static final int OK = 200;
  private static final String HISTORY = "history";
  private static final String EVENTS = "events";

  private final GuestTopics topics;
  private final GuestRouting guests;

  GuestRecords(GuestTopics topics, GuestRouting guests) {
    this.topics = topics;
    this.guests = guests;
  }

  @Override
  public @Nullable Response answer(Request request) {
    GuestPath path = GuestPath.of(request.rawPath());
    if (path == null || !(path.part().equals(HISTORY) || path.part().equals(EVENTS))) {
      return null;
    }
    try {
      Parameters parameters =
          Parameters.of(request.rawQuery(), Set.of(Parameters.LIMIT, Parameters.CURSOR));
      String list = path.part() + " of " + path.guest();
      return path.part().equals(HISTORY)
          ? history(path, parameters, list)
          : events(path, parameters, list);
    } catch (BadParameterException e) {
      return Problem.badRequest(String.valueOf(e.getMessage()));
    } catch (UnreadException e) {
      return Problem.of(e);
    }
  }

  private Response history(GuestPath path, Parameters parameters, String list)
      throws BadParameterException, UnreadException {
    List<String> key = parameters.cursor(list);
    Long before = key == null ? null : Long.valueOf(key.get(0));
    HistoryPage page = topics.history(path.guest(), parameters.limit(), before);
    return page == null
        ? ifKnown(path, RecordsJson.history(new HistoryPage(List.of(), null), null))
        : ok(RecordsJson.history(page, next(list, page.before())));
  }

  private static @Nullable String next(String list, @Nullable Long before) {
    return before == null ? null : Cursor.write(list, before.toString());
  }

  private Response events(GuestPath path, Parameters parameters, String list)
      throws BadParameterException, UnreadException {
    List<String> key = parameters.cursor(list);
    EventCursor from = key == null ? null : EventCursor.read(key, topics.inputs().size());
    GuestEvents.Page page = topics.events(path.guest(), parameters.limit(), from);
    EventCursor next = page.next();
    String body =
        RecordsJson.events(
            page, topics.inputs(), next == null ? null : Cursor.write(list, next.key()));
    boolean isNothing = page.isComplete() && page.records().isEmpty() && from == null;
    return isNothing ? ifKnown(path, body) : ok(body);
  }

  /** What the books say where they do not know the guest. */
  private Response ifKnown(GuestPath path, String body) throws BadParameterException {
    Response books = guests.answer(GuestRequest.summary(path), false);
    return books.status() == OK ? ok(body) : books;
  }

  private static Response ok(String body) {
    return Response.of(OK, LedgerApi.JSON, Map.of(), body);
  }
}
