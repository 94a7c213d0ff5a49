package io.lapse.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lapse.telemetry.settings.HttpSettings;
import io.lapse.telemetry.settings.TokenFile;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the server does for a part's streams of events. */
class EventRouteTest {
  private static final int MANY = 256;
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  @TempDir private Path folder;
  private final PrometheusMeterRegistry meters = Meters.create();
  private final Listeners route = new Listeners();
  private final HttpClient client = HttpClient.newHttpClient();
  private final List<RawListener> clients = new ArrayList<>();
  private TelemetryServer server;

  @BeforeEach
  void start() throws IOException {
    start(HttpSettings.open("127.0.0.1", 0));
  }

  private void start(HttpSettings settings) throws IOException {
    Health well = Health.unquestioned();
    server = TelemetryServer.start(settings, meters, well, well, List.of(), List.of(route));
  }

  @AfterEach
  void stop() throws IOException {
    for (RawListener each : clients) {
      each.close();
    }
    server.close();
  }

  @Test
  void client_isToldWhatHappens() throws Exception {
    HttpRequest request = request("").header("Last-Event-ID", "41").build();

    HttpResponse<Stream<String>> response = client.send(request, BodyHandlers.ofLines());
    await(() -> route.size() == 1);
    route.tell("thing", "42", "{\"é\":1}");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).contains("text/event-stream");
    assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(response.body().limit(9))
        .containsExactly(
            "retry: 1000",
            "",
            "event: hello",
            "id: 0",
            "data: 41",
            "",
            "event: thing",
            "id: 42",
            "data: {\"é\":1}");
  }

  @Test
  void clientThatDidNotRead_isToldTheLatestOfEachKind() throws Exception {
    RawListener slow = listen();
    String large = "x".repeat(1_000_000);

    for (int i = 1; i <= 200; i++) {
      route.tell("large", Integer.toString(i), large);
      route.tell("small", Integer.toString(i), "s" + i);
    }

    assertThat(slow.status()).isEqualTo("HTTP/1.1 200 OK");
    List<String> read = slow.until("data: s200");
    List<Integer> ids =
        read.stream()
            .filter(line -> line.startsWith("id: "))
            .map(line -> Integer.parseInt(line.substring(4)))
            .toList();
    assertThat(ids).isSorted().hasSizeLessThan(100);
    assertThat(ids.subList(ids.size() - 2, ids.size())).containsExactly(200, 200);
  }

  @Test
  void clientThatHangsUp_isForgotten_once() throws Exception {
    listen().close();

    await(() -> route.size() == 0);

    assertThat(route.closed()).containsExactly(1);
    assertThat(meters.scrape()).contains("lapse_http_streams 0.0");
  }

  @Test
  void server_closesItsStreams_once() throws Exception {
    RawListener open = listen();

    server.close();

    assertThat(open.closes()).isTrue();
    await(() -> route.size() == 0);
    assertThat(route.closed()).containsExactly(1);
  }

  @Test
  void manyStreams_keepNobodyWaiting() throws Exception {
    route.openMany(MANY, server, clients);

    route.tell("thing", "1", "all");

    assertThat(send(request("/health/live", "")).statusCode()).isEqualTo(200);
    assertThat(send(request("/metrics", "")).body()).contains("lapse_http_streams " + MANY + ".0");
    for (RawListener each : clients) {
      assertThat(each.until("data: all")).contains("event: thing");
    }
  }

  @Test
  void streamsBeyondTheLimit_areRefused_andHealthIsAnsweredAllTheSame() throws Exception {
    route.openMany(Limits.STREAMS_MAX, server, clients);

    HttpResponse<String> refused = send(request(""));

    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.headers().firstValue("Retry-After")).contains("10");
    assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(meters.scrape()).contains("lapse_http_refused_total{reason=\"streams\"} 1.0");
    assertThat(send(request("/health/live", "")).statusCode()).isEqualTo(200);
    clients.get(0).close();
    await(() -> route.size() == Limits.STREAMS_MAX - 1);
    listen();
    assertThat(route.size()).isEqualTo(Limits.STREAMS_MAX);
  }

  @Test
  void whatIsNoQuestionForAStream_isAnsweredAtOnce() throws Exception {
    HttpResponse<String> head = send(request("").method("HEAD", BodyPublishers.noBody()));

    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.headers().firstValue("Content-Type")).contains("text/event-stream");
    assertThat(send(request("?no")).statusCode()).isEqualTo(400);
    assertThat(send(request("?bug")).statusCode()).isEqualTo(500);
    assertThat(send(request("").POST(BodyPublishers.noBody())).statusCode()).isEqualTo(405);
    assertThat(send(request(Listeners.PATH + "/", "")).statusCode()).isEqualTo(404);
    assertThat(route.size()).isZero();
  }

  @Test
  void whoHasNoToken_isNotTold() throws Exception {
    server.close();
    Path tokens = Files.writeString(folder.resolve("tokens"), "a".repeat(32) + "\n");
    Files.setPosixFilePermissions(tokens, PosixFilePermissions.fromString("rw-------"));
    start(new HttpSettings("127.0.0.1", 0, TokenFile.read(tokens), null));

    int status = send(request("")).statusCode();

    assertThat(status).isEqualTo(401);
    assertThat(route.size()).isZero();
  }

  @Test
  void eventThatIsNone_isABug() throws Exception {
    listen();

    assertThatThrownBy(() -> route.tell("Thing", "1", "x")).hasMessageContaining("kind Thing");
    assertThatThrownBy(() -> route.tell("thing", "1\n2", "x")).hasMessageContaining("no event");
    assertThatThrownBy(() -> route.tell("thing", "1", "x\r")).hasMessageContaining("no event");
  }

  /** One more that listens. */
  private RawListener listen() throws IOException {
    int before = route.size();
    RawListener one = RawListener.at(server);
    clients.add(one);
    await(() -> route.size() > before);
    return one;
  }

  static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + TIMEOUT.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime() - deadline).as("in time").isNegative();
      LockSupport.parkNanos(1_000_000);
    }
  }

  private HttpRequest.Builder request(String query) {
    return request(Listeners.PATH, query);
  }

  private HttpRequest.Builder request(String path, String query) {
    return HttpRequest.newBuilder(
        URI.create("http://127.0.0.1:" + server.address().getPort() + path + query));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.timeout(TIMEOUT).build(), BodyHandlers.ofString());
  }
}
