package io.lapse.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.cli.Cli;
import io.lapse.cli.broker.EmbeddedBroker;
import io.lapse.schemas.topic.Topics;
import io.lapse.streamsapp.AppConfig;
import io.lapse.streamsapp.LedgerService;
import io.lapse.streamsapp.topics.TopicSetup;
import java.io.IOException;
import java.io.UncheckedIOException;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Executes {@code docs/reference/http.md}: publishes its events, and asks what it asks. */
class HttpPageIT {
  private static final String CURL = "$ curl -s ";
  private static final String ADDRESS = "127.0.0.1:8080";
  private static final Duration TIMEOUT = Duration.ofMinutes(1);

  @TempDir private Path folder;

  private final HttpClient client = HttpClient.newHttpClient();
  private final List<Integer> statuses = new ArrayList<>();
  private int port;

  private String executed(Page.Block block) {
    return block.body().startsWith(CURL)
        ? asked(block.body().lines().toList().get(0))
        : block.body();
  }

  private String asked(String command) {
    String url = command.substring(CURL.length()).replace("'", "");
    HttpResponse<String> response = getWithLag(url.replace(ADDRESS, "127.0.0.1:" + port));
    statuses.add(response.statusCode());
    return command + "\n" + response.body().replace("127.0.0.1:" + port, ADDRESS);
  }

  /** Asks until the brokers have said in time how far the owner is: they have half a second. */
  private HttpResponse<String> getWithLag(String url) {
    long deadline = System.nanoTime() + TIMEOUT.toNanos();
    HttpResponse<String> response = get(url);
    while (response.body().contains("\"lag_records\":null")) {
      assertThat(System.nanoTime() - deadline).as("lag in time").isNegative();
      response = get(url);
    }
    return response;
  }

  /** Asks once more where a connection that was kept alive gave no answer: it was seen once. */
  private HttpResponse<String> get(String url) {
    try {
      return send(url);
    } catch (IOException e) {
      System.err.println("asked again, after " + e + ": " + url);
    }
    try {
      return send(url);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private HttpResponse<String> send(String url) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(15)).build();
    try {
      return client.send(request, BodyHandlers.ofString());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void page_showsWhatIsAnswered() throws Exception {
    Page page = Page.read("reference/http.md");
    port = freePort();
    try (EmbeddedBroker broker = EmbeddedBroker.start()) {
      createTopics(broker);
      try (LedgerService service = LedgerService.start(new AppConfig(properties(broker)))) {
        service.app().awaitRunning(TIMEOUT);
        publish(broker, page);
        awaitNothingLeft();
        awaitBoard();

        page.assertIs(page.with(this::executed));
        assertThat(statuses).contains(404).containsOnly(200, 404).hasSizeGreaterThan(4);
      }
    }
  }

  /** What is published is taken before it is committed. */
  private void awaitNothingLeft() {
    String instances = "http://127.0.0.1:" + port + "/api/v1/instances";
    long deadline = System.nanoTime() + TIMEOUT.toNanos();
    while (!get(instances).body().contains("\"lag_records\":0")) {
      assertThat(System.nanoTime() - deadline).as("lag in time").isNegative();
    }
  }

  /** The board reads what is committed, and counts each change: the page shows all of them. */
  private void awaitBoard() {
    String summary = "http://127.0.0.1:" + port + "/api/v1/fleet/summary";
    long deadline = System.nanoTime() + TIMEOUT.toNanos();
    String body = get(summary).body();
    while (!body.contains("LIVE")
        || !body.contains("\"guests\":1,\"outages\":1,")
        || !body.contains("BLACKOUT_EXCEEDED")
        || !body.contains("UNACCOUNTED_TIME")) {
      assertThat(System.nanoTime() - deadline).as("board in time").isNegative();
      body = get(summary).body();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void createTopics(EmbeddedBroker broker) {
    try (Admin admin =
        Admin.create(Map.of("bootstrap.servers", (Object) broker.bootstrapServers()))) {
      TopicSetup.create(admin, Topics.standard(), 1, (short) 1);
    }
  }

  private Properties properties(EmbeddedBroker broker) {
    Properties properties = new Properties();
    properties.put("bootstrap.servers", broker.bootstrapServers());
    properties.put("state.dir", folder.resolve("state").toString());
    properties.put("replication.factor", "1");
    properties.put("http.port", Integer.toString(port));
    return properties;
  }

  /** The first JSON block of the page is the file of events. Returns when the ledger knows all. */
  private void publish(EmbeddedBroker broker, Page page) throws IOException {
    Path events = folder.resolve("events.jsonl");
    page.with(
        block -> {
          if (block.kind().equals("json events")) {
            write(events, block.body());
          }
          return block.body();
        });
    Cli.Result published =
        Cli.run(
            "publish",
            "--bootstrap-server",
            broker.bootstrapServers(),
            "--input",
            "host=h1,guest=vm-7,format=jsonl,path=" + events);
    assertThat(published.exitCode()).as(published.err()).isZero();
    String ledger = "http://127.0.0.1:" + port + "/api/v1/guests/vm-7/ledger";
    long deadline = System.nanoTime() + TIMEOUT.toNanos();
    while (get(ledger)
        .headers()
        .firstValue("Lapse-Staleness")
        .filter("role=active; lag=0"::equals)
        .isEmpty()) {
      assertThat(System.nanoTime() - deadline).as("in time").isNegative();
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
