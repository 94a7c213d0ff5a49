package io.lapse.benchmarks.streams;

import io.lapse.streamsapp.AppConfig;
import io.lapse.streamsapp.LedgerApp;
import io.lapse.streamsapp.ProcessLocale;
import java.io.IOException;
import java.time.Duration;
import java.util.Properties;

/** Runs a trial until its standard input ends. */
@SuppressWarnings("try") // The program is only there to run.
public final class TrialMain {
  private static final Duration READY_MAX = Duration.ofMinutes(5);

  private TrialMain() {}

  /**
   * @param args those of {@link Trial#arguments}
   */
  public static void main(String[] args) throws Exception {
    ProcessLocale.set();
    Trial trial = Trial.of(args);
    try (AutoCloseable program = start(trial)) {
      awaitEndOfInput();
    }
  }

  private static AutoCloseable start(Trial trial) throws InterruptedException {
    return switch (trial.program()) {
      case LOOP -> BareLoop.start(trial);
      case COUNT_IN_MEMORY, COUNT_ROCKSDB, WRITER -> BareCount.start(trial);
      case LEDGER, LEDGER_ROCKSDB -> ledger(trial);
    };
  }

  /** It says when it is ready: when all states are restored. */
  private static AutoCloseable ledger(Trial trial) throws InterruptedException {
    LedgerApp app = LedgerApp.start(new AppConfig(properties(trial)));
    app.awaitRunning(READY_MAX);
    System.out.println("ready");
    System.out.flush();
    return app;
  }

  /** As an operator would run it: nothing is switched off, nothing is tuned for the benchmark. */
  private static Properties properties(Trial trial) {
    Properties properties = new Properties();
    properties.put("bootstrap.servers", trial.bootstrapServers());
    properties.put("application.id", trial.name());
    properties.put("topics.prefix", trial.prefix());
    properties.put("state.dir", trial.folder().toString());
    properties.put("commit.interval.ms", Integer.toString(ClientSettings.COMMIT_MILLIS));
    properties.put("replication.factor", "1");
    if (trial.program() == Case.LEDGER_ROCKSDB) {
      properties.put("state.store", "rocksdb");
    }
    return properties;
  }

  private static void awaitEndOfInput() throws IOException {
    while (System.in.read() >= 0) {
      // What comes is of no interest; that nothing more comes, is.
    }
  }
}
