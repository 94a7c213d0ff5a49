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

  private static final String BEGIN = "<!-- streams: begin -->\n";
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
      benchmark.write(Path.of(args[0]), Path.of(args[1]));
    }
  }

  private static String prefix(int partitions) {
    return "p" + partitions + ".";
  }

  private void round(int round) throws Exception {
    for (int partitions : PARTITIONS) {
      for (Case program : Case.values()) {
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

  private void write(Path results, Path page) throws IOException {
    String table = report.table();
    System.out.print(table);
    Files.createDirectories(results.toAbsolutePath().getParent());
    Files.writeString(results, report.json().toPrettyString() + "\n");
    String text = Files.readString(page);
    int begin = text.indexOf(BEGIN) + BEGIN.length();
    int end = text.indexOf(END);
    if (begin < BEGIN.length() || end < begin) {
      throw new IOException("expected " + BEGIN.strip() + " and " + END + " in " + page);
    }
    Files.writeString(page, text.substring(0, begin) + table + text.substring(end));
  }
}
