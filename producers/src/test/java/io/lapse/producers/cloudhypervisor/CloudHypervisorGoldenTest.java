package io.lapse.producers.cloudhypervisor;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.account.Entry;
import io.lapse.producers.Folded;
import io.lapse.producers.GoldenLogs;
import io.lapse.producers.Told;
import io.lapse.producers.source.SourceInput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Three VMMs, one guest: what each says, and what the ledger makes of it. */
class CloudHypervisorGoldenTest {

  /** A VMM, and when it started, in ms after the first one. */
  enum Vmm {
    SOURCE("source.json", "h0", 0),
    DESTINATION("destination.json", "h1", 170_000),
    RESTORED("restored.json", "h1", 300_000);

    private final String file;
    private final String host;
    private final long startedMillis;

    Vmm(String file, String host, long startedMillis) {
      this.file = file;
      this.host = host;
      this.startedMillis = startedMillis;
    }

    private SourceInput input() {
      long anchorNanos = MonitorText.ANCHOR_NANOS + startedMillis * 1_000_000;
      return MonitorText.input(GoldenLogs.log("cloud_hypervisor/" + file), host, anchorNanos);
    }
  }

  @ParameterizedTest
  @EnumSource(Vmm.class)
  void read_matchesTheGoldenFile(Vmm vmm) throws IOException {
    SourceInput input = vmm.input();

    Told told = Told.by(new CloudHypervisorSource(input));

    GoldenLogs.assertMatchesGoldenFile(input.file(), told);
  }

  @Test
  void fold_findsEveryOutage() {
    List<LedgerInput> inputs = new ArrayList<>();
    for (Vmm vmm : Vmm.values()) {
      inputs.addAll(Told.by(new CloudHypervisorSource(vmm.input())).inputs());
    }

    List<Entry> entries = Folded.entries("vm1", inputs);

    assertThat(entries)
        .extracting(CloudHypervisorGoldenTest::shown)
        .containsExactly(
            "PAUSE h0 h0 60001.207113 + 5001.232987 []",
            "PAUSE h0 h0 121312.750000 + 18.950000 []",
            "MIGRATION h0 h1 181004.271828 + 115.714172 []",
            "SNAPSHOT h1 h1 190000.800000 + 6000.200000 []",
            "SNAPSHOT h1 h1 220000.900000 + 80400.000000 []");
  }

  /** Kind, hosts, stop and Tout in ms, violations. */
  private static String shown(Entry entry) {
    long stopped = entry.stoppedAt().nanos() - MonitorText.ANCHOR_NANOS;
    return String.join(
        " ",
        entry.kind().name(),
        entry.sourceHost(),
        entry.destinationHost(),
        millis(stopped),
        "+",
        millis(entry.toutNanos()),
        "" + entry.violations().stream().filter(v -> v.name().contains("ING_")).toList());
  }

  private static String millis(long nanos) {
    return String.format("%d.%06d", nanos / 1_000_000, nanos % 1_000_000);
  }
}
