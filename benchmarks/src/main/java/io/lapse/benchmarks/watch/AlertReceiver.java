package io.lapse.benchmarks.watch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.lapse.ledger.policy.Violation;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Takes alerts as Alertmanager would, and notes when the first about an outage comes. Each outage
 * that is expected opens one alert that its length is beyond what its policy bears.
 */
final class AlertReceiver implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int OK = 200;
  private static final int NO_BODY = -1;
  private static final long LOOK_MILLIS = 20;

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;

  /** By outage: when its restart was sent, by {@link System#nanoTime}. */
  private final Map<String, Long> expected = new ConcurrentHashMap<>();

  private final Queue<Long> delays = new ConcurrentLinkedQueue<>();

  private AlertReceiver(HttpServer server) {
    this.server = server;
  }

  static AlertReceiver start() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    AlertReceiver receiver = new AlertReceiver(server);
    server.setExecutor(receiver.threads);
    server.createContext("/", receiver::take);
    server.start();
    return receiver;
  }

  /** What stands before {@code /api/v2/alerts}. */
  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /**
   * An alert is to come; told before its cause is sent.
   *
   * @param nanos by {@link System#nanoTime}
   */
  void expect(String outage, long nanos) {
    expected.put(outage, nanos);
  }

  private void take(HttpExchange exchange) throws IOException {
    long now = System.nanoTime();
    try (exchange) {
      for (JsonNode alert : JSON.readTree(exchange.getRequestBody())) {
        note(alert.path("labels"), now);
      }
      exchange.sendResponseHeaders(OK, NO_BODY);
    }
  }

  private void note(JsonNode labels, long now) {
    if (labels.path("violation").asText().equals(Violation.BLACKOUT_EXCEEDED.name())) {
      Long sent = expected.remove(labels.path("outage").asText());
      if (sent != null) {
        delays.add(now - sent);
      }
    }
  }

  /**
   * All that was expected since the last call.
   *
   * @param patience how long those are waited for that have not come
   */
  Delays delays(Duration patience) throws InterruptedException {
    long until = System.nanoTime() + patience.toNanos();
    while (!expected.isEmpty() && System.nanoTime() - until < 0) {
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    }
    List<Long> all = new ArrayList<>();
    for (Long delay = delays.poll(); delay != null; delay = delays.poll()) {
      all.add(delay);
    }
    all.addAll(Collections.nCopies(expected.size(), Delays.NEVER));
    expected.clear();
    return Delays.of(all);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
