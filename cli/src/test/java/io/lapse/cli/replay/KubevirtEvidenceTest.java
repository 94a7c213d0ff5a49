package io.lapse.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.ledger.Envelope;
import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.Source;
import io.lapse.ledger.account.Entry;
import io.lapse.ledger.account.InputOrder;
import io.lapse.ledger.account.Rules;
import io.lapse.ledger.host.CounterWhilePaused;
import io.lapse.ledger.host.HostEvent;
import io.lapse.ledger.host.RestartMode;
import io.lapse.ledger.host.StopReason;
import io.lapse.ledger.policy.Violation;
import io.lapse.ledger.time.Stamp;
import io.lapse.ledger.time.TaiInstant;
import io.lapse.producers.Recordings;
import io.lapse.producers.source.Format;
import io.lapse.producers.source.SourceInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What KubeVirt's word of a migration does to outages that others saw. */
class KubevirtEvidenceTest {
  /** When the migration began, as KubeVirt counts it. */
  private static final long BEGAN = 1_795_382_262_000_000_000L;

  private static final long MILLI = 1_000_000L;

  private static final String OBJECT =
      """
      kind: VirtualMachineInstance
      metadata: {namespace: prod, name: db-0}
      status:
        migrationState:
          migrationUid: 2f0c7f0e
          startTimestamp: "2026-11-22T21:17:05Z"
          endTimestamp: "2026-11-22T21:17:14Z"
          sourceNode: node01
          targetNode: node02
          completed: true
      """;

  @TempDir private Path folder;

  @Test
  void arrivalWhoseStopWasLost_isNoFork_whereKubevirtSaysThatItMigrated() throws IOException {
    List<LedgerInput> seen = paused();
    seen.add(restart("node02", 8_400));

    assertThat(violations(seen, false)).containsExactly(Violation.CONFLICTING_RESTART);
    assertThat(violations(seen, true)).containsExactly(Violation.MISSING_STOP);
  }

  /** The word 'completed' comes behind the arrival, and must not pass for the next departure. */
  @Test
  void fork_staysOne_afterAMigrationThatKubevirtSaw() throws IOException {
    List<LedgerInput> seen = paused();
    seen.add(stop("node01", 8_300));
    seen.add(restart("node02", 8_400));
    seen.add(restart("node03", 60_000));

    assertThat(violations(seen, false)).contains(Violation.CONFLICTING_RESTART);
    assertThat(violations(seen, true)).isEqualTo(violations(seen, false));
  }

  /** A pair of QMP's events without ids is paired as before, to the nanosecond. */
  @Test
  void outage_isTheSame_withAndWithoutTheObject() throws IOException {
    List<LedgerInput> seen = paused();
    seen.add(stop("node01", 8_300));
    seen.add(restart("node02", 8_400));

    List<Entry> entries = entries(seen, true);

    assertThat(entries).isEqualTo(entries(seen, false)).hasSize(2);
    assertThat(entries.get(1).toutNanos()).isEqualTo(100 * MILLI);
  }

  /** The last entry's, but for those about its length. */
  private List<Violation> violations(List<LedgerInput> seen, boolean withObject)
      throws IOException {
    List<Entry> entries = entries(seen, withObject);
    return entries.get(entries.size() - 1).violations().stream()
        .filter(violation -> violation != Violation.BLACKOUT_EXCEEDED)
        .filter(violation -> violation != Violation.UNACCOUNTED_TIME)
        .toList();
  }

  private List<Entry> entries(List<LedgerInput> seen, boolean withObject) throws IOException {
    List<LedgerInput> inputs = new ArrayList<>(seen);
    if (withObject) {
      Path file = Files.writeString(folder.resolve("vmi.yaml"), OBJECT);
      inputs.addAll(Recordings.read(List.of(input(file))).inputs());
      assertThat(inputs).hasSize(seen.size() + 2);
    }
    inputs.sort(InputOrder.PUBLISH);
    return Replay.run(inputs, Rules.DEFAULT, false).entries();
  }

  private static SourceInput input(Path file) {
    return new SourceInput(
        file.toString(),
        file,
        null,
        null,
        Format.KUBEVIRT,
        MILLI,
        null,
        CounterWhilePaused.UNKNOWN);
  }

  /** An hour before: stopped and let go on by its host. */
  private static List<LedgerInput> paused() {
    return new ArrayList<>(List.of(stop("node01", -3_600_000), restart("node01", -3_599_900)));
  }

  private static HostEvent stop(String host, long millis) {
    return new HostEvent.Stopped(envelope(host, millis), StopReason.UNKNOWN, null);
  }

  private static HostEvent restart(String host, long millis) {
    return new HostEvent.Restarted(
        envelope(host, millis),
        host.equals("node01") ? RestartMode.CONTINUED : RestartMode.INCOMING,
        null,
        CounterWhilePaused.STOPS,
        null,
        List.of(),
        List.of());
  }

  private static Envelope envelope(String host, long millis) {
    Stamp stamp = Stamp.of(new TaiInstant(BEGAN + millis * MILLI), MILLI);
    return new Envelope("prod/db-0", host, stamp, Source.QMP, null);
  }
}
