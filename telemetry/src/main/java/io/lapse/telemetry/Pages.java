package io.lapse.telemetry;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a server has, by its path; and how a request comes to its answer, or to a refusal. */
final class Pages extends Handler.Abstract {
  private static final Logger LOG = LoggerFactory.getLogger(Pages.class);

  private static final int NOT_FOUND = 404;
  private static final int METHOD_NOT_ALLOWED = 405;
  private static final int SERVER_ERROR = 500;
  private static final Page NOTHING_HERE =
      new Page(
          false,
          () ->
              text(
                  NOT_FOUND,
                  Map.of(),
                  "nothing here; expected /metrics, /health/live or /health/ready\n"));

  private final Guard guard;
  private final Map<String, Page> pages = new HashMap<>();
  private final List<Routed> routes = new ArrayList<>();

  /**
   * An answer, to be found when it is known who asks.
   *
   * @param isOpen whether it is for everybody
   */
  private record Page(boolean isOpen, Supplier<Route.Response> answer) {}

  /** A route, and what keeps it from taking all threads. */
  private record Routed(Route route, Semaphore permits) {
    boolean isAt(String path) {
      String root = route.path();
      return path.equals(root) || path.startsWith(root.endsWith("/") ? root : root + "/");
    }
  }

  Pages(Guard guard) {
    this.guard = guard;
  }

  /**
   * Serves a page.
   *
   * @param isOpen whether it is for everybody
   */
  void serve(String path, boolean isOpen, Supplier<Route.Response> page) {
    pages.put(path, new Page(isOpen, page));
  }

  /** Serves all that is below its path, and not below the longer one of another route. */
  void serve(Route route) {
    routes.add(new Routed(route, new Semaphore(Limits.ROUTE_REQUESTS_MAX)));
    routes.sort(Comparator.comparing(routed -> -routed.route().path().length()));
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Client client = Client.of(request);
    client.isAnswered();
    Answer.send(response(request), response, Answer.then(client::hasAnswer, callback));
    return true;
  }

  /** Who may not ask learns nothing of what is there, or how it would have to be asked. */
  private Route.Response response(Request request) {
    String path = path(request);
    Page page = page(path, request);
    Route.Response refusalOfHeaders = Guard.refusalOfHeaders(request);
    if (refusalOfHeaders != null) {
      return refusalOfHeaders;
    }
    Route.Response refusal = guard.refusal(request, page.isOpen());
    if (refusal != null) {
      return refusal;
    }
    String method = request.getMethod();
    if (!method.equals("GET") && !method.equals("HEAD")) {
      return text(METHOD_NOT_ALLOWED, Map.of("Allow", "GET, HEAD"), "");
    }
    Route.Response refusalOfBody = guard.refusalOfBody(request);
    if (refusalOfBody != null) {
      return refusalOfBody;
    }
    try {
      return page.answer().get();
    } catch (RuntimeException e) {
      LOG.atError().setCause(e).addKeyValue("path", path).log("request failed");
      return text(SERVER_ERROR, Map.of(), "the request failed; the log says why\n");
    }
  }

  private Page page(String path, Request request) {
    Page page = pages.get(path);
    if (page != null) {
      return page;
    }
    for (Routed routed : routes) {
      if (routed.isAt(path)) {
        return new Page(routed.route().isOpen(), () -> answer(routed, path, request));
      }
    }
    return NOTHING_HERE;
  }

  private Route.Response answer(Routed routed, String path, Request request) {
    if (!routed.permits().tryAcquire()) {
      return guard.busy();
    }
    try {
      return routed.route().answer(asked(path, request));
    } finally {
      routed.permits().release();
    }
  }

  private static Route.Request asked(String path, Request request) {
    return new Route.Request(path, request.getHttpURI().getQuery(), request.getHeaders()::get);
  }

  /** As it came, still encoded; nothing where a method has none. */
  private static String path(Request request) {
    @Nullable String path = request.getHttpURI().getPath();
    return path == null ? "" : path;
  }

  private static Route.Response text(int status, Map<String, String> headers, String body) {
    return Route.Response.of(status, "text/plain; charset=utf-8", headers, body);
  }
}
