package io.lapse.cli.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * A real broker (KRaft, its own controller) in this process, on the loopback interface: on free
 * ports with data that goes with it, or where its data was left before.
 *
 * <p>Started by the classes that {@code kafka-storage.sh format} and {@code kafka-server-start.sh}
 * use. They are no public API: their names are those of the Kafka version in the root POM.
 */
public final class EmbeddedBroker implements AutoCloseable {
  /** A port that was free may be taken by somebody else before the broker binds it. */
  private static final int START_ATTEMPTS_MAX = 3;

  /** A folder that was formatted has it. */
  private static final String FORMATTED = "meta.properties";

  private final KafkaRaftServer server;
  private final BrokerSettings settings;
  private final boolean temporary;

  private EmbeddedBroker(KafkaRaftServer server, BrokerSettings settings, boolean temporary) {
    this.server = server;
    this.settings = settings;
    this.temporary = temporary;
  }

  /**
   * Starts a broker and returns when it takes requests.
   *
   * @throws KafkaException if it cannot start
   * @throws UncheckedIOException if it cannot write to the temporary folder
   */
  public static EmbeddedBroker start() {
    KafkaException last = null;
    for (int attempt = 1; attempt <= START_ATTEMPTS_MAX; attempt++) {
      try {
        return startOnce();
      } catch (KafkaException e) {
        last = e;
      }
    }
    throw new KafkaException(
        "the embedded broker did not start in " + START_ATTEMPTS_MAX + " attempts", last);
  }

  /**
   * Starts a broker whose data stays, and returns when it takes requests. One that was killed goes
   * on where it was if it gets the same settings again.
   *
   * @param more settings of Kafka that are added to them
   * @throws KafkaException if it cannot start
   */
  static EmbeddedBroker startWith(BrokerSettings settings, Map<String, String> more) {
    return start(settings, more, false);
  }

  private static EmbeddedBroker startOnce() {
    Path data = temporaryFolder();
    try {
      return start(settings(data), Map.of(), true);
    } catch (RuntimeException e) {
      delete(data);
      throw e;
    }
  }

  private static EmbeddedBroker start(
      BrokerSettings settings, Map<String, String> more, boolean temporary) {
    if (!Files.exists(settings.data().resolve(FORMATTED))) {
      format(settings);
    }
    Map<String, String> all = new HashMap<>(settings.asMap());
    all.putAll(more);
    KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(all, false), Time.SYSTEM);
    startUp(server);
    return new EmbeddedBroker(server, settings, temporary);
  }

  private static void startUp(KafkaRaftServer server) {
    try {
      server.startup();
    } catch (RuntimeException e) {
      server.shutdown();
      server.awaitShutdown();
      throw e instanceof KafkaException ? e : new KafkaException(e);
    }
  }

  /** Both sockets are open at once, so that the ports differ. */
  static BrokerSettings settings(Path data) {
    try (ServerSocket broker = freePort();
        ServerSocket controller = freePort()) {
      return new BrokerSettings(broker.getLocalPort(), controller.getLocalPort(), data);
    } catch (IOException e) {
      throw new UncheckedIOException("no free port on the loopback interface", e);
    }
  }

  private static ServerSocket freePort() throws IOException {
    return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }

  private static void format(BrokerSettings settings) {
    try (PrintStream quiet =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
      new Formatter()
          .setNodeId(BrokerSettings.NODE_ID)
          .setClusterId(Uuid.randomUuid().toString())
          .setControllerListenerName(BrokerSettings.CONTROLLER_LISTENER)
          .setMetadataLogDirectory(settings.data().toString())
          .setDirectories(List.of(settings.data().toString()))
          .setPrintStream(quiet)
          .run();
    } catch (Exception e) { // Formatter declares no narrower one.
      throw new KafkaException("cannot format " + settings.data(), e);
    }
  }

  /** {@code HOST:PORT}, for {@code bootstrap.servers}. */
  public String bootstrapServers() {
    return "127.0.0.1:" + settings.brokerPort();
  }

  /** The folder of its logs. */
  Path data() {
    return settings.data();
  }

  /** Stops the broker and deletes its data if that was temporary. */
  @Override
  public void close() {
    try {
      server.shutdown();
      server.awaitShutdown();
    } finally {
      if (temporary) {
        delete(settings.data());
      }
    }
  }

  private static Path temporaryFolder() {
    try {
      return Files.createTempDirectory("lapse-broker-");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make a temporary folder for the broker", e);
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + folder, e);
    }
  }
}
