package io.lapse.cli.prometheus;

import io.lapse.cli.broker.EmbeddedBroker;
import io.lapse.streamsapp.AppConfig;
import io.lapse.streamsapp.LedgerService;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Properties;

/** An instance of the ledger that Prometheus may scrape. */
final class ScrapedLedger implements AutoCloseable {
  private final HttpClient client = HttpClient.newHttpClient();
  private final LedgerService service;
  private final int port;

  private ScrapedLedger(LedgerService service, int port) {
    this.service = service;
    this.port = port;
  }

  /** Starts it; what it is called is where it keeps its state. */
  static ScrapedLedger start(EmbeddedBroker broker, Path state) throws Exception {
    int port = freePort();
    Properties properties = new Properties();
    properties.put("bootstrap.servers", broker.bootstrapServers());
    properties.put("state.dir", state.toString());
    properties.put("commit.interval.ms", "50");
    properties.put("replication.factor", "1");
    properties.put("http.port", Integer.toString(port));
    return new ScrapedLedger(LedgerService.start(new AppConfig(properties)), port);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
        BodyHandlers.ofString());
  }

  Scrape scrape() throws IOException, InterruptedException {
    return new Scrape(get("/metrics").body());
  }

  @Override
  public void close() {
    service.close();
  }
}
