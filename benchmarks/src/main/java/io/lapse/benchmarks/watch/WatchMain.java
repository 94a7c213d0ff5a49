package io.lapse.benchmarks.watch;

import io.lapse.streamsapp.AlertKeys;
import io.lapse.streamsapp.AppConfig;
import io.lapse.streamsapp.LedgerService;
import io.lapse.streamsapp.ProcessLocale;
import io.lapse.telemetry.settings.HttpKeys;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;

/** A ledger with all that it serves: says at which port, and runs until its input ends. */
public final class WatchMain {
  static final String APPLICATION = "watch";

  /** As high as it goes: what is measured is not its own patience. */
  private static final int POSTS_PER_SECOND = 1_000;

  private static final Duration READY_MAX = Duration.ofMinutes(2);

  private WatchMain() {}

  /**
   * @param args a broker, a receiver's URL, and a folder for the state
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    ProcessLocale.set();
    int port = freePort();
    try (LedgerService service =
        LedgerService.start(new AppConfig(properties(args[0], args[1], Path.of(args[2]), port)))) {
      service.app().awaitRunning(READY_MAX);
      System.out.println(port);
      System.out.flush();
      while (System.in.read() >= 0) {
        // What comes is of no interest; that nothing more comes, is.
      }
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** As an operator would run it. */
  private static Properties properties(
      String bootstrapServers, String receiver, Path folder, int port) {
    Properties properties = new Properties();
    properties.put("bootstrap.servers", bootstrapServers);
    properties.put("application.id", APPLICATION);
    properties.put("state.dir", folder.toString());
    properties.put("replication.factor", "1");
    properties.put(HttpKeys.PORT, Integer.toString(port));
    properties.put(AlertKeys.SINKS, "alertmanager");
    properties.put(AlertKeys.ALERTMANAGER_URL, receiver);
    properties.put(AlertKeys.RATE, Integer.toString(POSTS_PER_SECOND));
    return properties;
  }
}
