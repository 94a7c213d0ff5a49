package io.lapse.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.telemetry.settings.HttpSettings;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TelemetryServerTest {
  private final PrometheusMeterRegistry meters = Meters.create();
  private final AtomicReference<@Nullable String> trouble = new AtomicReference<>();
  private final HttpClient client = HttpClient.newHttpClient();
  private TelemetryServer server;

  @BeforeEach
  void start() throws IOException {
    Health live = Health.unquestioned();
    Health ready = live.with("restored", trouble::get).with("broker", () -> null);
    server = TelemetryServer.start(HttpSettings.open("127.0.0.1", 0), meters, live, ready);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void metrics_areThoseOfThePart_andOfItsJvm() throws Exception {
    meters.counter("lapse.things", "kind", "good").increment(3);

    HttpResponse<String> response = get("/metrics");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type"))
        .contains("text/plain; version=0.0.4; charset=utf-8");
    assertThat(response.body().lines())
        .contains("lapse_things_total{kind=\"good\"} 3.0", "# TYPE lapse_things_total counter")
        .anyMatch(line -> line.startsWith("jvm_memory_used_bytes{"))
        .anyMatch(line -> line.startsWith("lapse_build_info{commit=\"unknown\",version="));
  }

  @Test
  void part_isReady_whenNothingTroublesIt() throws Exception {
    assertThat(get("/health/ready").statusCode()).isEqualTo(200);

    trouble.set("12 of 40 partitions are read");
    HttpResponse<String> response = get("/health/ready");

    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.body())
        .isEqualTo(
            "{\"status\":\"DOWN\",\"checks\":[{\"name\":\"restored\",\"status\":\"DOWN\","
                + "\"trouble\":\"12 of 40 partitions are read\"},"
                + "{\"name\":\"broker\",\"status\":\"UP\",\"trouble\":null}]}\n");
    assertThat(get("/health/live").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/metrics/", "/metricsx", "/health", "/health/live/more"})
  void otherPath_isNotThere(String path) throws Exception {
    HttpResponse<String> response = get(path);

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.body()).contains("expected /metrics, /health/live or /health/ready");
  }

  @Test
  void otherMethod_isNotAllowed() throws Exception {
    HttpRequest post =
        HttpRequest.newBuilder(uri("/metrics")).POST(BodyPublishers.ofString("x")).build();

    HttpResponse<String> response = client.send(post, BodyHandlers.ofString());

    assertThat(response.statusCode()).isEqualTo(405);
    assertThat(response.headers().firstValue("Allow")).contains("GET, HEAD");
  }

  @Test
  void head_hasNoBody() throws Exception {
    HttpRequest head =
        HttpRequest.newBuilder(uri("/metrics")).method("HEAD", BodyPublishers.noBody()).build();

    HttpResponse<String> response = client.send(head, BodyHandlers.ofString());

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEmpty();
  }

  @Test
  void checkThatFails_isAnError_andTheServerGoesOn() throws Exception {
    try (TelemetryServer failing =
        TelemetryServer.start(
            HttpSettings.open("127.0.0.1", 0),
            meters,
            Health.unquestioned()
                .with(
                    "bug",
                    () -> {
                      throw new IllegalStateException("as it should");
                    }),
            Health.unquestioned())) {
      URI live = URI.create("http://127.0.0.1:" + failing.address().getPort() + "/health/live");
      HttpRequest request = HttpRequest.newBuilder(live).build();

      assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(500);
      assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(500);
    }
  }

  @Test
  void portThatIsTaken_isSaid() {
    InetSocketAddress taken = server.address();
    Health well = Health.unquestioned();

    Assertions.assertThatThrownBy(
            () ->
                TelemetryServer.start(
                    HttpSettings.open("127.0.0.1", taken.getPort()), meters, well, well))
        .isInstanceOf(BindException.class);
  }

  @Test
  void server_listensOnTheAddressThatItWasTold() {
    assertThat(server.address().getAddress().isLoopbackAddress()).isTrue();
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.address().getPort() + path);
  }

  private HttpResponse<String> get(String path) throws Exception {
    return client.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString());
  }
}
