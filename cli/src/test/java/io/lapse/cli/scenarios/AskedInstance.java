package io.lapse.cli.scenarios;

import io.lapse.cli.broker.EmbeddedBroker;
import io.lapse.streamsapp.AppConfig;
import io.lapse.streamsapp.LedgerApp;
import io.lapse.streamsapp.LedgerService;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** An instance of the ledger that answers over HTTP. */
final class AskedInstance implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final HttpClient client;
  private final @Nullable LedgerService service;
  private final String scheme;
  private final String address;
  private final @Nullable String token;

  private AskedInstance(
      HttpClient client,
      @Nullable LedgerService service,
      String scheme,
      String address,
      @Nullable String token) {
    this.client = client;
    this.service = service;
    this.scheme = scheme;
    this.address = address;
    this.token = token;
  }

  /** Starts one of several. Short time-outs: a member that is gone is missed within seconds. */
  static AskedInstance start(EmbeddedBroker broker, Path state) throws Exception {
    return start(broker, state, Map.of());
  }

  /**
   * Starts one of several.
   *
   * @param settings these come before its own
   */
  static AskedInstance start(EmbeddedBroker broker, Path state, Map<String, String> settings)
      throws Exception {
    int port = freePort();
    return new AskedInstance(
        HttpClient.newHttpClient(),
        service(broker, state, port, settings),
        "http",
        "127.0.0.1:" + port,
        null);
  }

  /**
   * Starts one that serves over TLS.
   *
   * @param tls of the client that asks it
   * @param token what it shows
   */
  static AskedInstance start(
      EmbeddedBroker broker, Path state, Map<String, String> settings, SSLContext tls, String token)
      throws Exception {
    int port = freePort();
    return new AskedInstance(
        HttpClient.newBuilder().sslContext(tls).build(),
        service(broker, state, port, settings),
        "https",
        "127.0.0.1:" + port,
        token);
  }

  /** Asks one that somebody else started. */
  static AskedInstance at(String address, SSLContext tls, String token) {
    HttpClient client = HttpClient.newBuilder().sslContext(tls).build();
    return new AskedInstance(client, null, "https", address, token);
  }

  private static LedgerService service(
      EmbeddedBroker broker, Path state, int port, Map<String, String> settings) throws Exception {
    Properties properties = new Properties();
    properties.put("bootstrap.servers", broker.bootstrapServers());
    properties.put("state.dir", state.toString());
    properties.put("commit.interval.ms", "50");
    properties.put("replication.factor", "1");
    properties.put("num.standby.replicas", "1");
    properties.put("session.timeout.ms", "6000");
    properties.put("heartbeat.interval.ms", "1000");
    properties.put("http.port", Integer.toString(port));
    properties.putAll(settings);
    return LedgerService.start(new AppConfig(properties));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  String address() {
    return address;
  }

  LedgerApp app() {
    return Objects.requireNonNull(service).app();
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return client.send(request(path).build(), BodyHandlers.ofString());
  }

  /** Asks until it is not too busy to answer: on a machine that stands still, its time runs out. */
  HttpResponse<String> answered(String path) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    HttpResponse<String> response = get(path);
    while (response.statusCode() == 503 && System.nanoTime() - deadline < 0) {
      response = get(path);
    }
    return response;
  }

  /** Asks for what may be known already, by its tag. */
  HttpResponse<String> get(String path, String tag) throws IOException, InterruptedException {
    HttpRequest request = request(path).header("If-None-Match", tag).build();
    return client.send(request, BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(scheme + "://" + address + path));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    return request;
  }

  /**
   * Asks for what stands of a guest.
   *
   * @param query with its question mark, or empty
   */
  HttpResponse<String> ledger(String guest, String query) throws IOException, InterruptedException {
    String encoded = URLEncoder.encode(guest, StandardCharsets.UTF_8).replace("+", "%20");
    return get("/api/v1/guests/" + encoded + "/ledger" + query);
  }

  @Override
  public void close() {
    if (service != null) {
      service.close();
    }
  }
}
