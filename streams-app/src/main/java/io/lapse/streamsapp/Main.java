package io.lapse.streamsapp;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the ledger until it is told to stop: {@code Main FILE.properties}.
 *
 * <p>Exits 2 on wrong usage, 1 if the ledger gave up. A user's mistake is one line of the log.
 */
public final class Main {
  static final int GAVE_UP = 1;
  static final int WRONG_USAGE = 2;

  private static final Logger LOG = LoggerFactory.getLogger(Main.class);

  private Main() {}

  public static void main(String[] args) throws InterruptedException {
    int status = run(args);
    if (status != 0) {
      System.exit(status);
    }
  }

  static int run(String... args) throws InterruptedException {
    if (args.length != 1) {
      LOG.error("expected one argument, a properties file");
      return WRONG_USAGE;
    }
    try {
      return run(new AppConfig(properties(Path.of(args[0]))));
    } catch (ConfigException e) {
      return refused(WRONG_USAGE, args[0], String.valueOf(e.getMessage()));
    } catch (IOException | IllegalArgumentException e) {
      return refused(WRONG_USAGE, args[0], "expected a readable properties file: " + e);
    } catch (KafkaException e) {
      return refused(GAVE_UP, args[0], String.valueOf(e.getMessage()));
    }
  }

  private static int refused(int status, String file, String reason) {
    LOG.atError().addKeyValue("file", file).addKeyValue("reason", reason).log("cannot run");
    return status;
  }

  private static Properties properties(Path file) throws IOException {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    }
    return properties;
  }

  private static int run(AppConfig config) throws InterruptedException {
    try (LedgerApp app = LedgerApp.start(config)) {
      Runtime.getRuntime().addShutdownHook(new Thread(app::close, "close-ledger"));
      if (app.awaitRunning()) {
        LOG.atInfo().addKeyValue("topics", config.topics().hostEvents().name()).log("running");
      }
      return app.awaitEnd() ? 0 : GAVE_UP;
    }
  }
}
