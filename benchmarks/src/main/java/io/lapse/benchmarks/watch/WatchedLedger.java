package io.lapse.benchmarks.watch;

import io.lapse.benchmarks.streams.ChildProcess;
import io.lapse.schemas.topic.Topics;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** The ledger that is watched, in a process of its own. */
@SuppressWarnings("try") // Whoever closes it waits for the process.
final class WatchedLedger implements AutoCloseable {
  /** As docs/operating/streams-app.md has it. */
  private static final List<String> OPTIONS =
      List.of("-Xmx3g", "-Xms3g", "-XX:+UseG1GC", "-XX:MaxGCPauseMillis=50");

  private static final Duration TAKEN_MAX = Duration.ofMinutes(3);
  private static final long LOOK_MILLIS = 20;
  private static final String HEAP = "jvm_memory_used_bytes{area=\"heap\"";

  private final HttpClient client = HttpClient.newHttpClient();
  private final ChildProcess process;
  private final Admin admin;
  private final Topics topics;
  private final URI uri;

  private WatchedLedger(ChildProcess process, Admin admin, Topics topics, URI uri) {
    this.process = process;
    this.admin = admin;
    this.topics = topics;
    this.uri = uri;
  }

  /** Returns when it takes records. */
  static WatchedLedger start(
      Path folder, String bootstrapServers, Topics topics, AlertReceiver receiver)
      throws IOException {
    ChildProcess process =
        ChildProcess.start(
            folder.resolve("log"),
            OPTIONS,
            WatchMain.class,
            List.of(bootstrapServers, receiver.url(), folder.resolve("state").toString()));
    URI uri = URI.create("http://127.0.0.1:" + process.firstLine());
    return new WatchedLedger(
        process, Admin.create(Map.of("bootstrap.servers", bootstrapServers)), topics, uri);
  }

  /** Where it serves HTTP. */
  URI uri() {
    return uri;
  }

  /** How many host events it has taken, and committed. */
  long taken() throws InterruptedException, ExecutionException {
    Map<TopicPartition, OffsetAndMetadata> committed =
        admin.listConsumerGroupOffsets(WatchMain.APPLICATION).partitionsToOffsetAndMetadata().get();
    long taken = 0;
    for (Map.Entry<TopicPartition, OffsetAndMetadata> each : committed.entrySet()) {
      // Null where nothing is committed yet.
      OffsetAndMetadata offset = each.getValue();
      boolean isOfHosts = each.getKey().topic().equals(topics.hostEvents().name());
      taken += offset != null && isOfHosts ? offset.offset() : 0;
    }
    return taken;
  }

  /** Returns when it has taken so many. */
  void awaitTaken(long events) throws InterruptedException, ExecutionException {
    long until = System.nanoTime() + TAKEN_MAX.toNanos();
    while (taken() < events) {
      if (System.nanoTime() - until > 0) {
        throw new IllegalStateException("the ledger must take all: " + taken() + " of " + events);
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    }
  }

  /** What its heap holds, garbage included, as its own metrics have it. */
  double heapBytes() throws IOException, InterruptedException {
    String metrics =
        client
            .send(HttpRequest.newBuilder(uri.resolve("/metrics")).build(), BodyHandlers.ofString())
            .body();
    double bytes = heap(metrics);
    if (bytes <= 0) {
      throw new IOException("expected " + HEAP + " in the ledger's metrics");
    }
    return bytes;
  }

  private static double heap(String metrics) {
    return metrics
        .lines()
        .filter(line -> line.startsWith(HEAP))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  /** What its process holds of the machine's memory. */
  long residentBytes() throws IOException {
    return process.residentBytes();
  }

  @Override
  public void close() throws IOException, InterruptedException {
    admin.close();
    process.close();
  }
}
