package io.lapse.producers.vmware;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.ledger.account.Entry;
import io.lapse.ledger.host.CounterWhilePaused;
import io.lapse.producers.Folded;
import io.lapse.producers.GoldenLogs;
import io.lapse.producers.Told;
import io.lapse.producers.source.Format;
import io.lapse.producers.source.SourceInput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Logs of several versions: what they say, and what the ledger makes of it. */
class VmwareGoldenTest {

  @ParameterizedTest
  @ValueSource(strings = {"esxi-5.0.log", "esxi-6.0.log", "esxi-7.0.log", "local-time.log"})
  void read_matchesTheGoldenFile(String name) throws IOException {
    Path log = GoldenLogs.log("vmware/" + name);

    Told told = read(log);

    GoldenLogs.assertMatchesGoldenFile(log, told);
  }

  @Test
  void fold_booksWhatEachLineSays_toTheMicrosecond() {
    Told told = read(GoldenLogs.log("vmware/esxi-6.0.log"));

    List<Entry> entries = Folded.entries("vm1", told.inputs());

    // 2 us for the steps of both ends; 50 ppm of Tout for the drift of the host's clock.
    assertThat(entries)
        .extracting(e -> e.kind() + " " + e.toutNanos() + " " + e.toutErrorNanos())
        .containsExactly("PAUSE 188405000 11421", "PAUSE 12345678000 619284");
  }

  private static Told read(Path log) {
    return Told.by(
        new VmwareSource(
            new SourceInput(
                log.toString(),
                log,
                "esx1",
                "vm1",
                Format.VMWARE,
                100_000,
                null,
                CounterWhilePaused.UNKNOWN)));
  }
}
