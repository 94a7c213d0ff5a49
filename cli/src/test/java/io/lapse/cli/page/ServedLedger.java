package io.lapse.cli.page;

import io.lapse.cli.broker.EmbeddedBroker;
import io.lapse.guestconsumer.GuestConsumer;
import io.lapse.guestconsumer.GuestConsumerConfig;
import io.lapse.guestconsumer.ReactionListener;
import io.lapse.ledger.LedgerInput;
import io.lapse.producers.Recordings;
import io.lapse.producers.publish.HostEventPublisher;
import io.lapse.producers.source.Manifest;
import io.lapse.schemas.topic.Topics;
import io.lapse.streamsapp.AppConfig;
import io.lapse.streamsapp.LedgerService;
import io.lapse.streamsapp.topics.TopicSetup;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;

/** A broker, a ledger that serves its page, and the emulated guests of the demo. */
final class ServedLedger implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(90);
  private static final int PARTITIONS = 2;
  private static final int PAUSE_MILLIS = 100;

  private final HttpClient client = HttpClient.newHttpClient();

  private final EmbeddedBroker broker = EmbeddedBroker.start();
  private final ExecutorService thread = Executors.newSingleThreadExecutor();
  private final int port = freePort();
  private final LedgerService service;
  private final GuestConsumer guests;
  private final Future<?> following;

  ServedLedger(Path state) throws IOException, InterruptedException {
    try (Admin admin = Admin.create(kafka())) {
      TopicSetup.create(admin, Topics.standard(), PARTITIONS, (short) 1);
    }
    Properties ledger = new Properties();
    ledger.putAll(kafka());
    ledger.put("state.dir", state.toString());
    ledger.put("replication.factor", "1");
    ledger.put("commit.interval.ms", "100");
    ledger.put("reactions.accept", "reported,emulated");
    ledger.put("http.port", Integer.toString(port));
    service = LedgerService.start(new AppConfig(ledger));
    Properties follower = new Properties();
    follower.putAll(kafka());
    guests = GuestConsumer.connect(new GuestConsumerConfig(follower), ReactionListener.NONE);
    following = thread.submit(guests);
    service.app().awaitRunning(TIMEOUT);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private Map<String, Object> kafka() {
    return Map.of("bootstrap.servers", broker.bootstrapServers());
  }

  String url(String path) {
    return "http://127.0.0.1:" + port + path;
  }

  /** Publishes what the manifests name. */
  void publish(Path... manifests) {
    for (Path manifest : manifests) {
      publish(Recordings.read(Manifest.load(manifest).inputs()).inputs());
    }
  }

  void publish(List<LedgerInput> inputs) {
    try (HostEventPublisher publisher = HostEventPublisher.connect(kafka(), Topics.standard())) {
      inputs.forEach(publisher::send);
      publisher.flush();
    }
  }

  /** Returns when the answer to a question holds a text. */
  void await(String path, String text) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(url("/api/v1/" + path))).build();
    long deadlineNanos = System.nanoTime() + TIMEOUT.toNanos();
    String body = "";
    while (System.nanoTime() - deadlineNanos < 0) {
      body = client.send(request, BodyHandlers.ofString()).body();
      if (body.contains(text)) {
        return;
      }
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    }
    throw new IllegalStateException(path + " without " + text + " after " + TIMEOUT + ": " + body);
  }

  /** Fails if the guest side has ended. */
  void requireGuests() throws Exception {
    if (following.isDone()) {
      following.get();
    }
  }

  @Override
  public void close() {
    guests.close();
    thread.shutdownNow();
    service.close();
    broker.close();
  }
}
