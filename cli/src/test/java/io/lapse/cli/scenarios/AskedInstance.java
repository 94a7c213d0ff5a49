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
import java.util.Properties;

/** An instance of the ledger that answers over HTTP. */
final class AskedInstance implements AutoCloseable {
  private final HttpClient client = HttpClient.newHttpClient();
  private final LedgerService service;
  private final String address;

  private AskedInstance(LedgerService service, String address) {
    this.service = service;
    this.address = address;
  }

  /** Starts one of several. Short time-outs: a member that is gone is missed within seconds. */
  static AskedInstance start(EmbeddedBroker broker, Path state) throws Exception {
    int port = freePort();
    Properties properties = new Properties();
    properties.put("bootstrap.servers", broker.bootstrapServers());
    properties.put("state.dir", state.toString());
    properties.put("commit.interval.ms", "50");
    properties.put("replication.factor", "1");
    properties.put("num.standby.replicas", "1");
    properties.put("session.timeout.ms", "6000");
    properties.put("heartbeat.interval.ms", "1000");
    properties.put("http.port", Integer.toString(port));
    return new AskedInstance(LedgerService.start(new AppConfig(properties)), "127.0.0.1:" + port);
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
    return service.app();
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    URI uri = URI.create("http://" + address + path);
    return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
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
    service.close();
  }
}
