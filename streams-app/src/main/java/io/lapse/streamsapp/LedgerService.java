package io.lapse.streamsapp;

import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The ledger as a process runs it: until it gives up, or the process is told to stop. */
public final class LedgerService {
  static final int STOPPED = 0;
  static final int GAVE_UP = 1;

  private static final Logger LOG = LoggerFactory.getLogger(LedgerService.class);

  private LedgerService() {}

  /**
   * Runs the ledger on the calling thread. On SIGTERM and SIGINT it stops: the inputs at hand are
   * finished and committed, the state is flushed, and the process ends with 0; with 1 if that took
   * too long. Nothing is lost then either: it is done again after the next start.
   *
   * @return how the process is to end: 0 if it was told to stop, 1 if it gave up
   * @throws org.apache.kafka.common.config.ConfigException if Kafka refuses its configuration
   * @throws KafkaException if its topics are not as they must be, or no broker says so
   */
  public static int run(AppConfig config) throws InterruptedException {
    try (LedgerApp app = LedgerApp.start(config)) {
      Thread stop = new Thread(() -> stop(app), "stop-ledger");
      Runtime.getRuntime().addShutdownHook(stop);
      try {
        if (app.awaitRunning()) {
          LOG.atInfo().addKeyValue("inputs", config.topics().hostEvents().name()).log("running");
        }
        return app.awaitEnd() ? STOPPED : GAVE_UP;
      } finally {
        forget(stop);
      }
    }
  }

  /** A process that a signal ends would say so in its exit code, however clean its end is. */
  private static void stop(LedgerApp app) {
    boolean isClean = app.stop();
    LOG.atInfo().addKeyValue("clean", isClean).log("stopped");
    Runtime.getRuntime().halt(isClean ? STOPPED : GAVE_UP);
  }

  private static void forget(Thread stop) {
    try {
      Runtime.getRuntime().removeShutdownHook(stop);
    } catch (IllegalStateException e) {
      LOG.atDebug().setCause(e).log("it runs already: the process is told to stop");
    }
  }
}
