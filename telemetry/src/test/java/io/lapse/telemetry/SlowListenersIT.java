package io.lapse.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.telemetry.settings.HttpSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Clients that listen and never read cost little, and not for long. */
@Execution(ExecutionMode.CONCURRENT)
class SlowListenersIT {
  private static final int MANY = 300;
  private static final int EVENTS = 200;
  private static final int EVENT_BYTES = 100_000;

  /** One that is being written, and one that waits; and what else the tests need. */
  private static final long HEAP_BYTES_MAX = 2L * MANY * EVENT_BYTES + 64_000_000;

  /** Whoever is made to wait for the others waits for {@link Limits#STREAM_STUCK_SECONDS_MAX}. */
  private static final Duration ANSWERED_MAX = Duration.ofSeconds(15);

  private static final Duration CLOSED_MAX =
      Duration.ofSeconds(Limits.STREAM_STUCK_SECONDS_MAX + 15);

  private static final long LOOK_NANOS = 100_000_000;

  private final HttpClient client = HttpClient.newHttpClient();
  private final Listeners route = new Listeners();
  private final List<RawListener> clients = new ArrayList<>();
  private TelemetryServer server;

  @BeforeEach
  void start() throws IOException {
    Health well = Health.unquestioned();
    server =
        TelemetryServer.start(
            HttpSettings.open("127.0.0.1", 0),
            Meters.create(),
            well,
            well,
            List.of(),
            List.of(route));
  }

  @AfterEach
  void stop() throws IOException {
    for (RawListener each : clients) {
      each.close();
    }
    server.close();
  }

  @Test
  void manyThatNeverRead_keepNobodyWaiting_andAreClosed() throws Exception {
    route.openMany(MANY, server, clients);

    for (int i = 0; i < EVENTS; i++) {
      route.tell("thing", Integer.toString(i), "x".repeat(EVENT_BYTES));
    }

    assertThat(heapBytes()).isLessThan(HEAP_BYTES_MAX);
    long startNanos = System.nanoTime();
    while (route.size() > 0) {
      assertThat(Duration.ofNanos(System.nanoTime() - startNanos)).isLessThan(CLOSED_MAX);
      assertHealthIsAnswered();
      LockSupport.parkNanos(LOOK_NANOS);
    }
    assertThat(route.closed()).isEqualTo(Collections.nCopies(MANY, 1));
    for (RawListener each : clients) {
      assertThat(each.closes()).isTrue();
    }
  }

  @Test
  void streamWithoutEvents_saysThatItIsThere_andStays() throws Exception {
    RawListener quiet = RawListener.at(server);
    clients.add(quiet);
    quiet.until("data: ");

    List<String> first = quiet.until(":");
    List<String> second = quiet.until(":");
    List<String> third = quiet.until(":");

    assertThat(first).containsExactly("", ":");
    assertThat(second).containsExactly("", ":");
    assertThat(third).as("after " + Limits.ANSWER_SECONDS_MAX + " s").containsExactly("", ":");
    assertThat(route.size()).isEqualTo(1);
  }

  private static long heapBytes() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  private void assertHealthIsAnswered() throws Exception {
    URI health = URI.create("http://127.0.0.1:" + server.address().getPort() + "/health/live");
    HttpRequest request = HttpRequest.newBuilder(health).timeout(ANSWERED_MAX).build();

    assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
  }
}
