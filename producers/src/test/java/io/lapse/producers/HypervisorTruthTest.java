package io.lapse.producers;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.account.Entry;
import io.lapse.ledger.host.CounterWhilePaused;
import io.lapse.ledger.host.HostEvent;
import io.lapse.ledger.time.TaiInstant;
import io.lapse.producers.source.Anchor;
import io.lapse.producers.source.Format;
import io.lapse.producers.source.SourceInput;
import io.lapse.schemas.tai.UtcScale;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Outages of which the truth is known, as hypervisors would log them under clocks that keep their
 * bounds: the true Tout lies in the ledger's interval, the true instants in their stamps'.
 */
class HypervisorTruthTest {
  private static final long SEED = 20_261_129;
  private static final int RUNS = 300;
  private static final long START_NANOS = 1_795_000_000_000_000_000L;
  private static final long CLOCK_ERROR_NANOS = 3_000_000;
  private static final long ANCHOR_ERROR_NANOS = 40_000_000;
  private static final long MILLI = 1_000_000;

  @TempDir Path folder;

  private final Random random = new Random(SEED);

  @Test
  void cloudHypervisor_pausedInOneProcess() throws IOException {
    for (int run = 0; run < RUNS; run++) {
      Vmm vmm = new Vmm("h0", hostOffset(), START_NANOS);
      long stop = START_NANOS + 3_600_000 * MILLI;
      long restart = stop + upTo(20_000 * MILLI);
      vmm.stops(stop);
      vmm.runs(restart);

      assertTruthInside(run, stop, restart, vmm.told("a" + run));
    }
  }

  /** Each process has an anchor of its own, also on one host. */
  @Test
  void cloudHypervisor_betweenTwoProcesses() throws IOException {
    for (int run = 0; run < RUNS; run++) {
      long offset = hostOffset();
      boolean oneHost = random.nextBoolean();
      boolean bySnapshot = random.nextBoolean();
      long stop = START_NANOS + 3_600_000 * MILLI;
      long restart = stop + 500 * MILLI + upTo(20_000 * MILLI);
      Vmm from = new Vmm("h0", offset, START_NANOS);
      Vmm to =
          new Vmm(oneHost ? "h0" : "h1", oneHost ? offset : hostOffset(), stop - 1_000 * MILLI);
      if (!bySnapshot) {
        from.says(stop - 200 * MILLI, "migration-started");
        to.says(stop - 100 * MILLI, "migration-receive-started");
      }
      from.stops(stop);
      from.says(stop + 50 * MILLI, "snapshotting");
      to.says(restart - 20 * MILLI, "restored");
      to.runs(restart);

      List<LedgerInput> told = new ArrayList<>(from.told("from" + run));
      told.addAll(to.told("to" + run));
      assertTruthInside(run, stop, restart, told);
    }
  }

  @Test
  void vmware_stunned() throws IOException {
    for (int run = 0; run < RUNS; run++) {
      long stop = START_NANOS + upTo(1_000 * MILLI);
      long micros = upTo(20_000_000);
      long restart = stop + micros * 1_000 + upTo(999);
      long shown = restart + upTo(5 * MILLI) + hostOffset();
      Instant stamp = Instant.EPOCH.plusMillis(UtcScale.toUtcNanos(new TaiInstant(shown)) / MILLI);
      Path log =
          Files.writeString(
              folder.resolve("vmware" + run),
              String.format(
                  "%s| vcpu-0| I120: Checkpoint_Unstun: vm stopped for %d us\n",
                  stamp.toString().replaceFirst("(:\\d\\d)Z", "$1.000Z"), micros));

      Told told = Told.by(Sources.of(input(log, "h0", Format.VMWARE, null)));
      assertThat(told.problems()).isEmpty();
      assertTruthInside(run, stop, restart, told.inputs());
    }
  }

  private void assertTruthInside(int run, long stop, long restart, List<LedgerInput> inputs) {
    String what = "seed " + SEED + ", run " + run;
    List<Entry> entries = Folded.entries("vm1", inputs);
    assertThat(entries).as(what).hasSize(1);
    Entry entry = entries.get(0);
    assertThat(Math.abs(restart - stop - entry.toutNanos()))
        .as(what)
        .isLessThanOrEqualTo(entry.toutErrorNanos());
    for (LedgerInput input : inputs) {
      boolean stopped = input instanceof HostEvent.Stopped;
      if (stopped || input instanceof HostEvent.Restarted) {
        assertThat(Math.abs((stopped ? stop : restart) - input.stamp().at().nanos()))
            .as(what)
            .isLessThanOrEqualTo(input.stamp().errorNanos());
      }
    }
  }

  private long hostOffset() {
    return upTo(2 * CLOCK_ERROR_NANOS) - CLOCK_ERROR_NANOS;
  }

  private long upTo(long bound) {
    return (long) (random.nextDouble() * (bound + 1));
  }

  private static SourceInput input(Path file, String host, Format format, Anchor anchor) {
    return new SourceInput(
        file.toString(),
        file,
        host,
        "vm1",
        format,
        CLOCK_ERROR_NANOS,
        null,
        CounterWhilePaused.STOPS,
        null,
        anchor);
  }

  /** A VMM that logs what truly happens, and whose start somebody saw as well as they could. */
  private final class Vmm {
    private final String host;
    private final long startedNanos;
    private final Anchor anchor;
    private final StringBuilder log = new StringBuilder();

    private Vmm(String host, long hostOffsetNanos, long startedNanos) {
      this.host = host;
      this.startedNanos = startedNanos;
      long seen =
          startedNanos + hostOffsetNanos + upTo(2 * ANCHOR_ERROR_NANOS) - ANCHOR_ERROR_NANOS;
      this.anchor = new Anchor(new TaiInstant(seen), ANCHOR_ERROR_NANOS);
    }

    private void says(long atNanos, String event) {
      long sinceStart = atNanos - startedNanos;
      log.append(
          String.format(
              """
              {
                "timestamp": {
                  "secs": %d,
                  "nanos": %d
                },
                "source": "vm",
                "event": "%s",
                "properties": null
              }

              """,
              sinceStart / 1_000_000_000, sinceStart % 1_000_000_000, event));
    }

    /** The vCPUs stop between two records, or a little before one of which the first is lost. */
    private void stops(long atNanos) {
      if (random.nextBoolean()) {
        says(atNanos - upTo(30 * MILLI), "pausing");
        says(atNanos + upTo(30 * MILLI), "paused");
      } else {
        says(atNanos + upTo(5 * MILLI), "paused");
      }
    }

    /** The vCPUs' threads may be woken later than they are said to. */
    private void runs(long atNanos) {
      if (random.nextBoolean()) {
        says(atNanos - upTo(10 * MILLI), "resuming");
        says(atNanos + upTo(10 * MILLI), "resumed");
      } else {
        says(atNanos - upTo(5 * MILLI), "resumed");
      }
    }

    private List<LedgerInput> told(String name) throws IOException {
      Path file = Files.writeString(folder.resolve(name), log);
      Told told = Told.by(Sources.of(input(file, host, Format.CLOUD_HYPERVISOR, anchor)));
      assertThat(told.problems()).isEmpty();
      return told.inputs();
    }
  }
}
