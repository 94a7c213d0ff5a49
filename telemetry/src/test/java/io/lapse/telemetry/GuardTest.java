package io.lapse.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lapse.telemetry.settings.Certificates;
import io.lapse.telemetry.settings.HttpSettings;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Without what it asks for, a server says nothing but how the part is. */
class GuardTest {
  private static final String TOKEN = "0123456789-0123456789-0123456789-0123456789";
  private static final String PROBLEM =
      "{\"type\":\"about:blank\",\"title\":\"Unauthorized\",\"status\":401,"
          + "\"detail\":\"expected a bearer token\"}\n";

  @TempDir private Path folder;
  private final PrometheusMeterRegistry meters = Meters.create();
  private TelemetryServer server;
  private String scheme = "http";

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /metrics",
    "GET, /there",
    "GET, /there/below",
    "GET, /not-there",
    "GET, /",
    "GET, /health",
    "GET, /health/live/below",
    "POST, /metrics",
    "POST, /not-there"
  })
  void whoHasNoToken_learnsNothing(String method, String path) throws Exception {
    start(Map.of("http.tokens.file", tokens()));

    for (String authorization : List.of("", "Bearer", "Bearer wrong", "Basic " + TOKEN)) {
      HttpResponse<String> response = ask(HttpClient.newHttpClient(), method, path, authorization);

      assertThat(response.statusCode()).as(authorization).isEqualTo(401);
      assertThat(response.headers().firstValue("WWW-Authenticate")).contains("Bearer");
      assertThat(response.headers().firstValue("Content-Type"))
          .contains("application/problem+json");
      assertThat(response.body()).isEqualTo(PROBLEM);
    }
    assertThat(meters.scrape())
        .contains("lapse_http_refused_total{reason=\"no_token\"} 3.0")
        .contains("lapse_http_refused_total{reason=\"wrong_token\"} 1.0");
  }

  @Test
  void whoHasAToken_isAnswered() throws Exception {
    start(Map.of("http.tokens.file", tokens()));
    HttpClient client = HttpClient.newHttpClient();

    assertThat(ask(client, "GET", "/metrics", "Bearer " + TOKEN).statusCode()).isEqualTo(200);
    assertThat(ask(client, "GET", "/metrics", "bearer  " + TOKEN).statusCode()).isEqualTo(200);
    assertThat(ask(client, "GET", "/there", "Bearer " + TOKEN).body()).isEqualTo("here");
    assertThat(ask(client, "GET", "/not-there", "Bearer " + TOKEN).statusCode()).isEqualTo(404);
    assertThat(ask(client, "POST", "/metrics", "Bearer " + TOKEN).statusCode()).isEqualTo(405);
  }

  @ParameterizedTest
  @CsvSource({"/health/live", "/health/ready"})
  void health_isForEverybody(String path) throws Exception {
    start(Map.of("http.tokens.file", tokens()));

    assertThat(ask(HttpClient.newHttpClient(), "GET", path, "").statusCode()).isEqualTo(200);
  }

  @Test
  void requestWithABody_isRefused_andItsConnectionIsClosed() throws Exception {
    start(Map.of());
    HttpRequest request =
        HttpRequest.newBuilder(uri("/metrics")).method("GET", BodyPublishers.ofString("x")).build();

    HttpResponse<String> response =
        HttpClient.newHttpClient().send(request, BodyHandlers.ofString());

    assertThat(response.statusCode()).isEqualTo(413);
    assertThat(response.headers().firstValue("Connection")).contains("close");
    assertThat(meters.scrape()).contains("lapse_http_refused_total{reason=\"body\"} 1.0");
  }

  @Test
  void certificate_isAskedFor_butNotForHealth() throws Exception {
    Certificates ours = Certificates.in(folder.resolve("ours"));
    Map<String, String> settings = new HashMap<>(ours.settings("server"));
    settings.put("http.tls.client.auth", "required");
    start(settings);
    HttpClient known = client(ours.settings("client"));
    HttpClient unknown = client(trusting(ours, Certificates.in(folder.resolve("theirs"))));
    HttpClient without = client(trusting(ours, ours), false);

    assertThat(ask(known, "GET", "/metrics", "").statusCode()).isEqualTo(200);
    assertThat(ask(without, "GET", "/metrics", "").statusCode()).isEqualTo(403);
    assertThat(ask(without, "GET", "/not-there", "").statusCode()).isEqualTo(403);
    assertThat(ask(without, "GET", "/health/live", "").statusCode()).isEqualTo(200);
    assertThatThrownBy(() -> ask(unknown, "GET", "/health/live", ""))
        .as("a client whose certificate an authority of the same name signed")
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> ask(HttpClient.newHttpClient(), "GET", "/metrics", ""))
        .as("a client that does not trust the server's authority")
        .isInstanceOf(IOException.class);
    assertThat(meters.scrape()).contains("lapse_http_refused_total{reason=\"no_certificate\"} 2.0");
  }

  @Test
  void tokenAndCertificate_areBothAskedFor_whereBothAreSet() throws Exception {
    Certificates ours = Certificates.in(folder.resolve("ours"));
    Map<String, String> settings = new HashMap<>(ours.settings("server"));
    settings.put("http.tls.client.auth", "required");
    settings.put("http.tokens.file", tokens());
    start(settings);
    HttpClient known = client(ours.settings("client"));
    HttpClient without = client(trusting(ours, ours), false);

    assertThat(ask(known, "GET", "/metrics", "Bearer " + TOKEN).statusCode()).isEqualTo(200);
    assertThat(ask(known, "GET", "/metrics", "").statusCode()).isEqualTo(401);
    assertThat(ask(without, "GET", "/metrics", "Bearer " + TOKEN).statusCode()).isEqualTo(403);
  }

  /** Trusts one authority, and has a certificate of another. */
  private static Map<String, String> trusting(Certificates trusted, Certificates own)
      throws Exception {
    Map<String, String> settings = new HashMap<>(own.settings("stranger"));
    settings.put("http.tls.truststore.location", trusted.truststore().toString());
    return settings;
  }

  private static HttpClient client(Map<String, String> settings) {
    return client(settings, true);
  }

  private static HttpClient client(Map<String, String> settings, boolean showsCertificate) {
    HttpSettings read = Certificates.read(settings);
    if (showsCertificate) {
      return HttpClient.newBuilder().sslContext(read.tls().context()).build();
    }
    return HttpClient.newBuilder().sslContext(Trusting.only(settings)).build();
  }

  private void start(Map<String, String> settings) throws IOException {
    Map<String, String> all = new HashMap<>(settings);
    all.put("http.port", "0");
    HttpSettings read = Certificates.read(all);
    scheme = read.scheme();
    Health well = Health.unquestioned();
    server = TelemetryServer.start(read, meters, well, well, List.of(new Here()), List.of());
  }

  private String tokens() throws IOException {
    Path file = Files.writeString(folder.resolve("tokens"), TOKEN + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    return file.toString();
  }

  private URI uri(String path) {
    return URI.create(scheme + "://127.0.0.1:" + server.address().getPort() + path);
  }

  private HttpResponse<String> ask(
      HttpClient client, String method, String path, String authorization) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri(path)).method(method, BodyPublishers.noBody());
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private static final class Here implements Route {
    @Override
    public String path() {
      return "/there";
    }

    @Override
    public Response answer(Request request) {
      return Response.of(200, "text/plain", Map.of(), "here");
    }
  }
}
