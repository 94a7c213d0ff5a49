package io.lapse.cli.export;

import io.lapse.ledger.account.Entry;
import io.lapse.ledger.account.OutageKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The outages of a ledger, and how the answers to questions about them are written. */
final class TakenOutages {
  final List<Entry> entries;

  /** The last entry of each outage, by its id. */
  final Map<String, Entry> last = new LinkedHashMap<>();

  TakenOutages(List<Entry> entries) {
    this.entries = entries;
    entries.forEach(entry -> last.put(entry.outageId(), entry));
  }

  Stream<Entry> all() {
    return last.values().stream();
  }

  Stream<Entry> closed() {
    return all().filter(entry -> entry.toutNanos() != null);
  }

  Stream<Entry> migrations() {
    return closed().filter(entry -> entry.kind() == OutageKind.MIGRATION);
  }

  static long tout(Entry entry) {
    return Objects.requireNonNull(entry.toutNanos());
  }

  static long error(Entry entry) {
    return Objects.requireNonNull(entry.toutErrorNanos());
  }

  static long unaccounted(Entry entry) {
    return Objects.requireNonNull(entry.amounts()).unaccountedNanos();
  }

  /** The nearest rank, of so many in a thousand. */
  static long percentile(List<Entry> outages, int perMille) {
    List<Long> ranked = outages.stream().map(TakenOutages::tout).sorted().toList();
    int rank = -Math.floorDiv(-perMille * ranked.size(), 1_000);
    return ranked.get(Math.max(1, rank) - 1);
  }

  static String millis(long nanos) {
    return Long.toString(nanos / 1_000_000);
  }

  static String micros(long nanos) {
    return Long.toString(nanos / 1_000);
  }

  static List<@Nullable String> row(@Nullable Object... cells) {
    List<@Nullable String> row = new ArrayList<>();
    for (Object cell : cells) {
      row.add(cell == null ? null : cell.toString());
    }
    return row;
  }

  static <K> Map<K, List<Entry>> by(Function<Entry, K> key, Stream<Entry> outages) {
    return outages.collect(Collectors.groupingBy(key, LinkedHashMap::new, Collectors.toList()));
  }
}
