package io.lapse.streamsapp;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.streamsapp.query.LivePartitions;
import io.lapse.telemetry.Health;
import io.lapse.telemetry.Meters;
import io.lapse.telemetry.TelemetryServer;
import io.lapse.telemetry.settings.HttpSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.streams.KafkaStreams;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is served before the client runs; no broker is there. */
@SuppressWarnings("try") // What is served is only there to be asked.
class LedgerQueriesTest {
  @TempDir private Path folder;

  private final LivePartitions live = new LivePartitions();
  private int port;
  private KafkaStreams streams;

  @BeforeEach
  void create() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    AppConfig config = config("http.port", Integer.toString(port));
    streams = new KafkaStreams(new LedgerTopology(config).get(), config.streamsProperties());
  }

  @AfterEach
  void close() {
    streams.close();
  }

  private AppConfig config(String key, String value) {
    Properties properties = new Properties();
    properties.put("bootstrap.servers", "127.0.0.1:1");
    properties.put("state.dir", folder.toString());
    properties.put(key, value);
    return new AppConfig(properties);
  }

  private HttpResponse<String> get(String path) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + port + path);
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }

  @Test
  void guest_hasNoAnswer_beforeTheClientRuns() throws Exception {
    AppConfig config = config("http.port", Integer.toString(port));

    try (LedgerQueries queries = LedgerQueries.open(config, streams, live);
        TelemetryServer server = server(queries)) {
      HttpResponse<String> response = get("/api/v1/guests/g");

      assertThat(response.statusCode()).isEqualTo(503);
      assertThat(response.body())
          .isEqualTo(
              "{\"type\":\"about:blank\",\"title\":\"Service Unavailable\",\"status\":503,"
                  + "\"detail\":\"127.0.0.1:%d is CREATED\",\"reason\":\"NOT_RUNNING\"}\n",
              port);
      assertThat(get("/api/v1/instances").body())
          .isEqualTo(
              "{\"instances\":[{\"instance\":\"127.0.0.1:%d\",\"state\":\"CREATED\","
                  + "\"partitions\":[]}]}\n",
              port);
    }
  }

  @Test
  void nothing_isAnswered_whereNoPortIsStated() {
    try (LedgerQueries queries = LedgerQueries.open(config("http.port", "-1"), streams, live)) {
      assertThat(queries.routes(HttpSettings.open("127.0.0.1", 0), Health.unquestioned(), () -> 0))
          .isEmpty();
    }
  }

  private TelemetryServer server(LedgerQueries queries) throws IOException {
    Health health = Health.unquestioned();
    return TelemetryServer.start(
        HttpSettings.open("127.0.0.1", port),
        Meters.create(),
        health,
        health,
        queries.routes(HttpSettings.open("127.0.0.1", 0), health, () -> 0),
        List.of());
  }
}
