package io.lapse.telemetry;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
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
  private static final String NOTHING_HERE =
      "nothing here; expected /metrics, /health/live or /health/ready\n";

  private final Guard guard;
  private final Streams streams;
  private final Map<String, Page> pages = new HashMap<>();
  private final List<Routed> routes = new ArrayList<>();

  /**
   * What is found out only when it is known who asks.
   *
   * @param isOpen whether it is for everybody
   * @param answer null if it is on its way already
   */
  private record Page(boolean isOpen, Function<Exchange, Route.@Nullable Response> answer) {}

  /** A route, and what keeps it from taking all threads. */
  private record Routed(Route route, Semaphore permits, Semaphore waiting) {
    static Routed of(Route route) {
      return new Routed(
          route,
          new Semaphore(Limits.ROUTE_REQUESTS_MAX),
          new Semaphore(Limits.ROUTE_REQUESTS_WAITING_MAX));
    }

    /** Waits for a permit, if it must: a pause of the JVM lets more requests come together. */
    boolean isPermitted() {
      if (permits.tryAcquire()) {
        return true;
      }
      if (!waiting.tryAcquire()) {
        return false;
      }
      try {
        return permits.tryAcquire(Limits.ROUTE_WAIT_MILLIS_MAX, TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false; // The server ends.
      } finally {
        waiting.release();
      }
    }

    boolean isAt(String path) {
      String root = route.path();
      return path.equals(root) || path.startsWith(root.endsWith("/") ? root : root + "/");
    }
  }

  Pages(Guard guard, Streams streams) {
    this.guard = guard;
    this.streams = streams;
  }

  /**
   * Serves a page.
   *
   * @param isOpen whether it is for everybody
   */
  void serve(String path, boolean isOpen, Supplier<Route.Response> page) {
    pages.put(path, new Page(isOpen, exchange -> page.get()));
  }

  /** Serves all that is below its path, and not below the longer one of another route. */
  void serve(Route route) {
    routes.add(Routed.of(route));
    routes.sort(Comparator.comparing(routed -> -routed.route().path().length()));
  }

  void serve(EventRoute route) {
    pages.put(route.path(), new Page(false, exchange -> streams.open(route, exchange)));
  }

  @Override
  public boolean handle(Request request, Response response, Callback ended) {
    Exchange exchange = new Exchange(Client.of(request), request, response, ended);
    exchange.client().isAnswered();
    Route.Response answer = answer(exchange);
    if (answer != null) {
      exchange.answer(answer);
    }
    return true;
  }

  /** Who may not ask learns nothing of what is there, or how it would have to be asked. */
  private Route.@Nullable Response answer(Exchange exchange) {
    Page page = page(exchange);
    Route.Response refusal = guard.refusal(exchange.request(), page.isOpen());
    if (refusal != null) {
      return refusal;
    }
    if (!exchange.method().equals("GET") && !exchange.method().equals("HEAD")) {
      return text(METHOD_NOT_ALLOWED, Map.of("Allow", "GET, HEAD"), "");
    }
    Route.Response refusalOfBody = guard.refusalOfBody(exchange.request());
    if (refusalOfBody != null) {
      return refusalOfBody;
    }
    try {
      return page.answer().apply(exchange);
    } catch (RuntimeException e) {
      LOG.atError().setCause(e).addKeyValue("path", exchange.path()).log("request failed");
      return text(SERVER_ERROR, Map.of(), "the request failed; the log says why\n");
    }
  }

  private Page page(Exchange exchange) {
    Page page = pages.get(exchange.path());
    if (page != null) {
      return page;
    }
    for (Routed routed : routes) {
      if (routed.isAt(exchange.path())) {
        return new Page(routed.route().isOpen(exchange.asked()), asking -> answer(routed, asking));
      }
    }
    return new Page(false, asking -> nothingHere());
  }

  private Route.Response answer(Routed routed, Exchange exchange) {
    long begunNanos = System.nanoTime();
    if (!routed.isPermitted()) {
      return guard.busy();
    }
    try {
      Route.Request asked = exchange.asked(System.nanoTime() - begunNanos);
      Route.Response answer = routed.route().answer(asked);
      return answer == null ? nothingHere() : answer;
    } finally {
      routed.permits().release();
    }
  }

  private static Route.Response nothingHere() {
    return text(NOT_FOUND, Map.of(), NOTHING_HERE);
  }

  private static Route.Response text(int status, Map<String, String> headers, String body) {
    return Route.Response.of(status, "text/plain; charset=utf-8", headers, body);
  }
}
