package io.lapse.whatif.diff;

import io.lapse.ledger.account.Amounts;
import io.lapse.ledger.account.Entry;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The columns of {@code ledger.jsonl}, in the order of its lines; together they are the entry. */
public enum Column {
  GUEST(Entry::guest),
  OUTAGE_ID(Entry::outageId),
  ENTRY_NUMBER(Entry::entryNumber),
  ENTRY(Entry::entryKind),
  KIND(Entry::kind),
  SOURCE_HOST(Entry::sourceHost),
  DESTINATION_HOST(Entry::destinationHost),
  STOPPED_TAI_NS(Entry::stoppedAt),
  RESTARTED_TAI_NS(Entry::restartedAt),
  TOUT_NS(Entry::toutNanos),
  TOUT_ERROR_NS(Entry::toutErrorNanos),
  COMPENSATED_NS(ofAmounts(Amounts::compensatedNanos)),
  COMPENSATED_BASIS(ofAmounts(Amounts::compensatedBasis)),
  SLEPT_NS(ofAmounts(Amounts::sleptNanos)),
  SLEPT_BASIS(ofAmounts(Amounts::sleptBasis)),
  INJECTED_NS(ofAmounts(Amounts::injectedNanos)),
  CORRECTED_NS(ofAmounts(Amounts::correctedNanos)),
  UNACCOUNTED_NS(ofAmounts(Amounts::unaccountedNanos)),
  MIGRATION_SEQUENCE(Entry::migrationSequence),
  VERDICT(Entry::verdict),
  COOPERATION(Entry::cooperation),
  VIOLATIONS(Entry::violations),
  EXPIRED(Entry::expired),
  /** Which policy judged: context, and never a change by itself. */
  POLICY(Entry::policy),
  REACTION_ORIGIN(Entry::reactionOrigin),
  EVENT_IDS(Entry::eventIds),
  REPLACES(Entry::replaces),
  POSTINGS(Entry::postings);

  private static final Set<Column> ALL = EnumSet.allOf(Column.class);

  /** A reference to an accessor, or to one of those above: nothing that could change. */
  @SuppressWarnings("ImmutableEnumChecker")
  private final Function<Entry, @Nullable Object> value;

  Column(Function<Entry, @Nullable Object> value) {
    this.value = value;
  }

  private static Function<Entry, @Nullable Object> ofAmounts(
      Function<Amounts, @Nullable Object> value) {
    return entry -> {
      Amounts amounts = entry.amounts();
      return amounts == null ? null : value.apply(amounts);
    };
  }

  /** Its key in {@code ledger.jsonl}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What an entry has in it. */
  @Nullable Object value(Entry entry) {
    return value.apply(entry);
  }

  /** What an entry has in it, as {@code ledger.jsonl} writes it. */
  public String json(Entry entry) {
    return ColumnJson.of(value.apply(entry));
  }

  /** The columns in which two entries differ, {@link #POLICY} too. */
  static Set<Column> differing(Entry one, Entry other) {
    Set<Column> differing = EnumSet.noneOf(Column.class);
    if (!one.equals(other)) {
      for (Column column : ALL) {
        if (!Objects.equals(column.value(one), column.value(other))) {
          differing.add(column);
        }
      }
    }
    return differing;
  }
}
