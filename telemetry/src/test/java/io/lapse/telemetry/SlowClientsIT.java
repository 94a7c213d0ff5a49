package io.lapse.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.telemetry.settings.HttpSettings;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that are slow, or many, or say too much, keep nobody else waiting, and not for long. */
@Execution(ExecutionMode.CONCURRENT)
class SlowClientsIT {
  private static final int MANY = 100;

  /** Whoever is made to wait for the others waits for longer. */
  private static final Duration ANSWERED_MAX = Duration.ofSeconds(Limits.REQUEST_SECONDS_MAX - 1);

  /** The server looks at the time once a second, or every ten where nothing was sent. */
  private static final Duration CLOSED_MAX = Duration.ofSeconds(Limits.IDLE_SECONDS_MAX + 15);

  private final List<Socket> sockets = new ArrayList<>();
  private TelemetryServer server;

  @BeforeEach
  void start() throws IOException {
    Health well = Health.unquestioned();
    server = TelemetryServer.start(HttpSettings.open("127.0.0.1", 0), Meters.create(), well, well);
  }

  @AfterEach
  void stop() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "G", "GET /metrics HTTP/1.1\r\nA: ", "GET /metrics HTTP/1.1\r\n"})
  void manyThatStopInTheMiddle_keepNobodyWaiting_andAreClosed(String begun) throws Exception {
    for (int i = 0; i < MANY; i++) {
      open(begun);
    }

    for (int i = 0; i < 5; i++) {
      assertHealthIsAnswered();
    }

    long startNanos = System.nanoTime();
    for (Socket socket : sockets) {
      assertThat(closes(socket)).as("closed by the server").isTrue();
    }
    assertThat(Duration.ofNanos(System.nanoTime() - startNanos)).isLessThan(CLOSED_MAX);
    assertHealthIsAnswered();
  }

  @Test
  void moreThanItTakes_areTurnedAway_andItRecovers() throws Exception {
    for (int i = 0; i < 3 * Limits.CONNECTIONS_MAX; i++) {
      open("G");
    }

    for (Socket socket : sockets) {
      assertThat(closes(socket)).isTrue();
    }

    assertHealthIsAnswered();
  }

  @Test
  void bodyThatNeverComes_isNotWaitedFor() throws Exception {
    Socket socket = open("GET /metrics HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\n");

    assertThat(new String(socket.getInputStream().readNBytes(13), StandardCharsets.US_ASCII))
        .isEqualTo("HTTP/1.1 413 ");
  }

  @Test
  void headersThatAreTooMany_orTooLong_areRefused() throws Exception {
    StringBuilder many = new StringBuilder();
    for (int i = 0; i <= Limits.HEADERS_MAX; i++) {
      many.append("A").append(i).append(": b\r\n");
    }
    String large = "A: " + "b".repeat(Limits.HEADER_BYTES_MAX + 10_000) + "\r\n";

    for (String headers : List.of(many.toString(), large)) {
      assertThat(answer(open("GET /metrics HTTP/1.1\r\nHost: x\r\n" + headers + "\r\n")))
          .as("answer, if there is one")
          .doesNotContain("200 OK");
    }
    assertHealthIsAnswered();
  }

  private Socket open(String begun) throws IOException {
    Socket socket = new Socket();
    socket.connect(server.address());
    socket.setSoTimeout((int) CLOSED_MAX.toMillis());
    sockets.add(socket);
    try {
      socket.getOutputStream().write(begun.getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      assertThat(sockets.size()).as("turned away").isGreaterThan(MANY);
    }
    return socket;
  }

  /** All that comes before the server closes it. */
  private static String answer(Socket socket) {
    try {
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return ""; // Closed while it still sent.
    }
  }

  private static boolean closes(Socket socket) {
    try {
      return socket.getInputStream().read() >= -1;
    } catch (java.net.SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  private void assertHealthIsAnswered() throws Exception {
    URI health = URI.create("http://127.0.0.1:" + server.address().getPort() + "/health/live");
    HttpRequest request = HttpRequest.newBuilder(health).timeout(ANSWERED_MAX).build();

    assertThat(HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).statusCode())
        .isEqualTo(200);
  }
}
