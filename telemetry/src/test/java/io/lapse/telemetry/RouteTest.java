package io.lapse.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.telemetry.settings.HttpSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the server does for the routes of a part. */
class RouteTest {
  private final HttpClient client = HttpClient.newHttpClient();
  private final CountDownLatch entered = new CountDownLatch(Limits.ROUTE_REQUESTS_MAX);
  private final CountDownLatch released = new CountDownLatch(1);
  private TelemetryServer server;

  /** Says what it was asked; {@code slow} waits, {@code bug} fails. */
  private final class Echo implements Route {
    @Override
    public String path() {
      return "/things/";
    }

    @Override
    public Response answer(Request request) {
      if (request.rawPath().endsWith("bug")) {
        throw new IllegalStateException("as it should");
      }
      if (request.rawPath().endsWith("slow")) {
        hold();
      }
      if (request.rawPath().endsWith("kept")) {
        Map<String, String> headers = Map.of("cache-control", "no-cache", "ETag", "\"1\"");
        return Response.of(304, "text/x-thing", headers, "not sent");
      }
      if (request.rawPath().endsWith("nothing")) {
        return null;
      }
      String body = request.rawPath() + "?" + request.rawQuery() + " " + request.header("Thing");
      return Response.of(418, "text/x-thing", Map.of("Thing", "seen"), body);
    }

    private void hold() {
      entered.countDown();
      try {
        assertThat(released.await(30, TimeUnit.SECONDS)).isTrue();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @BeforeEach
  void start() throws IOException {
    Health well = Health.unquestioned();
    server =
        TelemetryServer.start(
            HttpSettings.open("127.0.0.1", 0),
            Meters.create(),
            well,
            well,
            List.of(new Echo()),
            List.of());
  }

  @AfterEach
  void stop() {
    released.countDown();
    server.close();
  }

  @Test
  void request_reachesItsRoute_asItCame() throws Exception {
    HttpResponse<String> response = send(request("/things/a%2Fb%20c?x=%26").header("Thing", "one"));

    assertThat(response.statusCode()).isEqualTo(418);
    assertThat(response.body()).isEqualTo("/things/a%2Fb%20c?x=%26 one");
    assertThat(response.headers().firstValue("Content-Type")).contains("text/x-thing");
    assertThat(response.headers().firstValue("Thing")).contains("seen");
    assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
  }

  @Test
  void request_withoutQueryOrHeader_hasNone() throws Exception {
    assertThat(send(request("/things/")).body()).isEqualTo("/things/?null null");
  }

  @Test
  void answerThatIsKept_saysHow_andHasNoBody() throws Exception {
    HttpResponse<String> response = send(request("/things/kept"));

    assertThat(response.statusCode()).isEqualTo(304);
    assertThat(response.headers().allValues("Cache-Control")).containsExactly("no-cache");
    assertThat(response.headers().firstValue("ETag")).contains("\"1\"");
    assertThat(response.headers().firstValue("Content-Type")).isEmpty();
    assertThat(response.body()).isEmpty();
  }

  @Test
  void routeThatHasNothing_isNotThere() throws Exception {
    HttpResponse<String> response = send(request("/things/nothing"));

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.body()).contains("expected /metrics, /health/live or /health/ready");
  }

  @Test
  void server_doesNotSayWhatItIs() throws Exception {
    HttpResponse<String> response = send(request("/health/live"));

    assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
    assertThat(response.headers().map()).doesNotContainKeys("server", "x-powered-by");
  }

  @Test
  void otherMethod_doesNotReachTheRoute() throws Exception {
    HttpResponse<String> response = send(request("/things/bug").POST(BodyPublishers.ofString("x")));

    assertThat(response.statusCode()).isEqualTo(405);
  }

  @Test
  void routeThatFails_isAnError_andTheServerGoesOn() throws Exception {
    assertThat(send(request("/things/bug")).statusCode()).isEqualTo(500);
    assertThat(send(request("/things/")).statusCode()).isEqualTo(418);
  }

  @Test
  void requestsBeyondTheLimits_areRefused_andHealthIsAnsweredAllTheSame() throws Exception {
    List<CompletableFuture<HttpResponse<String>>> held = hold();
    int beyond = 32;
    CountDownLatch refusals = new CountDownLatch(beyond);
    List<CompletableFuture<Void>> more = new ArrayList<>();
    for (int i = 0; i < Limits.ROUTE_REQUESTS_WAITING_MAX + beyond; i++) {
      more.add(sendAsync("/things/").thenAccept(each -> countIfBusy(each, refusals)));
    }
    assertThat(refusals.await(30, TimeUnit.SECONDS)).isTrue();

    int health = send(request("/health/ready")).statusCode();
    released.countDown();

    assertThat(health).isEqualTo(200);
    assertThat(CompletableFuture.allOf(more.toArray(CompletableFuture[]::new)))
        .succeedsWithin(30, TimeUnit.SECONDS);
    areAnswered(held);
  }

  @Test
  void requestThatFindsNoPlace_isAnsweredWhenOneIsFree() throws Exception {
    List<CompletableFuture<HttpResponse<String>>> held = hold();

    CompletableFuture<HttpResponse<String>> waits = sendAsync("/things/");
    released.countDown();

    held.add(waits);
    areAnswered(held);
  }

  @Test
  void requestThatHasWaited_isRefused() throws Exception {
    List<CompletableFuture<HttpResponse<String>>> held = hold();

    HttpResponse<String> refused = send(request("/things/"));
    released.countDown();

    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.headers().firstValue("Retry-After")).contains("1");
    assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
    areAnswered(held);
  }

  /** As many as are answered at once. */
  private List<CompletableFuture<HttpResponse<String>>> hold() throws InterruptedException {
    List<CompletableFuture<HttpResponse<String>>> held = new ArrayList<>();
    for (int i = 0; i < Limits.ROUTE_REQUESTS_MAX; i++) {
      held.add(sendAsync("/things/slow"));
    }
    assertThat(entered.await(30, TimeUnit.SECONDS)).isTrue();
    return held;
  }

  private void areAnswered(List<CompletableFuture<HttpResponse<String>>> held) throws Exception {
    for (CompletableFuture<HttpResponse<String>> each : held) {
      assertThat(each.get(30, TimeUnit.SECONDS).statusCode()).isEqualTo(418);
    }
    assertThat(send(request("/things/")).statusCode()).isEqualTo(418);
  }

  private static void countIfBusy(HttpResponse<String> response, CountDownLatch refusals) {
    if (response.statusCode() == 503) {
      refusals.countDown();
    }
  }

  private CompletableFuture<HttpResponse<String>> sendAsync(String path) {
    return client.sendAsync(request(path).build(), BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(
        URI.create("http://127.0.0.1:" + server.address().getPort() + path));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofString());
  }
}
