package io.lapse.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.cli.Cli;
import io.lapse.cli.Lapse;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo with its real broker: what it shows is what the recordings hold. */
class DemoIT {
  private static final Duration TIMEOUT = Duration.ofMinutes(2);
  private static final Pattern PAGE = Pattern.compile("the page is at (http://\\S+)");

  @TempDir private Path folder;

  @Test
  void demo_showsWhatHappened_andEqualsTheReplay() throws IOException {
    Cli.Result demo = Cli.run("demo", "--headless", "--out", folder.resolve("live"));

    Cli.run(
        "replay",
        "--manifest",
        Cli.RECORDINGS.resolve("C_live6/manifest.json"),
        "--manifest",
        Cli.RECORDINGS.resolve("D_std_J60/manifest-claims.json"),
        "--reactions",
        "emulated",
        "--out",
        folder.resolve("replayed"));
    assertThat(demo.exitCode()).as(demo.err()).isZero();
    assertThat(demo.out())
        .contains("60.303 ms", "3.874 ms", "41.651 ms", "8.45 ms", "3.392 ms", "10.73 ms")
        .contains("60.000740700 s")
        .contains("COMPENSATED_ABOVE_THRESHOLD")
        .contains("equal")
        .doesNotContain("DIFFERENT");
    assertThat(demo.out().lines().mapToInt(String::length).max().orElseThrow())
        .isLessThanOrEqualTo(120);
    assertThat(folder.resolve("live/ledger.jsonl"))
        .hasSameBinaryContentAs(folder.resolve("replayed/ledger.jsonl"));
    assertThat(Files.readAllLines(folder.resolve("live/ledger.jsonl"))).hasSize(14);
  }

  @Test
  void demo_servesThePage_untilItIsToldToEnd() throws Exception {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    AtomicInteger exitCode = new AtomicInteger(-1);
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());
      String[] command = {"demo", "--port", port, "--json"};
      Thread demo =
          new Thread(
              () -> exitCode.set(Lapse.run(command, new PrintWriter(out), new PrintWriter(err))));
      demo.start();
      try {
        String address = address(err, demo);

        assertThat(err.toString()).contains("port " + port + " is taken");
        assertThat(get(address).body()).contains("<title>Lapse: the fleet</title>");
        assertThat(get(address + "runbooks/unaccounted-time").statusCode()).isEqualTo(200);
        assertThat(get(address + "api/v1/guests/probe-std/ledger").body()).contains("probe-std");
        assertThat(get(address + "api/v1/fleet/summary").statusCode()).isEqualTo(200);
        assertThat(told(address + "api/v1/stream")).contains("retry: 1000", "event: board");
        assertThat(out.toString().lines()).hasSize(14).allMatch(line -> line.startsWith("{"));
        assertThat(demo.isAlive()).isTrue();
      } finally {
        demo.interrupt();
        demo.join(TIMEOUT.toMillis());
      }
    }
    assertThat(exitCode).hasValue(0);
  }

  private static String address(StringWriter err, Thread demo) throws InterruptedException {
    long deadline = System.nanoTime() + TIMEOUT.toNanos();
    Matcher said = PAGE.matcher(err.toString());
    while (!said.find()) {
      assertThat(System.nanoTime() - deadline).as("in time: " + err).isNegative();
      assertThat(demo.isAlive()).as(err.toString()).isTrue();
      demo.join(100);
      said = PAGE.matcher(err.toString());
    }
    return said.group(1);
  }

  private static HttpResponse<String> get(String url) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(url)).build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
  }

  /** The first that a stream tells. */
  private static List<String> told(String url) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(url)).build();
    try (Stream<String> lines =
        HttpClient.newHttpClient().send(request, BodyHandlers.ofLines()).body()) {
      return lines.limit(3).toList();
    }
  }
}
