package io.lapse.cli.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.ledger.LedgerInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import java.util.stream.Stream;

/** What may happen to processes and their disks while a load goes on. */
final class CrashFaults {
  private final long seed;

  CrashFaults(long seed) {
    this.seed = seed;
  }

  void undisturbed(FaultRun run) throws Exception {
    List<LedgerInput> events = run.loadFleet(seed, 4);

    run.start("one");

    run.finish(Expected.of(events));
  }

  void killedApplication(FaultRun run, int kills) throws Exception {
    List<LedgerInput> events = run.loadFleet(seed, kills + 1);
    Random moments = new Random(seed);
    Instance instance = run.start("one", onDisk(run));

    for (int kill = 0; kill < kills; kill++) {
      run.awaitMidst(kill, kills + 1, moments);
      instance.kill();
      instance.restart();
    }

    run.finish(Expected.of(events));
  }

  /** What was open is ended when it is back; an end that was on its way may be lost. */
  void killedBroker(FaultRun run, ChildBroker broker, int kills) throws Exception {
    Properties properties = run.properties();
    properties.put("transaction.timeout.ms", "60000");
    killBroker(run, broker, kills, properties);
  }

  /** While the broker is away, what was open times out: its coordinator aborts it. */
  void brokerAwayForLong(FaultRun run, ChildBroker broker, int kills) throws Exception {
    killBroker(run, broker, kills, run.properties());
  }

  private void killBroker(FaultRun run, ChildBroker broker, int kills, Properties properties)
      throws Exception {
    List<LedgerInput> events = run.loadFleet(seed, kills + 1);
    Random moments = new Random(seed);
    run.start("one", properties);

    String transactionMillis = properties.getProperty("transaction.timeout.ms");
    run.unlessAnEndIsLost(
        broker,
        Duration.ofMillis(Long.parseLong(transactionMillis)),
        () -> {
          for (int kill = 0; kill < kills; kill++) {
            run.awaitMidst(kill, kills + 1, moments);
            broker.kill();
            broker.restart();
          }

          run.finish(Expected.of(events));
        });
  }

  /** Once after a stop, once after a kill: that leaves a transaction which nobody ends. */
  void deletedState(FaultRun run) throws Exception {
    List<LedgerInput> events = run.loadFleet(seed, 3);
    Random moments = new Random(seed);
    Instance instance = run.start("one", onDisk(run));

    run.awaitMidst(0, 3, moments);
    instance.stop();
    delete(instance.state());
    instance.restart();
    run.awaitMidst(1, 3, moments);
    instance.kill();
    delete(instance.state());
    instance.restart();

    run.finish(Expected.of(events));
  }

  /** States in files, so that a kill or a full disk meets half of one. */
  private static Properties onDisk(FaultRun run) {
    Properties properties = run.properties();
    properties.put("state.store", "rocksdb");
    return properties;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  /** Under load: it runs into the full disk, and is helped only then. */
  void fullDisk(FaultRun run, SmallDisk disk) throws Exception {
    List<LedgerInput> events = run.loadFleet(seed, 3);
    Random moments = new Random(seed);
    Instance instance = run.start("one", disk.folder().resolve("state"), onDisk(run));

    run.awaitMidst(0, 3, moments);
    disk.fill();
    run.release(1, 3);
    run.await("the disk is full", () -> instance.printed().contains("No space left on device"));
    run.await("it gives up", () -> !instance.isAlive());
    disk.free();
    instance.restart();

    run.finish(Expected.of(events));
  }

  void joinedAndLeft(FaultRun run) throws Exception {
    List<LedgerInput> events = run.loadFleet(seed, 3);
    Random moments = new Random(seed);
    Instance first = run.start("one");

    run.awaitMidst(0, 3, moments);
    run.start("two");
    run.release(1, 3);
    run.awaitMembersAtWork(2);
    run.awaitMidst(2, 3, moments);
    first.stop();

    run.finish(Expected.of(events));
  }

  /**
   * Two instances write what release 1 writes; under load, one after the other is stopped and
   * started to write the newest. Then one topic holds alerts of both versions.
   */
  void rolledUpgrade(FaultRun run) throws Exception {
    List<LedgerInput> events = run.loadFleet(seed, 4);
    Random moments = new Random(seed);
    Properties older = run.properties();
    older.put("schemas.write.release", "1");
    List<Instance> instances = List.of(run.start("one", older), run.start("two", older));
    run.release(0, 4);
    run.awaitMembersAtWork(2);

    for (int i = 0; i < 2; i++) {
      run.awaitMidst(i + 1, 4, moments);
      instances.get(i).stop();
      instances.get(i).restart(run.properties());
      run.awaitMembersAtWork(2);
    }

    run.finish(Expected.of(events));
    assertThat(run.schemas(run.topics().alerts())).as("versions of alerts").hasSize(2);
  }
}
