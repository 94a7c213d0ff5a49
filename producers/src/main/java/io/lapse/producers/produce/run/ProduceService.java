package io.lapse.producers.produce.run;

import io.lapse.producers.produce.journal.Journal;
import io.lapse.producers.produce.send.Brokers;
import io.lapse.producers.produce.send.Sender;
import io.lapse.producers.signing.HostSigners;
import io.lapse.producers.tai.SystemTaiClock;
import io.lapse.schemas.topic.Topics;
import io.lapse.telemetry.Health;
import io.lapse.telemetry.Meters;
import io.lapse.telemetry.TelemetryServer;
import io.lapse.telemetry.settings.HttpSettings;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What hosts emit, into Kafka, until the process is told to stop.
 *
 * <pre>
 *   file -> feed --.
 *   file -> feed ---+-> journal -> sender -> Kafka
 *   ...  -> feed --'
 * </pre>
 */
public final class ProduceService implements AutoCloseable {
  static final int STOPPED = 0;
  static final int GAVE_UP = 1;

  private static final Logger LOG = LoggerFactory.getLogger(ProduceService.class);
  private static final Duration UNSENT_MAX = Duration.ofSeconds(60);

  private final ProduceConfig config;
  private final Journal journal;
  private final Sender sender;
  private final Thread sending;
  private final FeedThreads feeds;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private @Nullable TelemetryServer telemetry;

  private ProduceService(ProduceConfig config, Journal journal, ProduceMeters meters) {
    this.config = config;
    this.journal = journal;
    Topics topics = config.topics();
    HostSigners signers = config.signers();
    this.sender =
        new Sender(
            journal,
            config.journalDir(),
            new KafkaBrokers(config),
            event -> Brokers.record(event, topics, signers),
            meters);
    this.sending = new Thread(sender, "sender");
    this.feeds =
        new FeedThreads(
            config.inputs(),
            config.feeds(),
            feed -> new JournalDesk(feed, journal, topics, new SystemTaiClock(), meters));
    meters.watch(journal, sender::oldestMillis);
    meters.watchFeeds("up", () -> feeds.count(true));
    meters.watchFeeds("down", () -> feeds.count(false));
  }

  /**
   * Runs it on the calling thread. On SIGTERM and SIGINT it stops, and the process ends with 0.
   *
   * @return 1 if it gave up: an input can never be read, or it met a bug of its own
   * @throws org.apache.kafka.common.config.ConfigException if an input cannot be followed
   * @throws io.lapse.producers.signing.KeyFileException if there is no folder of keys
   * @throws IOException if the journal, or the address for HTTP, cannot be had
   */
  public static int run(ProduceConfig config) throws IOException, InterruptedException {
    try (ProduceService service = start(config)) {
      Thread stop = new Thread(service::stopProcess, "stop-produce");
      Runtime.getRuntime().addShutdownHook(stop);
      try {
        return service.watch();
      } finally {
        forget(stop);
      }
    }
  }

  private static void forget(Thread stop) {
    try {
      Runtime.getRuntime().removeShutdownHook(stop);
    } catch (IllegalStateException e) {
      LOG.atDebug().setCause(e).log("it runs already: the process is told to stop");
    }
  }

  static ProduceService start(ProduceConfig config) throws IOException {
    config.unknown().forEach(key -> LOG.atWarn().addKeyValue("key", key).log("unknown key"));
    PrometheusMeterRegistry meters = Meters.create();
    Journal journal = Journal.open(config.journalDir(), config.journalBytesMax());
    ProduceService service = null;
    try {
      service = new ProduceService(config, journal, new ProduceMeters(meters));
      service.serve(meters);
      service.sending.start();
      service.feeds.scan();
      return service;
    } catch (IOException | RuntimeException e) {
      if (service == null) {
        journal.close();
      } else {
        service.close();
      }
      throw e;
    }
  }

  private void serve(PrometheusMeterRegistry meters) throws IOException {
    HttpSettings http = config.http();
    if (!http.isServed()) {
      return;
    }
    Health live =
        Health.unquestioned()
            .with("sender", () -> sending.isAlive() ? null : "it has ended")
            .with("inputs", feeds::failure);
    Health ready = live.with("journal", journal::trouble).with("kafka", this::silence);
    telemetry = TelemetryServer.start(http, meters, live, ready);
    LOG.atInfo().addKeyValue("address", telemetry.address()).log("metrics and health");
  }

  private @Nullable String silence() {
    long oldest = sender.oldestMillis();
    Duration waits = Duration.ofMillis(System.currentTimeMillis() - oldest);
    return oldest != 0 && waits.compareTo(UNSENT_MAX) > 0
        ? "events wait for it since " + waits.toSeconds() + " s"
        : null;
  }

  private int watch() throws InterruptedException {
    while (!stopped.await(config.rescanMillis(), TimeUnit.MILLISECONDS)) {
      String failure = sending.isAlive() ? feeds.failure() : "the sender has ended";
      if (failure != null) {
        LOG.atError().addKeyValue("reason", failure).log("gave up");
        return GAVE_UP;
      }
      feeds.scan();
    }
    return STOPPED;
  }

  /** A process that a signal ends would say so in its exit code, however clean its end is. */
  private void stopProcess() {
    close();
    LOG.info("stopped");
    Runtime.getRuntime().halt(STOPPED);
  }

  /** Stops reading, and sends what is in the journal if that takes no longer than it may. */
  @Override
  public void close() {
    stopped.countDown();
    feeds.stop();
    sender.end();
    try {
      sending.join(Math.max(1, config.shutdownMillis()));
      sending.interrupt();
      sending.join();
      journal.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new IllegalStateException("the lock of the journal must close", e);
    } finally {
      if (telemetry != null) {
        telemetry.close();
      }
    }
  }
}
