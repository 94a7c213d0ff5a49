package io.lapse.streamsapp;

import io.lapse.streamsapp.query.LivePartitions;
import io.lapse.streamsapp.topics.TopicCheck;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running ledger. */
public final class LedgerApp implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LedgerApp.class);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(30);

  private final KafkaStreams streams;
  private final CountDownLatch running = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);
  private final ThreadReplacements replacements = new ThreadReplacements(System::nanoTime);
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private final LedgerHttp http;

  private LedgerApp(KafkaStreams streams, LedgerHttp http) {
    this.streams = streams;
    this.http = http;
  }

  /**
   * Starts it; {@link #awaitRunning} waits until it takes records.
   *
   * @throws KafkaException if its topics are not as they must be, or no broker says so; or if its
   *     address for HTTP cannot be had
   */
  public static LedgerApp start(AppConfig config) throws InterruptedException {
    try (Admin admin = Admin.create(config.admin())) {
      TopicCheck.require(admin, config.topics());
    }
    LivePartitions live = new LivePartitions();
    KafkaStreams streams =
        new KafkaStreams(new LedgerTopology(config, live).get(), config.streamsProperties());
    LedgerApp app = new LedgerApp(streams, LedgerHttp.start(config, streams, live));
    streams.setStateListener(app::onChange);
    streams.setUncaughtExceptionHandler(app::onDeath);
    streams.start();
    return app;
  }

  private void onChange(State now, State before) {
    LOG.atInfo().addKeyValue("state", now).addKeyValue("before", before).log("state changed");
    if (now == State.RUNNING) {
      running.countDown();
    }
    if (now == State.NOT_RUNNING || now == State.ERROR) {
      running.countDown();
      ended.countDown();
    }
  }

  private StreamThreadExceptionResponse onDeath(Throwable cause) {
    LOG.atError().setCause(cause).log("stream thread died");
    if (replacements.allow()) {
      return StreamThreadExceptionResponse.REPLACE_THREAD;
    }
    failure.set(cause);
    return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
  }

  /**
   * Waits until it takes records.
   *
   * @throws KafkaException if it does not in time
   */
  public void awaitRunning(Duration timeout) throws InterruptedException {
    boolean inTime = running.await(timeout.toMillis(), TimeUnit.MILLISECONDS);
    if (!inTime || streams.state() != State.RUNNING) {
      throw new KafkaException(
          "the application is " + streams.state() + " after " + timeout + ", expected RUNNING",
          failure.get());
    }
  }

  /**
   * Waits until it takes records, however long: a state may take hours to restore.
   *
   * @return false if it ended before
   */
  boolean awaitRunning() throws InterruptedException {
    running.await();
    return streams.state() != State.ERROR && streams.state() != State.NOT_RUNNING;
  }

  /**
   * Waits until it has ended.
   *
   * @return whether it was closed; false if it gave up
   */
  boolean awaitEnd() throws InterruptedException {
    ended.await();
    return failure.get() == null;
  }

  @Override
  public void close() {
    streams.close(CLOSE_TIMEOUT);
    http.close();
  }
}
