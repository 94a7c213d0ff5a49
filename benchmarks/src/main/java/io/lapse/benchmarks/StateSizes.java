package io.lapse.benchmarks;

import io.lapse.benchmarks.workload.Workload;
import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.account.GuestState;
import io.lapse.ledger.account.Rules;
import io.lapse.schemas.state.GuestStateBytes;
import io.lapse.schemas.topic.Topics;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** How many bytes the application keeps of a guest, none of whose outages is sealed. */
final class StateSizes {
  private static final List<Integer> OUTAGES = List.of(0, 1, 10, 100, 1_000);
  private static final int LIMIT_BYTES = 200;
  private static final int LIMIT_BYTES_PER_OUTAGE = 120;
  private static final long SEED = 1;

  private StateSizes() {}

  /** A table, line by line: bytes, and how many times the limit that is. */
  static void print(PrintStream out) {
    out.println(
        "Bytes of a guest's state, and how many times 200 + 120 x unsealed outages that is");
    out.println(" outages      limit      stops and restarts        all that is told");
    for (int outages : OUTAGES) {
      out.printf(Locale.ROOT, "%8d %8d B", outages, limitBytes(outages));
      for (boolean told : List.of(false, true)) {
        long bytes = bytes(Workload.crowded(outages, told, SEED));
        double ratio = (double) bytes / limitBytes(outages);
        out.printf(Locale.ROOT, "  %10d B = %6.2f x", bytes, ratio);
      }
      out.println();
    }
    out.println();
  }

  static long limitBytes(int outages) {
    return LIMIT_BYTES + (long) LIMIT_BYTES_PER_OUTAGE * outages;
  }

  /** What the application keeps after these inputs about one guest: written after each of them. */
  static long bytes(List<LedgerInput> inputs) {
    GuestState state = GuestState.empty(inputs.get(0).guest());
    GuestStateBytes written = Topics.guestStateBytes();
    long bytes = 0;
    for (LedgerInput input : inputs) {
      state = state.on(input, Rules.DEFAULT).next();
      bytes = written.write(state).length;
    }
    return bytes;
  }
}
