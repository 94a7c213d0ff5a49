package io.lapse.cli.qemu;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.cli.machine.Machine;
import io.lapse.cli.machine.Needs;
import io.lapse.cli.replay.Replay;
import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.account.Entry;
import io.lapse.ledger.account.InputOrder;
import io.lapse.ledger.account.OutageKind;
import io.lapse.ledger.account.Rules;
import io.lapse.ledger.host.HostEvent;
import io.lapse.ledger.host.MigrationStatus;
import io.lapse.ledger.policy.Cooperation;
import io.lapse.ledger.time.TaiInstant;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What real QEMU processes say on one monitor, against what the driver saw on another. Each guest
 * runs firmware only, by emulation.
 */
@Needs(Machine.QEMU)
@Timeout(120)
class RealQemuIT {
  @TempDir private Path folder;

  @Test
  void outage_ofALiveMigration_isWhatBothProcessesStamped() throws Exception {
    String address = "unix:" + folder.resolve("move.sock");
    try (Qemu source = Qemu.start(folder, "h0");
        Qemu destination = Qemu.start(folder, "h1", "-incoming", address);
        Reader h0 = reader("h0", source);
        Reader h1 = reader("h1", destination)) {

      source.driver().migrate(address);
      TaiInstant stoppedAt = source.driver().awaitEvent("STOP");
      TaiInstant restartedAt = destination.driver().awaitEvent("RESUME");
      h0.awaitEvent(RealQemuIT::tellsTheDowntime);
      h1.awaitEvent(restartAt(restartedAt));

      Entry outage = onlyOutage(h0, h1);
      assertThat(outage.kind()).isEqualTo(OutageKind.MIGRATION);
      assertThat(outage.sourceHost()).isEqualTo("h0");
      assertThat(outage.destinationHost()).isEqualTo("h1");
      assertInterval(outage, stoppedAt, restartedAt);
      assertThat(h0.problems()).isEmpty();
      assertThat(h1.problems()).isEmpty();
    }
  }

  @Test
  void outages_ofPauses_areWhatWasStamped() throws Exception {
    try (Qemu qemu = Qemu.start(folder, "h0");
        Reader h0 = reader("h0", qemu)) {
      TaiInstant[] stoppedAt = new TaiInstant[3];
      TaiInstant[] restartedAt = new TaiInstant[3];

      for (int i = 0; i < 3; i++) {
        qemu.driver().execute("stop");
        stoppedAt[i] = qemu.driver().awaitEvent("STOP");
        qemu.driver().execute("cont");
        restartedAt[i] = qemu.driver().awaitEvent("RESUME");
      }
      h0.awaitEvent(restartAt(restartedAt[2]));

      List<Entry> outages = ledger(h0);
      assertThat(outages).hasSize(3);
      for (int i = 0; i < 3; i++) {
        assertThat(outages.get(i).kind()).isEqualTo(OutageKind.PAUSE);
        assertThat(outages.get(i).sourceHost()).isEqualTo("h0");
        assertThat(outages.get(i).destinationHost()).isEqualTo("h0");
        assertInterval(outages.get(i), stoppedAt[i], restartedAt[i]);
      }
      assertThat(h0.problems()).isEmpty();
    }
  }

  /** One feed for both: the second process makes its socket where the first one had its own. */
  @Test
  void outage_ofASavedGuest_goesOnInAnotherProcess() throws Exception {
    Path image = folder.resolve("image");
    TaiInstant stoppedAt;
    try (Qemu first = Qemu.start(folder, "h0");
        Reader h0 = reader("h0", first)) {
      Path part = folder.resolve("image.part");
      first.driver().migrate("exec:cat > " + part + " && mv " + part + " " + image);
      stoppedAt = first.driver().awaitEvent("STOP");
      first.driver().awaitMigration("completed");
      awaitFile(image); // QEMU has written it all, "cat" may have not.
      first.driver().execute("quit");
      first.awaitEnd();

      try (Qemu second = Qemu.start(folder, "h0", "-incoming", "defer")) {
        h0.awaitUp(2);
        second.driver().execute("migrate-incoming", "{\"uri\": \"exec:cat " + image + "\"}");
        TaiInstant restartedAt = second.driver().awaitEvent("RESUME");
        h0.awaitEvent(restartAt(restartedAt));

        Entry outage = onlyOutage(h0);
        assertThat(outage.kind()).isEqualTo(OutageKind.SNAPSHOT);
        assertThat(outage.sourceHost()).isEqualTo("h0");
        assertThat(outage.destinationHost()).isEqualTo("h0");
        assertInterval(outage, stoppedAt, restartedAt);
        assertThat(h0.problems()).isEmpty();
      }
    }
  }

  /** The destination takes no bytes, and dies when the source has stopped its guest. */
  @Test
  void outage_ofAMigrationThatFails_endsAtItsSource() throws Exception {
    String address = "unix:" + folder.resolve("move.sock");
    try (Qemu source = Qemu.start(folder, "h0");
        Qemu destination = Qemu.start(folder, "h1", "-incoming", address);
        Reader h0 = reader("h0", source);
        Reader h1 = reader("h1", destination)) {
      source
          .driver()
          .execute(
              "migrate-set-parameters", "{\"max-bandwidth\": 500000, \"downtime-limit\": 2000000}");
      destination.freeze();

      source.driver().migrate(address);
      TaiInstant stoppedAt = source.driver().awaitEvent("STOP");
      destination.kill();
      TaiInstant restartedAt = source.driver().awaitEvent("RESUME");
      h0.awaitEvent(restartAt(restartedAt));

      Entry outage = onlyOutage(h0, h1);
      assertThat(outage.kind()).isEqualTo(OutageKind.PAUSE);
      assertThat(outage.sourceHost()).isEqualTo("h0");
      assertThat(outage.destinationHost()).isEqualTo("h0");
      assertInterval(outage, stoppedAt, restartedAt);
    }
  }

  @Test
  void outage_ofAGuestThatSuspendsItself_isItsOwn() throws Exception {
    try (Qemu qemu = Qemu.start(folder, "h0", SleepyGuest.on(folder.resolve("disk")));
        Reader h0 = reader("h0", qemu)) {
      qemu.driver().execute("cont");
      TaiInstant startedAt = qemu.driver().awaitEvent("RESUME");
      TaiInstant stoppedAt = qemu.driver().awaitEvent("SUSPEND");

      qemu.driver().execute("system_wakeup");
      TaiInstant restartedAt = qemu.driver().awaitEvent("WAKEUP");
      h0.awaitEvent(restartAt(restartedAt));

      assertThat(h0.events().get(0)).isInstanceOf(HostEvent.Started.class);
      assertThat(h0.events().get(0).stamp().at()).isEqualTo(startedAt);
      // It may have gone to sleep again since.
      Entry outage = ledger(h0).get(0);
      assertThat(outage.kind()).isEqualTo(OutageKind.PAUSE);
      assertThat(outage.cooperation()).isEqualTo(Cooperation.COOPERATIVE);
      assertInterval(outage, stoppedAt, restartedAt);
      assertThat(outage.amounts().sleptNanos()).isEqualTo(outage.toutNanos());
    }
  }

  @Test
  void ledger_ofAMigrationThatNeverGetsAnywhere_isEmpty() throws Exception {
    try (Qemu source = Qemu.start(folder, "h0");
        Reader h0 = reader("h0", source)) {

      source.driver().migrate("exec:false");
      source.driver().awaitMigration("failed");
      h0.awaitEvent(RealQemuIT::tellsOfFailure);

      assertThat(ledger(h0)).isEmpty();
    }
  }

  private static void awaitFile(Path file) {
    long startNanos = System.nanoTime();
    while (!Files.exists(file)) {
      assertThat(System.nanoTime() - startNanos).as("in time").isLessThan(30_000_000_000L);
      Thread.onSpinWait();
    }
  }

  private static Reader reader(String host, Qemu qemu) throws InterruptedException {
    Reader reader = new Reader(host, qemu.readSocket());
    reader.awaitUp(1);
    return reader;
  }

  private static List<Entry> ledger(Reader... readers) {
    List<LedgerInput> inputs =
        Stream.of(readers)
            .flatMap(reader -> reader.events().stream())
            .sorted(InputOrder.PUBLISH)
            .toList();
    return Replay.run(inputs, Rules.DEFAULT, false).entries();
  }

  private static Entry onlyOutage(Reader... readers) {
    List<Entry> entries = ledger(readers);
    assertThat(entries).hasSize(1);
    return entries.get(0);
  }

  /** Resolution and latency widen the error, and move neither end. */
  private static void assertInterval(Entry outage, TaiInstant stoppedAt, TaiInstant restartedAt) {
    assertThat(outage.stoppedAt()).isEqualTo(stoppedAt);
    assertThat(outage.restartedAt()).isEqualTo(restartedAt);
    assertThat(outage.toutNanos()).isEqualTo(restartedAt.nanos() - stoppedAt.nanos());
    assertThat(outage.toutNanos()).isPositive();
  }

  private static Predicate<LedgerInput> restartAt(TaiInstant at) {
    return event -> event instanceof HostEvent.Restarted && event.stamp().at().equals(at);
  }

  private static boolean tellsTheDowntime(LedgerInput event) {
    return event instanceof HostEvent.Migration moved
        && moved.downtimeNanos() != null
        && moved.downtimeNanos() > 0;
  }

  private static boolean tellsOfFailure(LedgerInput event) {
    return event instanceof HostEvent.Migration moved && moved.status() == MigrationStatus.FAILED;
  }
}
