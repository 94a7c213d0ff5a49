package io.lapse.cli.replay;

import io.lapse.cli.text.Durations;
import io.lapse.cli.text.Instants;
import io.lapse.cli.text.Printable;
import io.lapse.cli.text.TextTable;
import io.lapse.ledger.account.Amounts;
import io.lapse.ledger.account.Entry;
import io.lapse.ledger.account.Entry.EntryKind;
import io.lapse.ledger.policy.Violation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The standing ledger for a person: one row per outage, as its last entry leaves it. {@code left}
 * is what is unaccounted; {@code injected} includes later corrections.
 */
public final class LedgerTable {
  /** Stands after {@code compensated}, where any guest slept. */
  private static final int SLEPT_COLUMN = 8;

  private LedgerTable() {}

  /** The table, each line ended; what is wrong stands under it, outage by outage. */
  public static String render(List<Entry> entries) {
    List<Entry> last = lastEntries(entries);
    boolean anySlept = last.stream().anyMatch(LedgerTable::slept);
    List<String> headings =
        new ArrayList<>(List.of("guest", ">#", "kind", "from>to", "stopped (UTC)", ">Tout", ">+-"));
    headings.addAll(List.of(">compensated", ">injected", ">left", "verdict"));
    if (anySlept) {
      headings.add(SLEPT_COLUMN, ">slept");
    }
    TextTable table = new TextTable(headings.toArray(String[]::new));
    last.forEach(entry -> table.row(row(entry, anySlept)));
    return table.render() + violations(last);
  }

  private static boolean slept(Entry entry) {
    Amounts amounts = entry.amounts();
    return amounts != null && amounts.sleptNanos() != 0;
  }

  private static List<Entry> lastEntries(List<Entry> entries) {
    Map<String, Entry> last = new LinkedHashMap<>();
    entries.forEach(entry -> last.put(entry.outageId(), entry));
    return new ArrayList<>(last.values());
  }

  private static String[] row(Entry entry, boolean withSlept) {
    Amounts amounts = entry.amounts();
    List<String> cells = new ArrayList<>();
    cells.add(entry.guest());
    cells.add(entry.migrationSequence() == null ? "" : "" + entry.migrationSequence());
    cells.add(entry.kind() == null ? "?" : entry.kind().name());
    cells.add(orUnknown(entry.sourceHost()) + ">" + orUnknown(entry.destinationHost()));
    cells.add(Instants.utc(entry.stoppedAt()));
    cells.add(entry.restartedAt() == null ? "open" : Durations.exact(entry.toutNanos()));
    cells.add(amounts == null ? "" : Durations.error(entry.toutErrorNanos()));
    cells.add(amounts == null ? "" : Durations.exact(amounts.compensatedNanos()));
    cells.add(
        amounts == null
            ? ""
            : Durations.exact(Math.addExact(amounts.injectedNanos(), amounts.correctedNanos())));
    cells.add(amounts == null ? "" : Durations.exact(amounts.unaccountedNanos()));
    cells.add(entry.verdict() == null ? "" : entry.verdict().name());
    if (withSlept) {
      cells.add(SLEPT_COLUMN, amounts == null ? "" : Durations.exact(amounts.sleptNanos()));
    }
    return cells.toArray(String[]::new);
  }

  private static String orUnknown(@Nullable String host) {
    return host == null ? "?" : host;
  }

  private static String violations(List<Entry> last) {
    StringBuilder text = new StringBuilder();
    for (Entry entry : last) {
      if (!entry.violations().isEmpty()) {
        String names =
            entry.violations().stream().map(Violation::name).collect(Collectors.joining(", "));
        text.append("  ! ").append(Printable.of(entry.guest()));
        if (entry.migrationSequence() != null) {
          text.append(" #").append(entry.migrationSequence());
        }
        text.append(": ").append(names).append('\n');
      }
    }
    return text.toString();
  }

  /** How many outages the entries are about. */
  public static long outages(List<Entry> entries) {
    return entries.stream().filter(entry -> entry.entryKind() == EntryKind.POSTED).count();
  }
}
