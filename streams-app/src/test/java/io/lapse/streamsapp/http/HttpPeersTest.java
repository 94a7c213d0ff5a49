package io.lapse.streamsapp.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.lapse.streamsapp.query.Instance;
import io.lapse.telemetry.Route.Response;
import io.lapse.telemetry.settings.HttpSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpPeersTest {
  private final HttpPeers peers =
      new HttpPeers(new Instance("self", 1), HttpSettings.open("127.0.0.1", 1));
  private final List<String> asked = new ArrayList<>();
  private HttpServer server;

  /** What the other answers. */
  private int status = 200;

  private String type = "application/json";
  private String body = "{}\n";
  private boolean saysLength = true;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      asked.add(
          exchange.getRequestURI()
              + " "
              + exchange.getRequestHeaders().getFirst("Lapse-Forwarded-By"));
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", type);
      exchange.getResponseHeaders().set("Lapse-Staleness", "role=active; lag=0");
      exchange.getResponseHeaders().set("Retry-After", "1");
      exchange.getResponseHeaders().set("Set-Cookie", "not=ours");
      exchange.sendResponseHeaders(status, saysLength ? bytes.length : 0);
      exchange.getResponseBody().write(bytes);
    }
  }

  private Optional<Response> ask() {
    return peers.ask(
        new Instance("127.0.0.1", server.getAddress().getPort()), "/a%2Fb/ledger?stale_ok=1");
  }

  @Test
  void question_isPassedOnAsItIs_andMarked() {
    ask();

    assertThat(asked).containsExactly("/a%2Fb/ledger?stale_ok=1 self:1");
  }

  @Test
  void answer_isTakenAsItIs() {
    status = 503;
    type = "application/problem+json";

    Response response = ask().orElseThrow();

    assertThat(response.status()).isEqualTo(503);
    assertThat(response.type()).isEqualTo("application/problem+json");
    assertThat(response.body()).asString(StandardCharsets.UTF_8).isEqualTo("{}\n");
    assertThat(response.headers())
        .containsOnly(
            Map.entry("Lapse-Staleness", "role=active; lag=0"), Map.entry("Retry-After", "1"));
  }

  @Test
  void answerOfSomethingElse_isNone() {
    type = "text/html";

    assertThat(ask()).isEmpty();
  }

  @Test
  void redirection_isNotFollowed() {
    status = 302;
    type = "text/plain";

    assertThat(ask()).isEmpty();
    assertThat(asked).hasSize(1);
  }

  @Test
  void answerOfUnknownLength_isNone() {
    saysLength = false;

    assertThat(ask()).isEmpty();
  }

  @Test
  void instanceThatIsDown_givesNone() {
    server.stop(0);

    assertThat(ask()).isEmpty();
  }

  @Test
  void instanceThatNeverAnswers_givesNone() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Instance instance = new Instance("127.0.0.1", silent.getLocalPort());

      assertThat(peers.ask(instance, "/")).isEmpty();
    }
  }
}
