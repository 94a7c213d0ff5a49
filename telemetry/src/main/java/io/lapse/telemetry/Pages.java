package io.lapse.telemetry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a server has, by its path; and how a request comes to its answer, or to a refusal. */
final class Pages {
  private static final Logger LOG = LoggerFactory.getLogger(Pages.class);

  /** How many requests the routes of a part answer at once. */
  static final int ROUTE_REQUESTS_MAX = 16;

  private static final int NOT_FOUND = 404;
  private static final int METHOD_NOT_ALLOWED = 405;
  private static final int SERVER_ERROR = 500;
  private static final int NO_BODY = -1;
  private static final String NOTHING_HERE =
      "nothing here; expected /metrics, /health/live or /health/ready\n";

  private final HttpServer server;
  private final Guard guard;
  private final Semaphore routePermits = new Semaphore(ROUTE_REQUESTS_MAX);

  Pages(HttpServer server, Guard guard) {
    this.server = server;
    this.guard = guard;
  }

  /**
   * Serves a page.
   *
   * @param isOpen whether it is for everybody
   */
  void serve(String path, boolean isOpen, Supplier<Route.Response> page) {
    server.createContext(
        path,
        exchange -> {
          if (exchange.getRequestURI().getPath().equals(path)) {
            answer(exchange, isOpen, page);
          } else {
            answer(exchange, false, Pages::nothingHere);
          }
        });
  }

  /** What no page answers is not there. */
  void serveNothing() {
    server.createContext("/", exchange -> answer(exchange, false, Pages::nothingHere));
  }

  void serve(Route route) {
    server.createContext(
        route.path(), exchange -> answer(exchange, route.isOpen(), () -> routed(exchange, route)));
  }

  private Route.Response routed(HttpExchange exchange, Route route) {
    if (!routePermits.tryAcquire()) {
      return guard.busy();
    }
    try {
      return route.answer(request(exchange));
    } finally {
      routePermits.release();
    }
  }

  private static Route.Request request(HttpExchange exchange) {
    return new Route.Request(
        exchange.getRequestURI().getRawPath(),
        exchange.getRequestURI().getRawQuery(),
        name -> exchange.getRequestHeaders().getFirst(name));
  }

  private static Route.Response nothingHere() {
    return text(NOT_FOUND, Map.of(), NOTHING_HERE);
  }

  private static Route.Response text(int status, Map<String, String> headers, String body) {
    return Route.Response.of(status, "text/plain; charset=utf-8", headers, body);
  }

  /** Who may not ask learns nothing of what is there, or how it would have to be asked. */
  private Route.Response response(
      HttpExchange exchange, boolean isOpen, Supplier<Route.Response> page) {
    Route.Response refusal = guard.refusal(exchange, isOpen);
    if (refusal != null) {
      return refusal;
    }
    String method = exchange.getRequestMethod();
    if (!method.equals("GET") && !method.equals("HEAD")) {
      return text(METHOD_NOT_ALLOWED, Map.of("Allow", "GET, HEAD"), "");
    }
    Route.Response refusalOfBody = guard.refusalOfBody(exchange);
    if (refusalOfBody != null) {
      return refusalOfBody;
    }
    try {
      return page.get();
    } catch (RuntimeException e) {
      String path = exchange.getRequestURI().getRawPath();
      LOG.atError().setCause(e).addKeyValue("path", path).log("request failed");
      return text(SERVER_ERROR, Map.of(), "the request failed; the log says why\n");
    }
  }

  private void answer(HttpExchange exchange, boolean isOpen, Supplier<Route.Response> page)
      throws IOException {
    try (exchange) {
      Route.Response response = response(exchange, isOpen, page);
      exchange.getResponseHeaders().set("Content-Type", response.type());
      exchange.getResponseHeaders().set("Cache-Control", "no-store");
      response.headers().forEach(exchange.getResponseHeaders()::set);
      byte[] body = response.body();
      boolean isEmpty = exchange.getRequestMethod().equals("HEAD") || body.length == 0;
      exchange.sendResponseHeaders(response.status(), isEmpty ? NO_BODY : body.length);
      if (!isEmpty) {
        try (OutputStream out = exchange.getResponseBody()) {
          out.write(body);
        }
      }
    }
  }
}
