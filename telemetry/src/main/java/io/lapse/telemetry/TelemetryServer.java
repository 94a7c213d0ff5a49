package io.lapse.telemetry;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves what a monitoring system asks a part for.
 *
 * <pre>
 *   GET /metrics        the metrics, in Prometheus' text format
 *   GET /health/live    200 while the part should be left running, 503 if it should be restarted
 *   GET /health/ready   200 while it does its work, 503 if it cannot, or not yet
 * </pre>
 *
 * <p>A part may add a {@link Route}. Its requests never keep those above waiting: so many are
 * answered at once, and more are refused with 503.
 */
public final class TelemetryServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TelemetryServer.class);
  private static final int THREADS = 2;

  /** How many requests the routes of a part answer at once. */
  static final int ROUTE_REQUESTS_MAX = 16;

  private static final int OK = 200;
  private static final int NOT_FOUND = 404;
  private static final int METHOD_NOT_ALLOWED = 405;
  private static final int SERVER_ERROR = 500;
  private static final int UNAVAILABLE = 503;
  private static final int NO_BODY = -1;
  private static final String NOTHING_HERE =
      "nothing here; expected /metrics, /health/live or /health/ready\n";

  private final HttpServer server;
  private final ExecutorService threads;

  private TelemetryServer(HttpServer server, ExecutorService threads) {
    this.server = server;
    this.threads = threads;
  }

  /**
   * Starts it.
   *
   * @param host the address that it listens on
   * @param port 0: any that is free, see {@link #address}
   * @throws IOException if the address cannot be had
   */
  public static TelemetryServer start(
      String host, int port, PrometheusMeterRegistry meters, Health live, Health ready)
      throws IOException {
    return start(host, port, meters, live, ready, List.of());
  }

  /**
   * Starts it, with routes of the part's own.
   *
   * @param host the address that it listens on
   * @param port 0: any that is free, see {@link #address}
   * @throws IOException if the address cannot be had
   */
  public static TelemetryServer start(
      String host,
      int port,
      PrometheusMeterRegistry meters,
      Health live,
      Health ready,
      List<Route> routes)
      throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getByName(host), port), 0);
    int routeThreads = routes.isEmpty() ? 0 : ROUTE_REQUESTS_MAX;
    ExecutorService threads =
        Executors.newFixedThreadPool(THREADS + routeThreads, TelemetryServer::thread);
    server.setExecutor(threads);
    Semaphore permits = new Semaphore(routeThreads);
    routes.forEach(route -> serve(server, route, permits));
    serve(server, "/metrics", () -> metrics(meters));
    serve(server, "/health/live", () -> health(live));
    serve(server, "/health/ready", () -> health(ready));
    server.createContext("/", exchange -> answer(exchange, () -> text(NOT_FOUND, NOTHING_HERE)));
    server.start();
    return new TelemetryServer(server, threads);
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "telemetry");
    thread.setDaemon(true);
    return thread;
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return server.getAddress();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private static Route.Response text(int status, String body) {
    return Route.Response.of(status, "text/plain; charset=utf-8", Map.of(), body);
  }

  private static Route.Response metrics(PrometheusMeterRegistry meters) {
    return Route.Response.of(
        OK, "text/plain; version=0.0.4; charset=utf-8", Map.of(), meters.scrape());
  }

  private static Route.Response health(Health health) {
    List<Health.Finding> findings = health.look();
    boolean isWell = findings.stream().allMatch(Health.Finding::isWell);
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("status", isWell ? "UP" : "DOWN");
    ArrayNode checks = body.putArray("checks");
    for (Health.Finding finding : findings) {
      ObjectNode check = checks.addObject();
      check.put("name", finding.name());
      check.put("status", finding.isWell() ? "UP" : "DOWN");
      check.put("trouble", finding.trouble());
    }
    return Route.Response.of(isWell ? OK : UNAVAILABLE, "application/json", Map.of(), body + "\n");
  }

  private static void serve(HttpServer server, String path, Supplier<Route.Response> page) {
    server.createContext(
        path,
        exchange -> {
          if (exchange.getRequestURI().getPath().equals(path)) {
            answer(exchange, page);
          } else {
            answer(exchange, () -> text(NOT_FOUND, NOTHING_HERE));
          }
        });
  }

  private static void serve(HttpServer server, Route route, Semaphore permits) {
    server.createContext(
        route.path(),
        exchange -> {
          if (!permits.tryAcquire()) {
            answer(exchange, TelemetryServer::busy);
            return;
          }
          try {
            answer(exchange, () -> route.answer(request(exchange)));
          } finally {
            permits.release();
          }
        });
  }

  private static Route.Request request(HttpExchange exchange) {
    return new Route.Request(
        exchange.getRequestURI().getRawPath(),
        exchange.getRequestURI().getRawQuery(),
        name -> exchange.getRequestHeaders().getFirst(name));
  }

  private static Route.Response busy() {
    return Route.Response.of(
        UNAVAILABLE,
        "application/problem+json",
        Map.of("Retry-After", "1"),
        "{\"type\":\"about:blank\",\"title\":\"Service Unavailable\",\"status\":503,"
            + "\"detail\":\"too many requests are being answered\"}\n");
  }

  private static Route.Response response(HttpExchange exchange, Supplier<Route.Response> page) {
    try {
      return page.get();
    } catch (RuntimeException e) {
      String path = exchange.getRequestURI().getRawPath();
      LOG.atError().setCause(e).addKeyValue("path", path).log("request failed");
      return text(SERVER_ERROR, "the request failed; the log says why\n");
    }
  }

  private static void answer(HttpExchange exchange, Supplier<Route.Response> page)
      throws IOException {
    try (exchange) {
      String method = exchange.getRequestMethod();
      boolean isHead = method.equals("HEAD");
      if (!isHead && !method.equals("GET")) {
        exchange.getResponseHeaders().set("Allow", "GET, HEAD");
        exchange.sendResponseHeaders(METHOD_NOT_ALLOWED, NO_BODY);
        return;
      }
      Route.Response response = response(exchange, page);
      exchange.getResponseHeaders().set("Content-Type", response.type());
      exchange.getResponseHeaders().set("Cache-Control", "no-store");
      response.headers().forEach(exchange.getResponseHeaders()::set);
      byte[] body = response.body();
      boolean isEmpty = isHead || body.length == 0;
      exchange.sendResponseHeaders(response.status(), isEmpty ? NO_BODY : body.length);
      if (!isEmpty) {
        try (OutputStream out = exchange.getResponseBody()) {
          out.write(body);
        }
      }
    }
  }
}
