package io.lapse.benchmarks.whatif;

import io.lapse.cli.Lapse;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code WhatIfBenchmark [GUESTS [ROUNDS]]}: measures, and prints. A generated fleet of 30 days is
 * written as Avro, and copied to Parquet; then DuckDB and {@code lapse whatif} take turns.
 */
public final class WhatIfBenchmark {
  /** 10,000,000 events in 30 days. */
  private static final int GUESTS = 74_850;

  private static final int ROUNDS = 5;
  private static final int GUESTS_PER_HOST = 25;
  private static final double SECOND_NANOS = 1e9;
  private static final long THRESHOLD_NANOS = 1_000_000_000;
  private static final String ONE = "1s";
  private static final String TEN = "0,1ms,10ms,50ms,100ms,300ms,1s,5s,30s,1h";

  private final Path folder;

  private WhatIfBenchmark(Path folder) {
    this.folder = folder;
  }

  /**
   * @param args see above
   */
  public static void main(String[] args) throws IOException, SQLException {
    int guests = args.length > 0 ? Integer.parseInt(args[0]) : GUESTS;
    int rounds = args.length > 1 ? Integer.parseInt(args[1]) : ROUNDS;
    int threads = Runtime.getRuntime().availableProcessors();
    WhatIfBenchmark benchmark =
        new WhatIfBenchmark(Files.createTempDirectory("lapse-whatif-benchmark"));
    try {
      benchmark.fleet(guests);
      long events = ParquetCopy.write(benchmark.folder, benchmark.parquet());
      long[] found = ParquetCopy.query(benchmark.parquet(), threads, THRESHOLD_NANOS);
      System.out.printf(
          "%,d events of %,d guests; Avro %,d MB, Parquet %,d MB; DuckDB finds %,d outages, %,d of"
              + " them certainly of 1 s or more; %d threads, heap of %,d MB: medians of %d rounds%n",
          events,
          guests,
          benchmark.avroBytes() >> 20,
          Files.size(benchmark.parquet()) >> 20,
          found[0],
          found[1],
          threads,
          Runtime.getRuntime().maxMemory() >> 20,
          rounds);
      WhatIfReport report = new WhatIfReport();
      // The first round warms both up.
      for (int round = 0; round <= rounds; round++) {
        WhatIfReport.Round result = benchmark.round(threads);
        System.err.printf("round %d of %d: %s%n", round, rounds, result);
        if (round > 0) {
          report.add(result);
        }
      }
      System.out.print(report.render());
    } finally {
      benchmark.delete();
    }
  }

  private void fleet(int guests) {
    run(
        List.of(
            "fleet",
            "--guests",
            Integer.toString(guests),
            "--hosts",
            Integer.toString(Math.max(2, guests / GUESTS_PER_HOST)),
            "--days",
            "30",
            "--seed",
            "9",
            "--format",
            "avro",
            "--out",
            folder.toString()));
  }

  private Path parquet() {
    return folder.resolve("events.parquet");
  }

  private long avroBytes() throws IOException {
    return Files.size(folder.resolve("host-events.avro"))
        + Files.size(folder.resolve("guest-events.avro"));
  }

  private WhatIfReport.Round round(int threads) throws SQLException {
    long begin = System.nanoTime();
    ParquetCopy.query(parquet(), threads, THRESHOLD_NANOS);
    double duckDb = (System.nanoTime() - begin) / SECOND_NANOS;
    return new WhatIfReport.Round(duckDb, whatIf(ONE), whatIf(TEN));
  }

  private double whatIf(String thresholds) {
    List<String> args = new ArrayList<>();
    args.add("whatif");
    args.add("--manifest");
    args.add(folder.resolve("manifest.json").toString());
    args.add("--thresholds");
    args.add(thresholds);
    args.add("--json");
    long begin = System.nanoTime();
    run(args);
    return (System.nanoTime() - begin) / SECOND_NANOS;
  }

  private static void run(List<String> args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode =
        Lapse.run(args.toArray(String[]::new), new PrintWriter(out), new PrintWriter(err));
    if (exitCode != 0) {
      throw new IllegalStateException("exit code " + exitCode + " of " + args + ": " + err);
    }
  }

  private void delete() throws IOException {
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}
