package io.lapse.cli.qemu;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.cli.broker.EmbeddedBroker;
import io.lapse.cli.demo.LedgerTopic;
import io.lapse.cli.machine.Machine;
import io.lapse.cli.machine.Needs;
import io.lapse.cli.scenarios.ChildJvm;
import io.lapse.ledger.account.Entry;
import io.lapse.ledger.account.OutageKind;
import io.lapse.ledger.time.TaiInstant;
import io.lapse.schemas.topic.Topics;
import io.lapse.streamsapp.topics.TopicSetup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two real QEMU processes, each under a {@code lapse produce qmp} of its own, and a running ledger:
 * a guest is paused, and moves.
 */
@Needs(Machine.QEMU)
@Timeout(300)
class ProducedQemuIT {
  private static final Duration TIMEOUT = Duration.ofMinutes(2);

  @TempDir private Path folder;

  @Test
  void ledger_ofAGuestThatMoves_isWhatItsHostsStamped() throws Exception {
    String address = "unix:" + folder.resolve("move.sock");
    Topics topics = Topics.standard();
    try (EmbeddedBroker broker = EmbeddedBroker.start()) {
      createTopics(broker, topics);
      try (Qemu source = Qemu.start(folder, "h0");
          Qemu destination = Qemu.start(folder, "h1", "-incoming", address);
          ChildJvm h0 = produce("h0", source, broker);
          ChildJvm h1 = produce("h1", destination, broker);
          ChildJvm streams = streams(broker);
          LedgerTopic ledger = new LedgerTopic(broker.bootstrapServers(), topics)) {
        awaitLog("h0", "input is read", h0);
        awaitLog("h1", "input is read", h1);

        source.driver().execute("stop");
        TaiInstant pausedAt = source.driver().awaitEvent("STOP");
        source.driver().execute("cont");
        TaiInstant continuedAt = source.driver().awaitEvent("RESUME");
        source.driver().migrate(address);
        TaiInstant stoppedAt = source.driver().awaitEvent("STOP");
        TaiInstant restartedAt = destination.driver().awaitEvent("RESUME");

        assertThat(ledger.awaitEntries(2, TIMEOUT)).as("two outages; " + logs()).isTrue();
        assertThat(streams.isAlive()).isTrue();
        // Two producers, in any order: an outage may stand there with one of its ends only.
        assertThat(awaitBothEnds(ledger)).isTrue();
        List<Entry> found = ledger.entries();
        assertOutage(found.get(0), OutageKind.PAUSE, "h0", pausedAt, continuedAt);
        assertOutage(found.get(1), OutageKind.MIGRATION, "h1", stoppedAt, restartedAt);
      }
    }
  }

  private static void assertOutage(
      Entry outage, OutageKind kind, String to, TaiInstant stoppedAt, TaiInstant restartedAt) {
    assertThat(outage.kind()).isEqualTo(kind);
    assertThat(outage.sourceHost()).isEqualTo("h0");
    assertThat(outage.destinationHost()).isEqualTo(to);
    assertThat(outage.stoppedAt()).isEqualTo(stoppedAt);
    assertThat(outage.restartedAt()).isEqualTo(restartedAt);
    assertThat(outage.toutNanos()).isEqualTo(restartedAt.nanos() - stoppedAt.nanos());
  }

  private static boolean awaitBothEnds(LedgerTopic ledger) {
    long deadlineNanos = System.nanoTime() + TIMEOUT.toNanos();
    while (System.nanoTime() - deadlineNanos < 0) {
      List<Entry> entries = ledger.entries();
      if (entries.size() == 2 && entries.stream().allMatch(ProducedQemuIT::hasBothEnds)) {
        return true;
      }
      // Reads on for a second: there are never so many.
      ledger.awaitEntries(Integer.MAX_VALUE, Duration.ofSeconds(1));
    }
    return false;
  }

  private static boolean hasBothEnds(Entry entry) {
    return entry.stoppedAt() != null && entry.restartedAt() != null;
  }

  private ChildJvm produce(String host, Qemu qemu, EmbeddedBroker broker) throws IOException {
    Path properties =
        properties(
            host,
            Map.of(
                "bootstrap.servers",
                broker.bootstrapServers(),
                "inputs",
                "vm1@" + qemu.readSocket(),
                "host",
                host,
                "clock.error.ns",
                "100000",
                "counter.while.paused",
                "stops",
                "poll.ms",
                "20",
                "journal.dir",
                folder.resolve(host + "-journal").toString()));
    return start(host, "-Xmx96m", "produce", "qmp", "--properties", properties.toString());
  }

  private ChildJvm streams(EmbeddedBroker broker) throws IOException {
    Path properties =
        properties(
            "streams",
            Map.of(
                "bootstrap.servers",
                broker.bootstrapServers(),
                "state.dir",
                folder.resolve("state").toString(),
                "replication.factor",
                "1",
                "commit.interval.ms",
                "50"));
    return start("streams", "-Xmx192m", "streams", "--properties", properties.toString());
  }

  private Path properties(String name, Map<String, String> settings) throws IOException {
    StringBuilder text = new StringBuilder();
    settings.forEach((key, value) -> text.append(key).append('=').append(value).append('\n'));
    return Files.writeString(folder.resolve(name + ".properties"), text);
  }

  private ChildJvm start(String name, String heap, String... arguments) throws IOException {
    return ChildJvm.start(
        folder.resolve(name + "-jvm.log"), List.of(heap), "io.lapse.cli.Lapse", arguments);
  }

  private void awaitLog(String host, String words, ChildJvm process) throws Exception {
    long deadlineNanos = System.nanoTime() + TIMEOUT.toNanos();
    Path log = folder.resolve(host + "-jvm.log");
    while (!(Files.exists(log) && Files.readString(log).contains(words))) {
      assertThat(process.isAlive()).as(logs()).isTrue();
      assertThat(System.nanoTime()).as(logs()).isLessThan(deadlineNanos);
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  private String logs() throws IOException {
    StringBuilder all = new StringBuilder();
    for (String name : List.of("h0", "h1", "streams")) {
      Path log = folder.resolve(name + "-jvm.log");
      all.append(name).append(": ").append(Files.exists(log) ? Files.readString(log) : "no log");
    }
    return all.toString();
  }

  private static void createTopics(EmbeddedBroker broker, Topics topics) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      TopicSetup.create(admin, topics, 1, (short) 1);
    }
  }
}
