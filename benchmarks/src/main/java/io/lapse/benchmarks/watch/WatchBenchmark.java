package io.lapse.benchmarks.watch;

import io.lapse.benchmarks.streams.BrokerMain;
import io.lapse.benchmarks.streams.ChildProcess;
import io.lapse.schemas.topic.Topics;
import io.lapse.streamsapp.topics.TopicSetup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;

/** {@code WatchBenchmark [SECONDS [ROUNDS]]}: measures, and prints. */
@SuppressWarnings("try") // Whoever closes a process waits for it.
public final class WatchBenchmark {
  private static final int SECONDS = 30;
  private static final int ROUNDS = 3;
  private static final int WARM_UP_SECONDS = 60;
  private static final long EVENTS = 300_000;
  private static final int PARTITIONS = 4;
  private static final long SEED = 2;

  /** The requests without ingest take a third of the time. */
  private static final int ALONE_PART = 3;

  private static final Duration ALERT_PATIENCE = Duration.ofSeconds(10);
  private static final List<String> BROKER_OPTIONS = List.of("-Xmx1g", "-Xms1g");

  private final WatchedLedger ledger;
  private final FleetFeed feed;
  private final AlertReceiver receiver;
  private final Requests requests;

  private WatchBenchmark(WatchedLedger ledger, FleetFeed feed, AlertReceiver receiver) {
    this.ledger = ledger;
    this.feed = feed;
    this.receiver = receiver;
    requests = new Requests(ledger.uri(), FleetFeed.GUESTS, SEED);
  }

  /**
   * @param args see above
   */
  public static void main(String[] args) throws Exception {
    int seconds = args.length > 0 ? Integer.parseInt(args[0]) : SECONDS;
    int rounds = args.length > 1 ? Integer.parseInt(args[1]) : ROUNDS;
    // The server hangs up on those that are idle for 10 s: a request must not meet that.
    System.setProperty("jdk.httpclient.keepalive.timeout", "5");
    Path folder = Files.createTempDirectory("lapse-watch-benchmark");
    Topics topics = Topics.standard();
    try (ChildProcess broker =
            ChildProcess.start(folder.resolve("log"), BROKER_OPTIONS, BrokerMain.class, List.of());
        AlertReceiver receiver = AlertReceiver.start()) {
      String bootstrapServers = broker.firstLine();
      create(bootstrapServers, topics);
      try (WatchedLedger ledger = WatchedLedger.start(folder, bootstrapServers, topics, receiver);
          FleetFeed feed = new FleetFeed(bootstrapServers, topics, receiver)) {
        feed.introduce();
        run(new WatchBenchmark(ledger, feed, receiver), seconds, rounds);
      }
    }
  }

  private static void create(String bootstrapServers, Topics topics) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      TopicSetup.create(admin, topics, PARTITIONS, (short) 1);
    }
  }

  private static void run(WatchBenchmark benchmark, int seconds, int rounds)
      throws IOException, InterruptedException, ExecutionException {
    System.out.printf(
        "%,d guests, %d partitions; %d requests/s, %d event streams, %d alerts/s for %d s beside"
            + " half the maximum ingest; %,d processors for all: medians of %d rounds%n",
        FleetFeed.GUESTS,
        PARTITIONS,
        Requests.PER_SECOND,
        WatchReport.STREAMS,
        FleetFeed.ALERTS_PER_SECOND,
        seconds,
        Runtime.getRuntime().availableProcessors(),
        rounds);
    WatchReport report = new WatchReport();
    // The first warms the ledger, the broker and the machine up.
    for (int round = 0; round <= rounds; round++) {
      int busy = round == 0 ? WARM_UP_SECONDS : seconds;
      WatchReport.Round result = benchmark.round(Duration.ofSeconds(busy));
      WatchReport alone = new WatchReport();
      alone.add(result);
      System.err.printf("round %d of %d:%n%s%n", round, rounds, alone.render());
      if (round > 0) {
        report.add(result);
      }
    }
    System.out.print(report.render());
    System.out.println("failed requests, the first round included: " + benchmark.failures());
  }

  private Map<String, Integer> failures() {
    return requests.failures();
  }

  private WatchReport.Round round(Duration busy)
      throws IOException, InterruptedException, ExecutionException {
    double maxPerSecond = maximum();
    try (OpenStreams streams = OpenStreams.open(ledger.uri(), WatchReport.STREAMS)) {
      CompletableFuture<Void> feeding =
          CompletableFuture.runAsync(() -> feed.steady(maxPerSecond / 2, busy));
      Delays beside = requests.ask(busy);
      feeding.join();
      long behind = feed.sent() - ledger.taken();
      int open = streams.open();
      long messages = streams.messages();
      ledger.awaitTaken(feed.sent());
      Delays alerts = receiver.delays(ALERT_PATIENCE);
      double heapBytes = ledger.heapBytes();
      Delays alone = requests.ask(busy.dividedBy(ALONE_PART));
      return new WatchReport.Round(
          maxPerSecond,
          behind,
          beside,
          alerts,
          open,
          messages,
          alone,
          heapBytes,
          ledger.residentBytes());
    }
  }

  /** From the first event that is sent until the ledger has taken the last; nobody watches. */
  private double maximum() throws InterruptedException, ExecutionException {
    long begin = System.nanoTime();
    feed.flood(EVENTS);
    ledger.awaitTaken(feed.sent());
    return EVENTS * 1e9 / (System.nanoTime() - begin);
  }
}
