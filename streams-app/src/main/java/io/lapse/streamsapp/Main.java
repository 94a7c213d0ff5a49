package io.lapse.streamsapp;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the ledger until it is told to stop: {@code Main FILE.properties}.
 *
 * <p>Exits 0 when told to stop, 2 on wrong usage, 1 if the ledger gave up. A user's mistake is one
 * line of the log.
 */
public final class Main {
  static final int GAVE_UP = LedgerService.GAVE_UP;
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
      return LedgerService.run(AppConfig.read(Path.of(args[0])));
    } catch (ConfigException e) {
      return refused(WRONG_USAGE, args[0], String.valueOf(e.getMessage()));
    } catch (IOException e) {
      return refused(GAVE_UP, args[0], "expected an address that is free: " + e);
    } catch (KafkaException e) {
      return refused(GAVE_UP, args[0], String.valueOf(e.getMessage()));
    }
  }

  private static int refused(int status, String file, String reason) {
    LOG.atError().addKeyValue("file", file).addKeyValue("reason", reason).log("cannot run");
    return status;
  }
}
