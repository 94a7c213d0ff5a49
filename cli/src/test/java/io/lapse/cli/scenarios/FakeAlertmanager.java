package io.lapse.cli.scenarios;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Takes what is posted to it, and counts. */
final class FakeAlertmanager implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final Map<String, List<String>> told = new TreeMap<>();

  private FakeAlertmanager(HttpServer server) {
    this.server = server;
  }

  static FakeAlertmanager start() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    FakeAlertmanager fake = new FakeAlertmanager(server);
    server.createContext("/api/v2/alerts", fake::take);
    server.start();
    return fake;
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      JsonNode alerts = JSON.readTree(exchange.getRequestBody().readAllBytes());
      synchronized (told) {
        for (JsonNode alert : alerts) {
          boolean isOver = !Instant.parse(alert.at("/endsAt").asText()).isAfter(Instant.now());
          String name =
              alert.at("/labels/outage").asText() + " " + alert.at("/labels/violation").asText();
          told.computeIfAbsent(name, each -> new ArrayList<>()).add(isOver ? "resolved" : "firing");
        }
        told.notifyAll();
      }
      exchange.sendResponseHeaders(200, -1);
    }
  }

  /** What it was told of each alert, by {@code OUTAGE VIOLATION}. */
  Map<String, List<String>> told() {
    synchronized (told) {
      Map<String, List<String>> copy = new TreeMap<>();
      told.forEach((name, states) -> copy.put(name, List.copyOf(states)));
      return copy;
    }
  }

  /** Waits until all that it was told is as wanted; returns it in any case. */
  Map<String, List<String>> await(Predicate<Map<String, List<String>>> wanted, Duration timeout)
      throws InterruptedException {
    long deadlineNanos = System.nanoTime() + timeout.toNanos();
    synchronized (told) {
      while (!wanted.test(told()) && System.nanoTime() < deadlineNanos) {
        TimeUnit.NANOSECONDS.timedWait(told, Math.max(1, deadlineNanos - System.nanoTime()));
      }
    }
    return told();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
