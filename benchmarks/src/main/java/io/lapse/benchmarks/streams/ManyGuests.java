package io.lapse.benchmarks.streams;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

/** A fleet of which only a few guests are decoded at a time, on one instance with little memory. */
@SuppressWarnings("try") // As in Measurement.
final class ManyGuests {
  private static final List<String> CLIENT_OPTIONS =
      List.of("-Xmx640m", "-Xms640m", "-XX:+UseParallelGC");
  private static final Duration TAKEN_MAX = Duration.ofMinutes(10);

  private final Cluster cluster;
  private final Path log;
  private final long events;

  /**
   * @param events that are there to be taken
   */
  ManyGuests(Cluster cluster, Path log, long events) {
    this.cluster = cluster;
    this.log = log;
    this.events = events;
  }

  /**
   * What it came to.
   *
   * @param residentBytes of the process, at the end
   * @param storeBytes of its files
   * @param readySeconds from the start of the process to the state RUNNING, after a clean stop
   */
  record Result(Measured measured, long residentBytes, long storeBytes, double readySeconds) {}

  /**
   * Measures the last part of the events, once all profiles are taken; then starts it again.
   *
   * @throws IOException if the program cannot be started, or looked at
   */
  Result of(Trial trial) throws IOException, InterruptedException, ExecutionException {
    Measurement measurement =
        new Measurement(cluster, log, TAKEN_MAX, TAKEN_MAX, CLIENT_OPTIONS, events / 2);
    long[] resident = new long[1];
    Measured measured =
        measurement.of(trial, events - 1, client -> resident[0] = client.residentBytes());
    long begin = System.nanoTime();
    try (ChildProcess client =
        ChildProcess.start(log, CLIENT_OPTIONS, TrialMain.class, trial.arguments())) {
      client.firstLine();
      double ready = (System.nanoTime() - begin) / 1e9;
      return new Result(measured, resident[0], bytesOf(trial.folder()), ready);
    }
  }

  private static long bytesOf(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(ManyGuests::size).sum();
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
