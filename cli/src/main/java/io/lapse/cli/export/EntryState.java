package io.lapse.cli.export;

import io.lapse.ledger.account.Amounts;
import io.lapse.ledger.account.Entry;
import io.lapse.ledger.timers.ExpiryEstimate;
import io.lapse.ledger.timers.ExpiryEstimate.BaseExpiry;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** The columns that show an outage after an entry, in the order of {@code ledger.jsonl}. */
final class EntryState {
  private EntryState() {}

  /** From its kind to the policy that judged it. */
  static List<Column<Entry>> columns() {
    List<Column<Entry>> columns = new ArrayList<>(identity());
    columns.addAll(amounts());
    columns.addAll(judgement());
    columns.addAll(expired());
    columns.add(Column.text("policy", "`class@version` of the policy that judged", Entry::policy));
    return columns;
  }

  private static List<Column<Entry>> identity() {
    return List.of(
        Column.symbolOrNull(
            "kind", "PAUSE, SNAPSHOT or MIGRATION; null: open, and not known", Entry::kind),
        Column.textOrNull("source_host", "null: the stop is missing", Entry::sourceHost),
        Column.textOrNull("destination_host", "null: open", Entry::destinationHost),
        Column.instantOrNull(
            "stopped_tai_ns", "ns since 1970 on TAI; null: the stop is missing", Entry::stoppedAt),
        Column.instantOrNull(
            "restarted_tai_ns", "ns since 1970 on TAI; null: open", Entry::restartedAt),
        Column.numberOrNull(
            "tout_ns",
            "restart less stop, may be negative; null: open, or the stop is missing",
            Entry::toutNanos),
        Column.numberOrNull(
            "tout_error_ns", "give or take; null with `tout_ns`", Entry::toutErrorNanos));
  }

  private static List<Column<Entry>> amounts() {
    return List.of(
        amount("compensated_ns", "the counter's advance", Amounts::compensatedNanos),
        Column.symbolOrNull(
            "compensated_basis",
            "MEASURED, CLAIMED, ASSUMED or UNKNOWN; null with `tout_ns`",
            entry -> entry.amounts() == null ? null : entry.amounts().compensatedBasis()),
        amount("slept_ns", "what the guest added as sleep", Amounts::sleptNanos),
        Column.symbolOrNull(
            "slept_basis",
            "as above; null: it did not sleep",
            entry -> entry.amounts() == null ? null : entry.amounts().sleptBasis()),
        amount("injected_ns", "what its kernel stepped", Amounts::injectedNanos),
        amount("corrected_ns", "what was repaired later", Amounts::correctedNanos),
        amount(
            "unaccounted_ns",
            "the rest; positive: the guest's wall clock is behind",
            Amounts::unaccountedNanos));
  }

  private static Column<Entry> amount(String name, String meaning, ToLongFunction<Amounts> nanos) {
    return Column.numberOrNull(
        name,
        meaning + "; null with `tout_ns`",
        entry -> entry.amounts() == null ? null : (Long) nanos.applyAsLong(entry.amounts()));
  }

  private static List<Column<Entry>> judgement() {
    return List.of(
        Column.numberOrNull(
            "migration_sequence",
            "rank among the guest's outages by restart, from 1; null: open",
            Entry::migrationSequence),
        Column.symbolOrNull(
            "verdict", "WITHIN, EXCEEDED or UNDECIDED; null with `tout_ns`", Entry::verdict),
        Column.symbol(
            "cooperation",
            "COOPERATIVE, FORCED, KILLED, UNANNOUNCED or UNKNOWN",
            Entry::cooperation),
        Column.words(
            "violations",
            "those open after this entry",
            entry -> entry.violations().stream().map(Enum::name).toList()));
  }

  private static List<Column<Entry>> expired() {
    List<Column<Entry>> columns = new ArrayList<>();
    addBase(columns, "monotonic", ExpiryEstimate::monotonic);
    addBase(columns, "boottime", ExpiryEstimate::boottime);
    addBase(columns, "realtime", ExpiryEstimate::realtime);
    addBase(columns, "tai", ExpiryEstimate::tai);
    columns.add(
        Column.symbolOrNull(
            "expired_basis",
            "INVENTORY, PRIOR or UNSUPPORTED_GUEST; null: nothing is known of its timers",
            entry -> entry.expired() == null ? null : entry.expired().basis()));
    return columns;
  }

  private static void addBase(
      List<Column<Entry>> columns, String base, Function<ExpiryEstimate, @Nullable BaseExpiry> of) {
    String prefix = "expired_" + base + "_";
    columns.add(timers(prefix + "low", "least timers due at once", of, BaseExpiry::low));
    columns.add(timers(prefix + "expected", "timers due at once", of, BaseExpiry::expected));
    columns.add(timers(prefix + "high", "most timers due at once", of, BaseExpiry::high));
    columns.add(timers(prefix + "overruns", "periods beyond the first", of, BaseExpiry::overruns));
  }

  private static Column<Entry> timers(
      String name,
      String meaning,
      Function<ExpiryEstimate, @Nullable BaseExpiry> base,
      ToLongFunction<BaseExpiry> count) {
    return Column.numberOrNull(
        name,
        meaning + "; null: not estimated",
        entry -> {
          BaseExpiry expiry = entry.expired() == null ? null : base.apply(entry.expired());
          return expiry == null ? null : (Long) count.applyAsLong(expiry);
        });
  }
}
