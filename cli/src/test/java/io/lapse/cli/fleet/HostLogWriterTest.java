package io.lapse.cli.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.ledger.Envelope;
import io.lapse.ledger.Source;
import io.lapse.ledger.host.CounterWhilePaused;
import io.lapse.ledger.host.HostEvent;
import io.lapse.ledger.host.MigrationRole;
import io.lapse.ledger.host.MigrationStatus;
import io.lapse.ledger.host.RestartMode;
import io.lapse.ledger.host.StopReason;
import io.lapse.ledger.time.Stamp;
import io.lapse.ledger.time.TaiInstant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One migration, word by word, as the recordings of real hosts have it. */
class HostLogWriterTest {
  /** 2026-01-05T00:00:00 UTC. */
  private static final long BEGIN = (1_767_571_200L + 37) * 1_000_000_000L;

  private static final long MILLI = 1_000_000;

  @TempDir private Path folder;

  private static Envelope on(String host, long millis) {
    Stamp stamp = new Stamp(new TaiInstant(BEGIN + millis * MILLI), 1_000, 1_000, 5 * MILLI);
    return new Envelope("vm", host, stamp, Source.JSONL, null);
  }

  private static HostEvent migration(String host, long millis, MigrationStatus status) {
    MigrationRole role = host.equals("a") ? MigrationRole.SOURCE : MigrationRole.DESTINATION;
    return new HostEvent.Migration(on(host, millis), status, role, null, null);
  }

  /** The destination's first words come last: a log is written in the order of its stamps. */
  private static List<HostEvent> aMigration() {
    return List.of(
        new HostEvent.Started(on("a", 0)),
        migration("a", 40_000, MigrationStatus.SETUP),
        migration("a", 45_000, MigrationStatus.ACTIVE),
        new HostEvent.Stopped(on("a", 80_000), StopReason.MIGRATE, null),
        migration("a", 80_051, MigrationStatus.COMPLETED),
        new HostEvent.ShutDown(on("a", 81_050)),
        migration("b", 39_995, MigrationStatus.SETUP),
        new HostEvent.Restarted(
            on("b", 80_050),
            RestartMode.INCOMING,
            null,
            CounterWhilePaused.UNKNOWN,
            null,
            List.of(),
            List.of()),
        migration("b", 80_052, MigrationStatus.COMPLETED));
  }

  private void write(Function<LogLines, HostLogWriter> logs) throws IOException {
    try (LogLines lines = new LogLines(new LogFolder(folder))) {
      HostLogWriter writer = logs.apply(lines);
      aMigration().forEach(event -> assertThat(writer.write(event)).isTrue());
    }
  }

  @Test
  void qmp_isWhatTwoProcessesSay() throws IOException {
    write(QmpLogs::new);

    assertThat(said("qmp/a/vm.log"))
        .containsExactly(
            "QMP",
            "prelaunch",
            "0.000000 RESUME",
            "40.000000 setup",
            "45.000000 pass 1",
            "45.000000 active",
            "80.000000 pass 2",
            "80.000000 STOP",
            "80.000000 pass 3",
            "80.051000 completed",
            "81.050000 SHUTDOWN");
    assertThat(said("qmp/b/vm.log"))
        .containsExactly(
            "QMP", "inmigrate", "39.995000 setup", "80.050000 RESUME", "80.052000 completed");
    assertThat(Files.readString(folder.resolve("qmp/a/vm.log")))
        .contains(
            "{\"timestamp\": {\"seconds\": 1767571280, \"microseconds\": 0}, \"event\": \"STOP\"}\n")
        .contains(
            "{\"timestamp\": {\"seconds\": 1767571280, \"microseconds\": 51000},"
                + " \"event\": \"MIGRATION\", \"data\": {\"status\": \"completed\"}}\n");
  }

  /** Seconds since the beginning, and the one word that matters. */
  private List<String> said(String path) throws IOException {
    return Files.readAllLines(folder.resolve(path)).stream()
        .filter(line -> !line.contains("\"return\": {},"))
        .map(HostLogWriterTest::gist)
        .toList();
  }

  private static String gist(String line) {
    if (line.startsWith("{\"QMP\"")) {
      return "QMP";
    }
    String word = line.replaceAll(".*\"(?:event|status)\": \"([A-Za-z]+)\".*", "$1");
    String pass = line.replaceAll(".*\"pass\": (\\d+).*", "pass $1");
    if (!line.contains("timestamp")) {
      return word;
    }
    long seconds = Long.parseLong(line.replaceAll(".*\"seconds\": (\\d+).*", "$1"));
    long micros = Long.parseLong(line.replaceAll(".*\"microseconds\": (\\d+).*", "$1"));
    return String.format(
        "%d.%06d %s", seconds - 1_767_571_200L, micros, pass.equals(line) ? word : pass);
  }

  @Test
  void virsh_isWhatTwoHostsPrint() throws IOException {
    write(VirshLogs::new);

    assertThat(folder.resolve("virsh/a.log"))
        .hasContent(
            """
            2026-01-05 00:00:00.000+0000: event 'lifecycle' for domain 'vm': Resumed Unpaused
            2026-01-05 00:00:00.000+0000: event 'lifecycle' for domain 'vm': Started Booted
            2026-01-05 00:00:45.000+0000: event 'migration-iteration' for domain 'vm': iteration: '1'
            2026-01-05 00:01:20.000+0000: event 'lifecycle' for domain 'vm': Suspended Migrated
            2026-01-05 00:01:20.051+0000: event 'job-completed' for domain 'vm':
            \toperation: 5
            \ttime_elapsed: 40051
            \tdowntime: 51
            \tsetup_time: 1
            \tmemory_iteration: 3
            \tmemory_postcopy_requests: 0
            \tmemory_page_size: 4096
            2026-01-05 00:01:21.050+0000: event 'lifecycle' for domain 'vm': Stopped Migrated
            """);
    assertThat(folder.resolve("virsh/b.log"))
        .hasContent(
            """
            2026-01-05 00:00:39.995+0000: event 'lifecycle' for domain 'vm': Started Migrated
            2026-01-05 00:01:20.050+0000: event 'lifecycle' for domain 'vm': Resumed Migrated
            """);
  }
}
