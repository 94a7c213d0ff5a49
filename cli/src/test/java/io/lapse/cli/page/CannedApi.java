package io.lapse.cli.page;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/**
 * The page, and an API that answers what a test wants: the files of {@code resources/page} until
 * something else is said. What the real one answers is seen by {@link PageOverLedgerIT}.
 */
final class CannedApi implements AutoCloseable {
  private static final String API = "/api/v1/";
  private static final String ECHARTS =
      "/META-INF/resources/webjars/echarts/5.3.1/dist/echarts.common.min.js";
  private static final String SAFE =
      "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:";
  private static final Map<String, String> TYPES =
      Map.of(
          "html",
          "text/html; charset=utf-8",
          "js",
          "text/javascript",
          "css",
          "text/css",
          "svg",
          "image/svg+xml");

  /** Routes of the fleet and of the guest, by the file that answers them. */
  private static final Map<String, String> FILES =
      Map.ofEntries(
          Map.entry("pipeline", "pipeline"),
          Map.entry("instances", "instances"),
          Map.entry("fleet/filters", "filters"),
          Map.entry("fleet/summary", "summary"),
          Map.entry("fleet/series", "series"),
          Map.entry("fleet/top", "top"),
          Map.entry("fleet/pairs", "pairs"),
          Map.entry("outages", "outages"),
          Map.entry("violations", "violations"),
          Map.entry("guests", "guests"),
          Map.entry("guests/probe-std", "guest"),
          Map.entry("guests/probe-std/ledger", "ledger"),
          Map.entry("guests/probe-std/outages", "guest-outages"),
          Map.entry("guests/probe-std/history", "history"),
          Map.entry("guests/probe-std/events", "events"),
          Map.entry("guests/probe-std/ntp", "ntp"),
          Map.entry("guests/probe-std/why", "why-outage"));

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, Reply> replies = new ConcurrentHashMap<>();
  private final List<OutputStream> listeners = new CopyOnWriteArrayList<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private volatile String token = "";
  private volatile int delayMillis;

  /** An answer; a status other than 200 makes it a problem. */
  private record Reply(int status, String body) {}

  private CannedApi(HttpServer server) {
    this.server = server;
  }

  static CannedApi start() throws IOException {
    InetSocketAddress anywhere = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    CannedApi api = new CannedApi(HttpServer.create(anywhere, 0));
    FILES.forEach((route, file) -> api.answer(route, text(file)));
    api.server.setExecutor(api.threads);
    api.server.createContext("/", api::handle);
    api.server.start();
    return api;
  }

  /** An answer as it is kept among the resources. */
  static String text(String file) {
    return new String(bytes("/page/" + file + ".json"), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String resource) {
    try (InputStream in = CannedApi.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("there must be " + resource);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new IllegalStateException(resource, e);
    }
  }

  String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  /** What a route answers from now on. */
  void answer(String route, String body) {
    replies.put(route, new Reply(200, body));
  }

  /** What a route refuses with from now on. */
  void refuse(String route, int status, String detail, String reason) {
    String body =
        String.format(
            "{\"type\":\"about:blank\",\"title\":\"-\",\"status\":%d,\"detail\":\"%s\",\"reason\":\"%s\"}",
            status, detail, reason);
    replies.put(route, new Reply(status, body));
  }

  /** Wants a token from now on; empty: none. */
  void want(String wanted) {
    token = wanted;
  }

  /** Answers no question sooner than after so long, from now on. */
  void delay(int millis) {
    delayMillis = millis;
  }

  /** Paths and queries below the API that were asked for. */
  List<String> asked() {
    return new ArrayList<>(asked);
  }

  /** Tells all who listen that the board and the guest have changed. */
  void tell(long revision) {
    byte[] event =
        (event("board", revision) + event("guest", revision)).getBytes(StandardCharsets.UTF_8);
    listeners.removeIf(listener -> !isTold(listener, event));
  }

  /** Whether it is still there. */
  private static boolean isTold(OutputStream listener, byte[] event) {
    try {
      listener.write(event);
      listener.flush();
      return true;
    } catch (IOException e) {
      return false; // It has gone.
    }
  }

  private static String event(String kind, long revision) {
    return String.format(
        "event: %s%nid: %d%ndata: {\"revision\":%d,\"as_of_tai_ns\":1795383428186698000}%n%n",
        kind, revision, revision);
  }

  /** Ends all streams of events, as an instance that stops does. */
  void hangUp() {
    List<OutputStream> ended = List.copyOf(listeners);
    listeners.clear();
    for (OutputStream listener : ended) {
      try {
        listener.close();
      } catch (IOException e) {
        throw new IllegalStateException("a stream that cannot be ended", e);
      }
    }
  }

  int listening() {
    return listeners.size();
  }

  private void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    if (path.startsWith(API)) {
      ask(exchange, path.substring(API.length()));
    } else if (path.equals("/vendor/echarts.min.js")) {
      send(exchange, 200, "text/javascript", bytes(ECHARTS));
    } else {
      file(exchange, path.equals("/") ? "index.html" : path.substring(1));
    }
  }

  private static void file(HttpExchange exchange, String name) throws IOException {
    String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
    if (type == null) {
      send(exchange, 404, "text/plain", new byte[0]);
      return;
    }
    send(exchange, 200, type, bytes("/io/lapse/streamsapp/web/" + name));
  }

  private void ask(HttpExchange exchange, String route) throws IOException {
    String query = exchange.getRequestURI().getRawQuery();
    asked.add(query == null ? route : route + "?" + query);
    String shown = exchange.getRequestHeaders().getFirst("Authorization");
    if (!token.isEmpty() && !("Bearer " + token).equals(shown)) {
      reply(exchange, new Reply(401, "{\"status\":401,\"detail\":\"a token is needed\"}"));
    } else if (route.equals("stream")) {
      listen(exchange);
    } else {
      Reply none = new Reply(404, "{\"status\":404,\"detail\":\"no such guest\"}");
      reply(exchange, replies.getOrDefault(route, none));
    }
  }

  private void reply(HttpExchange exchange, Reply reply) throws IOException {
    LockSupport.parkNanos(delayMillis * 1_000_000L);
    byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
    String type = reply.status() == 200 ? "application/json" : "application/problem+json";
    String tag = '"' + Integer.toHexString(reply.body().hashCode()) + '"';
    exchange.getResponseHeaders().set("ETag", tag);
    boolean isKnown = tag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"));
    if (isKnown && reply.status() == 200) {
      exchange.sendResponseHeaders(304, -1);
      exchange.close();
    } else {
      send(exchange, reply.status(), type, body);
    }
  }

  private void listen(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    OutputStream out = exchange.getResponseBody();
    out.write(event("board", 1).getBytes(StandardCharsets.UTF_8));
    out.flush();
    listeners.add(out);
  }

  private static void send(HttpExchange exchange, int status, String type, byte[] body)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.getResponseHeaders().set("Content-Security-Policy", SAFE);
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
