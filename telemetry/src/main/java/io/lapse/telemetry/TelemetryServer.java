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
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
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
 */
public final class TelemetryServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TelemetryServer.class);
  private static final int THREADS = 2;
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
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getByName(host), port), 0);
    ExecutorService threads = Executors.newFixedThreadPool(THREADS, TelemetryServer::thread);
    server.setExecutor(threads);
    serve(server, "/metrics", () -> metrics(meters));
    serve(server, "/health/live", () -> health(live));
    serve(server, "/health/ready", () -> health(ready));
    server.createContext("/", exchange -> answer(exchange, Reply.text(NOT_FOUND, NOTHING_HERE)));
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

  /** An answer to a request. */
  private record Reply(int status, String type, String body) {
    static Reply text(int status, String body) {
      return new Reply(status, "text/plain; charset=utf-8", body);
    }
  }

  /** What answers the requests for one path. */
  @FunctionalInterface
  private interface Route {
    Reply reply();
  }

  private static Reply metrics(PrometheusMeterRegistry meters) {
    return new Reply(OK, "text/plain; version=0.0.4; charset=utf-8", meters.scrape());
  }

  private static Reply health(Health health) {
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
    return new Reply(isWell ? OK : UNAVAILABLE, "application/json", body + "\n");
  }

  private static void serve(HttpServer server, String path, Route route) {
    server.createContext(
        path,
        exchange -> {
          if (exchange.getRequestURI().getPath().equals(path)) {
            answer(exchange, reply(route, path));
          } else {
            answer(exchange, Reply.text(NOT_FOUND, NOTHING_HERE));
          }
        });
  }

  private static Reply reply(Route route, String path) {
    try {
      return route.reply();
    } catch (RuntimeException e) {
      LOG.atError().setCause(e).addKeyValue("path", path).log("request failed");
      return Reply.text(SERVER_ERROR, "the request failed; the log says why\n");
    }
  }

  private static void answer(HttpExchange exchange, Reply reply) throws IOException {
    try (exchange) {
      String method = exchange.getRequestMethod();
      boolean isHead = method.equals("HEAD");
      if (!isHead && !method.equals("GET")) {
        exchange.getResponseHeaders().set("Allow", "GET, HEAD");
        exchange.sendResponseHeaders(METHOD_NOT_ALLOWED, NO_BODY);
        return;
      }
      byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", reply.type());
      exchange.getResponseHeaders().set("Cache-Control", "no-store");
      exchange.sendResponseHeaders(reply.status(), isHead ? NO_BODY : body.length);
      if (!isHead) {
        try (OutputStream out = exchange.getResponseBody()) {
          out.write(body);
        }
      }
    }
  }
}
