package io.lapse.cli.scenarios;

import java.io.BufferedWriter;
import java.io.IOException;
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
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.function.DoublePredicate;

/** {@code lapse streams} in a JVM of its own, seen through its metrics and its health. */
final class LedgerInstance implements AutoCloseable {
  private static final int OK = 200;
  private static final long PAUSE_MILLIS = 100;

  private final HttpClient client = HttpClient.newHttpClient();
  private final Path properties;
  private final Path log;
  private final int port;
  private ChildJvm process;

  private LedgerInstance(Path properties, Path log, int port) {
    this.properties = properties;
    this.log = log;
    this.port = port;
  }

  /**
   * Starts one.
   *
   * @param folder what it has of its own: state, properties and log
   */
  static LedgerInstance start(Path folder, String bootstrapServers, Map<String, String> settings)
      throws IOException {
    Files.createDirectories(folder);
    int port = freePort();
    Properties properties = new Properties();
    properties.put("bootstrap.servers", bootstrapServers);
    properties.put("state.dir", folder.resolve("state").toString());
    properties.put("replication.factor", "1");
    properties.put("commit.interval.ms", "50");
    properties.put("http.port", Integer.toString(port));
    properties.putAll(settings);
    Path file = folder.resolve("ledger.properties");
    try (BufferedWriter writer = Files.newBufferedWriter(file)) {
      properties.store(writer, null);
    }
    LedgerInstance instance = new LedgerInstance(file, folder.resolve("ledger.log"), port);
    instance.startAgain();
    return instance;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  void startAgain() throws IOException {
    process =
        ChildJvm.start(
            log,
            List.of("-Xmx192m"),
            "io.lapse.cli.Lapse",
            "streams",
            "--properties",
            properties.toString());
  }

  /** SIGTERM; returns its exit code. */
  int stop() {
    return process.stop();
  }

  /** SIGKILL; returns when it is gone. */
  void kill() {
    process.close();
  }

  /**
   * Waits until a metric is as wanted.
   *
   * @param metric its name as it stands in the text, with its labels but for those of Kafka
   * @return whether it was in time
   */
  boolean await(String metric, DoublePredicate wanted, Duration timeout)
      throws InterruptedException {
    long deadlineNanos = System.nanoTime() + timeout.toNanos();
    while (System.nanoTime() - deadlineNanos < 0) {
      if (isReady() && wanted.test(metric(metric))) {
        return true;
      }
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    }
    return false;
  }

  /** Whether it says that it does its work. */
  boolean isReady() {
    HttpResponse<String> response = get("/health/ready");
    return response != null && response.statusCode() == OK;
  }

  /** The sum over all labels; NaN if there is no such metric. */
  double metric(String name) {
    HttpResponse<String> response = get("/metrics");
    List<Double> values =
        response == null
            ? List.of()
            : response
                .body()
                .lines()
                .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                .map(line -> Double.valueOf(line.substring(line.lastIndexOf(' ') + 1)))
                .toList();
    return values.isEmpty() ? Double.NaN : values.stream().mapToDouble(Double::doubleValue).sum();
  }

  private HttpResponse<String> get(String path) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build();
      return client.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      return null; // It does not serve yet, or no more.
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What it printed. */
  String log() throws IOException {
    return Files.readString(log);
  }

  @Override
  public void close() {
    kill();
  }
}
