package io.lapse.producers.cloudhypervisor;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.host.HostEvent;
import io.lapse.producers.Told;
import io.lapse.producers.source.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each word means, after what came before it; one second between two words. */
class MonitorEventsTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          booting booted                                    | Started
          paused resumed                                    | PAUSE CONTINUED
          booted paused resumed                             | Started PAUSE CONTINUED
          booted paused                                     | Started PAUSE
          booted resumed                                    | Started CONTINUED
          booted paused paused resumed                      | Started PAUSE PAUSE CONTINUED
          booted paused snapshotting snapshotted resumed    | Started CHECKPOINT CONTINUED
          booted paused snapshotted shutdown                | Started CHECKPOINT ShutDown
          booted paused migration-started resumed           | Started MIGRATE ACTIVE/SOURCE CONTINUED
          restoring restored resumed paused resumed         | RESTORED PAUSE CONTINUED
          restored paused resumed                           | ARRIVAL RESTORED
          migration-receive-ready restored resumed          | SETUP/DESTINATION INCOMING
          migration-receive-started restored migration-receive-finished resumed | ACTIVE/DESTINATION COMPLETED/DESTINATION INCOMING
          migration-receive-started migration-receive-failed booted | ACTIVE/DESTINATION FAILED/DESTINATION Started
          booted migration-started paused migration-failed resumed paused resumed | Started ACTIVE/SOURCE MIGRATE FAILED/SOURCE CONTINUED PAUSE CONTINUED
          booted migration-memory-iteration paused migration-finished | Started MIGRATE COMPLETED/SOURCE
          migration-started paused postcopy-migration-completed | ACTIVE/SOURCE MIGRATE COMPLETED/SOURCE
          migration-receive-started resumed postcopy-migration-completed | ACTIVE/DESTINATION INCOMING COMPLETED/DESTINATION
          postcopy-migration-completed                      | COMPLETED/UNKNOWN
          booted rebooting shutdown booting booted rebooted | Started Reset
          booted shutdown deleted                           | Started ShutDown
          booted deleted booted shutdown                    | Started ShutDown Started ShutDown
          booted resizing coredumping teleported            | Started
          """)
  void read_tells(String words, String expected) throws IOException {
    Told told = read(words.split(" ", -1));

    assertThat(told.problems()).isEmpty();
    assertThat(told.inputs().stream().map(MonitorEventsTest::shown).toList())
        .containsExactly(expected.split(" ", -1));
  }

  @Test
  void read_takesNoWordOfADevice_forOneOfTheMachine() throws IOException {
    Path file =
        Files.write(
            folder.resolve("log"),
            List.of(
                MonitorText.compact(1_000, "virtio-device", "shutdown"),
                MonitorText.compact(2_000, "paused"),
                MonitorText.compact(3_000, "virtio-device", "reset"),
                MonitorText.compact(4_000, "snapshotting"),
                MonitorText.compact(5_000, "vmm", "shutdown")));

    Told told = Told.by(new CloudHypervisorSource(MonitorText.input(file)));

    assertThat(told.inputs().stream().map(MonitorEventsTest::shown).toList())
        .containsExactly("CHECKPOINT", "ShutDown");
    assertThat(told.locations().get(0).line()).isEqualTo(2);
  }

  /** Between {@code pausing} and {@code paused} lies when the vCPUs stopped; never below 5 ms. */
  @Test
  void read_grantsWhatLiesBetweenTheTwoWords() throws IOException {
    Told told = read("pausing", "paused", "resumed", "pausing", "resized", "paused", "resuming");

    assertThat(told.inputs())
        .extracting(input -> input.stamp().latencyNanos())
        .containsExactly(1_000_000_000L, 5_000_000L, 5_000_000L);
    assertThat(told.inputs().get(0).stamp().clockErrorNanos())
        .isEqualTo(MonitorText.CLOCK_ERROR_NANOS + MonitorText.ANCHOR_ERROR_NANOS);
    assertThat(told.inputs().get(0).stamp().resolutionNanos()).isOne();
    assertThat(told.inputs().get(0).stamp().at().nanos())
        .isEqualTo(MonitorText.ANCHOR_NANOS + 1_000_000_000);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          {"source":"vm","event":"paused"}; an event without timestamp, paused: expected {"secs": ..., "nanos": ...}
          {"timestamp":{"secs":1},"source":"vm","event":"paused"}; timestamp.nanos is missing: expected a whole number
          {"timestamp":{"secs":1,"nanos":1000000000},"source":"vm","event":"paused"}; timestamp.nanos must be 0 to 999999999: 1000000000
          {"timestamp":{"secs":-1,"nanos":0},"source":"vm","event":"paused"}; timestamp.secs must be 0 or more: -1
          {"timestamp":{"secs":18446744073709551615,"nanos":0},"source":"vm","event":"paused"}; timestamp.secs must be a whole number within 64 bits: 18446744073709551615
          {"timestamp":{"secs":9223372036,"nanos":0},"source":"vm","event":"paused"}; anchor_tai_ns and timestamp.secs must lie within 64 bits of ns: 1795000000000000000 and 9223372036
          {"timestamp":{"secs":1,"nanos":0},"event":"paused"}; not an event of Cloud Hypervisor: expected timestamp, source, event, found: {"timestamp":{"secs":1,"nanos":0},"event":"paused"}
          {"timestamp":{"secs":1,"nanos":0},"source":"vm"; cut off: expected a whole JSON object, found: {"timestamp":{"secs":1,"nanos":0},"source":"vm"
          """)
  void read_refusesARecordThatCannotBe_andKeepsTheOthers(String record, String message)
      throws IOException {
    Path file =
        Files.write(
            folder.resolve("log"),
            List.of(
                MonitorText.compact(0, "booted"), record, MonitorText.compact(9_000, "resumed")));

    Told told = Told.by(new CloudHypervisorSource(MonitorText.input(file)));

    assertThat(told.problems())
        .extracting(Problem::toString)
        .containsExactly(file + ":2: " + message);
    assertThat(told.inputs().stream().map(MonitorEventsTest::shown).toList())
        .containsExactly("Started", "CONTINUED");
  }

  private Told read(String... words) throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < words.length; i++) {
      lines.addAll(MonitorText.pretty(i * 1_000L, words[i]));
    }
    Path file = Files.write(folder.resolve("log"), lines);
    return Told.by(new CloudHypervisorSource(MonitorText.input(file)));
  }

  private static String shown(LedgerInput input) {
    if (input instanceof HostEvent.Stopped stopped) {
      return stopped.reason().name();
    }
    if (input instanceof HostEvent.Restarted restarted) {
      return restarted.mode().name();
    }
    if (input instanceof HostEvent.Migration migration) {
      return migration.status() + "/" + migration.role();
    }
    return input.getClass().getSimpleName();
  }
}
