package io.lapse.benchmarks.streams;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;

/**
 * The running ledger beside bare programs: each takes the same events from the same broker, exactly
 * once, in a process of its own; they take turns.
 *
 * <p>{@code StreamsBenchmark RESULTS PAGE [SECONDS [ROUNDS]]}: writes the figures as JSON, and the
 * table into the page.
 */
@SuppressWarnings("try") // As in Cluster.
public final class StreamsBenchmark {
  private static final int GUESTS = 10_000;
  private static final long SEED = 1;
  private static final List<Integer> PARTITIONS = List.of(1, 4);
  private static final Duration WARM_UP = Duration.ofSeconds(15);
  private static final int SECONDS = 60;
  private static final int ROUNDS = 5;

  /** As many as the fastest takes in half a minute, and the ledger in ten. */
  private static final long EVENTS = 12_000_000;

  /** Where a program ends, its last commits are not whole. */
  private static final long EVENTS_LEFT = 100_000;

  /** They take turns; the ledger on RocksDB has a trial of its own. */
  private static final List<Case> IN_TURN =
      List.of(Case.LOOP, Case.COUNT_IN_MEMORY, Case.COUNT_ROCKSDB, Case.WRITER, Case.LEDGER);

  private static final int MANY_GUESTS = 1_000_000;

  /** A stop, a restart and another stop for each, on average. */
  private static final long MANY_EVENTS = 3_000_000;

  private static final Duration LATENCY_WARM_UP = Duration.ofSeconds(20);

  private static final String BEGIN = "<!-- streams: begin -->\n";
  private static final double MEGA = 1e6;
  private static final String END = "<!-- streams: end -->";

  private final Cluster cluster;
  private final Path folder;
  private final Measurement measurement;
  private final StreamsReport report = new StreamsReport();

  private StreamsBenchmark(Cluster cluster, Path folder, Duration length) {
    this.cluster = cluster;
    this.folder = folder;
    this.measurement = new Measurement(cluster, folder.resolve("log"), WARM_UP, length);
  }

  /**
   * Measures, prints, and writes.
   *
   * @param args see above
   */
  public static void main(String[] args) throws Exception {
    Duration length = Duration.ofSeconds(args.length > 2 ? Long.parseLong(args[2]) : SECONDS);
    int rounds = args.length > 3 ? Integer.parseInt(args[3]) : ROUNDS;
    Path folder = Files.createTempDirectory("lapse-streams-benchmark");
    try (Cluster cluster = Cluster.start(folder.resolve("log"))) {
      StreamsBenchmark benchmark = new StreamsBenchmark(cluster, folder, length);
      for (int partitions : PARTITIONS) {
        cluster.load(prefix(partitions), partitions, GUESTS, EVENTS, SEED);
      }
      // The first round warms the broker and the machine up.
      for (int round = 0; round <= rounds; round++) {
        benchmark.round(round);
      }
      // What is measured is kept, whatever becomes of the rest.
      benchmark.write(Path.of(args[0]), Path.of(args[1]));
      benchmark.latency(length);
      benchmark.manyGuests();
      System.out.print(benchmark.write(Path.of(args[0]), Path.of(args[1])));
    }
  }

  private static String prefix(int partitions) {
    return "p" + partitions + ".";
  }

  private void round(int round) throws Exception {
    for (int partitions : PARTITIONS) {
      for (Case program : IN_TURN) {
        String name = String.format(Locale.ROOT, "trial-%d-%d-%s", round, partitions, program);
        Trial trial =
            new Trial(
                program,
                name,
                cluster.bootstrapServers(),
                prefix(partitions),
                folder.resolve(name));
        Measured measured = measured(trial, partitions);
        System.err.printf(
            Locale.ROOT,
            "round %d: %s, %d partitions: %,.0f events/s%n",
            round,
            program.title(),
            partitions,
            measured.eventsPerSecond());
        if (round > 0) {
          report.add(program, partitions, measured);
        }
      }
    }
  }

  private Measured measured(Trial trial, int partitions)
      throws IOException, InterruptedException, ExecutionException {
    cluster.prepare(trial, partitions);
    Measured measured = measurement.of(trial, EVENTS - EVENTS_LEFT);
    if (trial.program() == Case.LEDGER) {
      long records =
          new LedgerCheck(cluster.bootstrapServers(), trial.topics())
              .check(cluster.committed(trial));
      System.err.printf(Locale.ROOT, "%,d history records are those of a fold%n", records);
    }
    cluster.cleanUp(trial);
    return measured;
  }

  /** Delays at half of what the ledger takes, on one partition. */
  private void latency(Duration length)
      throws IOException, InterruptedException, ExecutionException {
    Trial trial = trial(Case.LEDGER, "latency", "latency.");
    cluster.load(trial.prefix(), 1, GUESTS, 0, SEED);
    cluster.prepare(trial, 1);
    double rate = report.eventsPerSecond(Case.LEDGER, 1) / 2;
    LatencyTrial.Delays delays =
        new LatencyTrial(
                cluster.bootstrapServers(), trial.topics(), new HostEventLoad(GUESTS, SEED))
            .of(trial, folder.resolve("log"), rate, LATENCY_WARM_UP, length);
    String name = String.format(Locale.ROOT, "ledger at %,.0f events/s, 1 partition", rate);
    report.add(name, "delay to the entry, p50", delays.millis(0.5), "ms", "");
    report.add(name, "delay to the entry, p99", delays.millis(0.99), "ms", "at most 250 ms");
    cluster.cleanUp(trial);
  }

  private void manyGuests() throws IOException, InterruptedException, ExecutionException {
    Trial trial = trial(Case.LEDGER_ROCKSDB, "million", "million.");
    cluster.load(trial.prefix(), 1, MANY_GUESTS, MANY_EVENTS, SEED);
    cluster.prepare(trial, 1);
    ManyGuests.Result result =
        new ManyGuests(cluster, folder.resolve("log"), MANY_EVENTS).of(trial);
    String name = String.format(Locale.ROOT, "ledger, %,d guests, RocksDB", MANY_GUESTS);
    double cpu = result.measured().clientCpu();
    double ratio = cpu / report.clientCpu(Case.LEDGER, 1);
    report.add(name, "events/s", result.measured().eventsPerSecond(), "1/s", "");
    report.add(name, "client CPU", cpu, "s / million", "");
    report.add(name, "client CPU by that of 10,000 guests", ratio, "", "at most 1.5");
    report.add(name, "memory of the process", result.residentBytes() / MEGA, "MB", "");
    report.add(name, "files of the store", result.storeBytes() / MEGA, "MB", "");
    double all = (result.residentBytes() + result.storeBytes()) / MEGA;
    report.add(name, "memory and files", all, "MB", "at most 1,000 MB");
    report.add(name, "ready after a restart", result.readySeconds(), "s", "at most 30 s");
    cluster.cleanUp(trial);
  }

  private Trial trial(Case program, String name, String prefix) {
    return new Trial(program, name, cluster.bootstrapServers(), prefix, folder.resolve(name));
  }

  /** Returns the tables. */
  private String write(Path results, Path page) throws IOException {
    String table = report.table();
    Files.createDirectories(results.toAbsolutePath().getParent());
    Files.writeString(results, report.json().toPrettyString() + "\n");
    String text = Files.readString(page);
    int begin = text.indexOf(BEGIN) + BEGIN.length();
    int end = text.indexOf(END);
    if (begin < BEGIN.length() || end < begin) {
      throw new IOException("expected " + BEGIN.strip() + " and " + END + " in " + page);
    }
    Files.writeString(page, text.substring(0, begin) + table + text.substring(end));
    return table;
  }
}
