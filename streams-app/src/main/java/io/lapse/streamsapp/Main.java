package io.lapse.streamsapp;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the ledger until it is told to stop: {@code Main FILE.properties}. */
public final class Main {
  private static final Logger LOG = LoggerFactory.getLogger(Main.class);
  private static final Duration START_TIMEOUT = Duration.ofMinutes(10);

  private Main() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    if (args.length != 1) {
      throw new IllegalArgumentException("expected one argument, a properties file");
    }
    boolean closed = run(new AppConfig(properties(Path.of(args[0]))));
    if (!closed) {
      System.exit(1);
    }
  }

  private static Properties properties(Path file) throws IOException {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    }
    return properties;
  }

  private static boolean run(AppConfig config) throws InterruptedException {
    try (LedgerApp app = LedgerApp.start(config)) {
      Runtime.getRuntime().addShutdownHook(new Thread(app::close, "close-ledger"));
      app.awaitRunning(START_TIMEOUT);
      LOG.atInfo().addKeyValue("topics", config.topics().hostEvents().name()).log("running");
      return app.awaitEnd();
    }
  }
}
