package io.lapse.streamsapp;

import io.lapse.streamsapp.account.FoldCounts;
import io.lapse.streamsapp.account.FoldObserver;
import io.lapse.streamsapp.account.Reason;
import io.lapse.streamsapp.account.RefusedOutputs;
import io.lapse.streamsapp.query.LivePartitions;
import io.lapse.streamsapp.topics.TopicCheck;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import java.time.Duration;
import java.util.Arrays;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;

/** The running ledger. */
public final class LedgerApp implements AutoCloseable {
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(30);

  private final AppConfig config;
  private final FoldCounts counts;
  private final Restoration restoration = new Restoration(System::nanoTime);
  private final LivePartitions live = new LivePartitions();
  private final KafkaStreams streams;
  private final Object changes = new Object();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final ThreadDeaths deaths;
  private volatile Consumer<State> observer = state -> {};

  private LedgerApp(AppConfig config, FoldObserver observer) {
    this.config = config;
    counts = new FoldCounts(observer);
    RefusedOutputs refusedOutputs = new RefusedOutputs(config.topics());
    deaths = new ThreadDeaths(refusedOutputs, new ThreadReplacements(System::nanoTime));
    Properties properties = config.streamsProperties();
    properties.put(FoldCounts.CONFIG, counts);
    properties.put(RefusedOutputs.CONFIG, refusedOutputs);
    streams =
        new KafkaStreams(
            new LedgerTopology(config, counts, refusedOutputs, live).get(),
            properties,
            config.guardedClients());
  }

  /**
   * Starts it; {@link #awaitRunning} waits until it takes records.
   *
   * @throws KafkaException if its topics are not as they must be, or no broker says so
   */
  public static LedgerApp start(AppConfig config) throws InterruptedException {
    LedgerApp app = connect(config, FoldObserver.NONE);
    app.start();
    return app;
  }

  /**
   * One whose topics are as they must be, but that does not run yet.
   *
   * @param observer sees what its fold does
   */
  static LedgerApp connect(AppConfig config, FoldObserver observer) throws InterruptedException {
    try (Admin admin = Admin.create(config.admin())) {
      TopicCheck.require(admin, config.topics(), config.unusedTopics());
    }
    LedgerApp app = new LedgerApp(config, observer);
    app.streams.setStateListener((now, before) -> app.onChange(now));
    app.streams.setUncaughtExceptionHandler(app.deaths);
    app.streams.setGlobalStateRestoreListener(app.restoration);
    return app;
  }

  void start() {
    streams.start();
  }

  /** Tells of each change of its state, on a thread of Kafka's. */
  void observe(Consumer<State> changes) {
    observer = changes;
  }

  /** Counts where others look; what it returns is to be closed after the application. */
  KafkaStreamsMetrics bindTo(MeterRegistry registry) {
    LedgerMeters.bind(registry, counts, restoration);
    return KafkaMeters.bind(registry, streams);
  }

  /** The partitions whose inputs it takes now. */
  IntPredicate owned() {
    return live::isLive;
  }

  /** Answers questions about its guests, once it runs; to be closed after it. */
  LedgerQueries queries() {
    return LedgerQueries.open(config, streams, live);
  }

  /** How many inputs went to quarantine since it was made. */
  long quarantined() {
    return Arrays.stream(Reason.values()).mapToLong(counts::refusedFor).sum();
  }

  LedgerHealth health() {
    return new LedgerHealth(
        new StreamsVitals(streams, deaths::failure),
        restoration,
        config.limits(),
        System::nanoTime);
  }

  private void onChange(State now) {
    observer.accept(now);
    if (now == State.NOT_RUNNING || now == State.ERROR) {
      ended.countDown();
    }
    synchronized (changes) {
      changes.notifyAll();
    }
  }

  /**
   * Waits until it takes records, also where others join it meanwhile.
   *
   * @throws KafkaException if it does not in time
   */
  public void awaitRunning(Duration timeout) throws InterruptedException {
    long startNanos = System.nanoTime();
    synchronized (changes) {
      while (streams.state() != State.RUNNING) {
        long leftNanos = timeout.toNanos() - (System.nanoTime() - startNanos);
        if (leftNanos <= 0 || ended.getCount() == 0) {
          throw new KafkaException(
              "the application is " + streams.state() + " after " + timeout + ", expected RUNNING",
              deaths.failure());
        }
        TimeUnit.NANOSECONDS.timedWait(changes, leftNanos);
      }
    }
  }

  /**
   * Waits until it has ended.
   *
   * @return whether it was closed; false if it gave up
   */
  boolean awaitEnd() throws InterruptedException {
    ended.await();
    return deaths.failure() == null;
  }

  /**
   * Stops it: what is at hand is finished, committed and flushed. It leaves its group, so that
   * others go on with its guests at once; with a {@code group.instance.id} it stays a member, and
   * its guests wait for it until its session times out.
   *
   * @return false if that took longer than 30 s; what was not committed is done again
   */
  boolean stop() {
    return streams.close(
        CloseOptions.timeout(CLOSE_TIMEOUT)
            .withGroupMembershipOperation(
                config.isStaticMember()
                    ? GroupMembershipOperation.REMAIN_IN_GROUP
                    : GroupMembershipOperation.LEAVE_GROUP));
  }

  @Override
  public void close() {
    stop();
  }
}
