package io.lapse.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.telemetry.settings.HttpSettings;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What no client of good will sends is refused in few words, and the server goes on. */
class HostileRequestsTest {
  private static final int TIMEOUT_MILLIS = 30_000;

  private final PrometheusMeterRegistry meters = Meters.create();
  private TelemetryServer server;

  @BeforeEach
  void start() throws IOException {
    Health well = Health.unquestioned();
    server =
        TelemetryServer.start(
            HttpSettings.open("127.0.0.1", 0),
            meters,
            well,
            well,
            List.of(new Anything()),
            List.of());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          GET /things/a%2Fb HTTP/1.1|Host: x,                          200
          GET /things/%ff%zz HTTP/1.1|Host: x,                         400
          GET /things/%ff HTTP/1.1|Host: x,                            200
          GET /things/../metrics HTTP/1.1|Host: x,                     200
          GET http://x/things/a HTTP/1.1|Host: x,                      200
          GET http://y/things/a HTTP/1.1|Host: x,                      400
          GET /things/a HTTP/1.0,                                      200
          GET /things/a HTTP/1.1,                                      400
          GET /things/a HTTP/1.1|Host: x|Host: y,                      400
          GET /things/a HTTP/2.0|Host: x,                              426
          GET /things/a HTTP/1.1|Host: x|Content-Length: -1,           400
          GET /things/a HTTP/1.1|Host: x|Content-Length: 1,            413
          GET /things/a HTTP/1.1|Host: x|Transfer-Encoding: chunked,   413
          GET /things/a HTTP/1.1|Host: x|Expect: 100-continue|Content-Length: 5, 413
          OPTIONS * HTTP/1.1|Host: x,                                  405
          CONNECT x:80 HTTP/1.1|Host: x:80,                            405
          TRACE /metrics HTTP/1.1|Host: x,                             405
          get /metrics HTTP/1.1|Host: x,                               405
          GET metrics HTTP/1.1|Host: x,                                400
          nonsense,                                                    400
          """)
  void request_isAnsweredOrRefused(String request, int status) throws IOException {
    String answer = answer(request.replace("|", "\r\n") + "\r\nConnection: close\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
    assertThat(answer.toLowerCase(Locale.ROOT)).doesNotContain("jetty", "exception", "\tat ");
  }

  @Test
  void lineThatIsTooLong_isRefused() throws IOException {
    String path = "/things/" + "a".repeat(Limits.HEADER_BYTES_MAX);

    String answer = answer("GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 414 ").contains("application/problem+json");
  }

  @Test
  void bytesOfTls_areNotWaitedFor() throws IOException {
    String answer = answer("\u0016\u0003\u0001\u0002\u0000\u0001\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 400 ");
  }

  @Test
  void requestsInOnePacket_areAnsweredInTheirOrder() throws IOException {
    String one = "GET /things/one HTTP/1.1\r\nHost: x\r\n\r\n";
    String two = "GET /things/two HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";

    String answer = answer(one + two);

    assertThat(answer).containsSubsequence("200 OK", "/things/one", "200 OK", "/things/two");
  }

  /** All that is answered before the server closes. */
  private String answer(String bytes) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(server.address());
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static final class Anything implements Route {
    @Override
    public String path() {
      return "/things/";
    }

    @Override
    public Response answer(Request request) {
      return Response.of(200, "text/plain", Map.of(), request.rawPath());
    }
  }
}
