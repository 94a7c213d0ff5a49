package io.lapse.benchmarks.streams;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** Runs a trial in a process of its own, and looks on from outside. */
@SuppressWarnings("try") // A program is only there to be looked at.
final class Measurement {
  static final List<String> CLIENT_OPTIONS = List.of("-Xmx2g", "-Xms2g", "-XX:+UseParallelGC");
  private static final long LOOK_MILLIS = 20;
  private static final Duration COMMIT_MAX = Duration.ofSeconds(2);
  private static final Duration START_MAX = Duration.ofMinutes(2);

  private final Cluster cluster;
  private final Path log;
  private final Duration warmup;
  private final Duration length;
  private final List<String> options;
  private final long warmupEvents;

  /**
   * @param warmup what a program is given to be compiled in; it does not count
   */
  Measurement(Cluster cluster, Path log, Duration warmup, Duration length) {
    this(cluster, log, warmup, length, CLIENT_OPTIONS, Long.MAX_VALUE);
  }

  /**
   * @param options of the program's JVM
   * @param warmupEvents the warm-up ends when so many are taken, if not before
   */
  Measurement(
      Cluster cluster,
      Path log,
      Duration warmup,
      Duration length,
      List<String> options,
      long warmupEvents) {
    this.cluster = cluster;
    this.log = log;
    this.warmup = warmup;
    this.length = length;
    this.options = options;
    this.warmupEvents = warmupEvents;
  }

  /** Looks at the program at the end of a trial, while it still runs. */
  @FunctionalInterface
  interface Onlooker {
    void look(ChildProcess client) throws IOException;
  }

  /** A moment of a trial. */
  private record Look(long nanos, long events, double clientCpu, double brokerCpu) {}

  /**
   * Measures until the time is up, or all events but a few are taken.
   *
   * @param events how many there are to take
   */
  Measured of(Trial trial, long events)
      throws IOException, InterruptedException, ExecutionException {
    return of(trial, events, client -> {});
  }

  /** The same, with a last look at it. */
  Measured of(Trial trial, long events, Onlooker atTheEnd)
      throws IOException, InterruptedException, ExecutionException {
    try (ChildProcess client =
        ChildProcess.start(log, options, TrialMain.class, trial.arguments())) {
      awaitTaken(client, trial, 1, START_MAX);
      awaitTaken(client, trial, Math.min(events, warmupEvents), warmup);
      Look first = look(client, trial);
      awaitTaken(client, trial, events, length);
      Look last = look(client, trial);
      atTheEnd.look(client);
      return between(first, last);
    }
  }

  /** Returns when so many are taken, or the time is up. */
  private void awaitTaken(ChildProcess client, Trial trial, long events, Duration max)
      throws InterruptedException, ExecutionException {
    long until = System.nanoTime() + max.toNanos();
    while (System.nanoTime() - until < 0 && cluster.taken(trial) < events) {
      if (!client.isAlive()) {
        throw new IllegalStateException("the program must run: " + trial + "; see " + log);
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    }
  }

  private Look look(ChildProcess client, Trial trial)
      throws IOException, InterruptedException, ExecutionException {
    long before = cluster.taken(trial);
    long taken = before;
    // At a commit, so that whole intervals are counted.
    long until = System.nanoTime() + COMMIT_MAX.toNanos();
    while (taken == before && System.nanoTime() - until < 0) {
      taken = cluster.taken(trial);
    }
    return new Look(System.nanoTime(), taken, client.cpuSeconds(), cluster.broker().cpuSeconds());
  }

  private static Measured between(Look first, Look last) {
    long events = last.events() - first.events();
    double millions = events / 1e6;
    return new Measured(
        events * 1e9 / (last.nanos() - first.nanos()),
        (last.clientCpu() - first.clientCpu()) / millions,
        (last.brokerCpu() - first.brokerCpu()) / millions);
  }
}
