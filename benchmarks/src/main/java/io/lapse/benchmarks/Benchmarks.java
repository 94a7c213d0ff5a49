package io.lapse.benchmarks;

import io.lapse.benchmarks.workload.Workload;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * {@code java -jar benchmarks.jar [sizes|speed|timers|signatures|qmp]}: all, unless one is named.
 */
public final class Benchmarks {
  /**
   * All benchmarks take turns, so that a machine which is busy for a while slows them all. Of a
   * round the fastest iteration counts: other work can only slow one down.
   */
  private static final int ROUNDS = 3;

  /**
   * Seconds. The compiler works for that long at the fold; its time must not count as the fold's.
   */
  private static final int WARMUPS = 8;

  private static final int MEASUREMENTS = 3;

  /** A pass over a million timers is one iteration. */
  private static final int TIMER_PASSES = 6;

  private Benchmarks() {}

  /**
   * Measures, and prints.
   *
   * @throws RunnerException if a benchmark fails
   */
  public static void main(String[] args) throws RunnerException {
    String what = args.length == 0 ? "all" : args[0];
    if (args.length > 1
        || !List.of("all", "sizes", "speed", "timers", "signatures", "qmp").contains(what)) {
      System.err.println(
          "expected sizes, speed, timers, signatures, qmp, or nothing: " + String.join(" ", args));
      System.exit(2);
    }
    boolean all = what.equals("all");
    if (all || what.equals("sizes")) {
      StateSizes.print(System.out);
    }
    if (all || what.equals("speed")) {
      Workload workload = FoldBenchmark.workload();
      System.out.printf(
          "Processor time of an event: %d events of %d guests in %d days, medians of %d rounds%n",
          workload.inputs().size(), workload.guests(), workload.days(), ROUNDS);
      System.out.print(speed(workload.inputs().size()).render());
    }
    if (all || what.equals("timers")) {
      System.out.printf(
          "%d timers due within a minute, one jump of a minute: medians of %d rounds%n",
          TimerBenchmark.TIMERS, ROUNDS);
      System.out.print(timers().render());
    }
    if (all || what.equals("signatures")) {
      System.out.printf(
          "Processor time of a signature, and of the event: %d events, medians of %d rounds%n",
          SignatureBenchmark.RECORDS, ROUNDS);
      System.out.print(signatures().render());
    }
    if (all || what.equals("qmp")) {
      System.out.printf(
          "Processor time to read a QMP log of %d MiB: medians of %d rounds%n",
          QmpBenchmark.LOG_BYTES >> 20, ROUNDS);
      System.out.print(qmp().render());
    }
  }

  private static QmpReport qmp() throws RunnerException {
    Options options =
        options(QmpBenchmark.class)
            .jvmArgs("-Xms1g", "-Xmx1g")
            .warmupIterations(WARMUPS)
            .addProfiler(CpuTimeProfiler.class)
            .build();
    QmpReport report = new QmpReport(QmpBenchmark.LOG_BYTES);
    for (int round = 1; round <= ROUNDS; round++) {
      System.err.printf("round %d of %d ...%n", round, ROUNDS);
      Map<String, Double> nanos = new HashMap<>();
      for (RunResult result : new Runner(options).run()) {
        Result<?> cpu =
            Objects.requireNonNull(result.getSecondaryResults().get(CpuTimeProfiler.RESULT));
        nanos.put(result.getPrimaryResult().getLabel(), cpu.getScore());
      }
      report.add(QmpReport.Round.of(nanos));
    }
    return report;
  }

  private static SignatureReport signatures() throws RunnerException {
    Options options =
        options(SignatureBenchmark.class)
            .jvmArgs("-Xms1g", "-Xmx1g")
            .warmupIterations(WARMUPS)
            .addProfiler(CpuTimeProfiler.class)
            .build();
    SignatureReport report = new SignatureReport();
    for (int round = 1; round <= ROUNDS; round++) {
      System.err.printf("round %d of %d ...%n", round, ROUNDS);
      Map<String, Double> nanos = new HashMap<>();
      for (RunResult result : new Runner(options).run()) {
        Result<?> cpu =
            Objects.requireNonNull(result.getSecondaryResults().get(CpuTimeProfiler.RESULT));
        nanos.put(result.getPrimaryResult().getLabel(), cpu.getScore());
      }
      report.add(SignatureReport.Round.of(nanos));
    }
    return report;
  }

  private static TimerReport timers() throws RunnerException {
    Options million =
        options(TimerBenchmark.class)
            .warmupIterations(TIMER_PASSES)
            .measurementIterations(TIMER_PASSES)
            .jvmArgs("-Xms4g", "-Xmx4g")
            .build();
    Options small = options(SmallGuestBenchmark.class).jvmArgs("-Xms1g", "-Xmx1g").build();
    TimerReport report = new TimerReport();
    for (int round = 1; round <= ROUNDS; round++) {
      System.err.printf("round %d of %d ...%n", round, ROUNDS);
      Map<String, Double> nanos = new HashMap<>();
      for (Options options : List.of(million, small)) {
        for (RunResult result : new Runner(options).run()) {
          Result<?> primary = result.getPrimaryResult();
          nanos.put(primary.getLabel(), primary.getScore());
        }
      }
      report.add(TimerReport.Round.of(nanos));
    }
    return report;
  }

  private static ChainedOptionsBuilder options(Class<?> benchmark) {
    return new OptionsBuilder()
        .include(benchmark.getName())
        .forks(1)
        .warmupIterations(MEASUREMENTS)
        .warmupTime(TimeValue.seconds(1))
        .measurementIterations(MEASUREMENTS)
        .measurementTime(TimeValue.seconds(1))
        .shouldFailOnError(true)
        .verbosity(VerboseMode.SILENT);
  }

  private static SpeedReport speed(int events) throws RunnerException {
    Options options =
        options(FoldBenchmark.class)
            .jvmArgs("-Xms1g", "-Xmx1g")
            .warmupIterations(WARMUPS)
            .addProfiler(CpuTimeProfiler.class)
            .build();
    SpeedReport report = new SpeedReport();
    for (int round = 1; round <= ROUNDS; round++) {
      System.err.printf("round %d of %d ...%n", round, ROUNDS);
      Map<String, Double> nanosPerEvent = new HashMap<>();
      for (RunResult result : new Runner(options).run()) {
        Result<?> passNanos =
            Objects.requireNonNull(result.getSecondaryResults().get(CpuTimeProfiler.RESULT));
        nanosPerEvent.put(result.getPrimaryResult().getLabel(), passNanos.getScore() / events);
      }
      report.add(SpeedReport.Round.of(nanosPerEvent));
    }
    return report;
  }
}
