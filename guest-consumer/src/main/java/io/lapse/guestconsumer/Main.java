package io.lapse.guestconsumer;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands in for guests until it is told to stop: {@code Main FILE.properties}.
 *
 * <p>Exits 2 on wrong usage, 1 if it gave up. A user's mistake is one line of the log.
 */
public final class Main {
  static final int GAVE_UP = 1;
  static final int WRONG_USAGE = 2;

  private static final Logger LOG = LoggerFactory.getLogger(Main.class);

  private Main() {}

  public static void main(String[] args) {
    int status = run(args);
    if (status != 0) {
      System.exit(status);
    }
  }

  static int run(String... args) {
    if (args.length != 1) {
      LOG.error("expected one argument, a properties file");
      return WRONG_USAGE;
    }
    GuestConsumerConfig config;
    try {
      config = GuestConsumerConfig.read(Path.of(args[0]));
    } catch (ConfigException e) {
      return refused(WRONG_USAGE, args[0], String.valueOf(e.getMessage()));
    }
    return run(args[0], config);
  }

  private static int run(String file, GuestConsumerConfig config) {
    try (GuestService service = GuestService.connect(config, ReactionListener.NONE)) {
      Runtime.getRuntime().addShutdownHook(new Thread(service::close, "close-guest-consumer"));
      service.run();
      return 0;
    } catch (IOException e) {
      return refused(GAVE_UP, file, "expected an address that is free: " + e);
    } catch (KafkaException e) {
      return refused(GAVE_UP, file, String.valueOf(e.getMessage()));
    }
  }

  private static int refused(int status, String file, String reason) {
    LOG.atError().addKeyValue("file", file).addKeyValue("reason", reason).log("cannot run");
    return status;
  }
}
