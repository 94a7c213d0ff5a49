package io.lapse.streamsapp.board;

import io.lapse.ledger.account.Account;
import io.lapse.ledger.account.Amounts;
import io.lapse.ledger.account.Entry;
import io.lapse.ledger.account.OutageKind;
import io.lapse.ledger.account.Posting;
import io.lapse.ledger.policy.Cooperation;
import io.lapse.ledger.policy.Verdict;
import io.lapse.ledger.time.TaiInstant;
import io.lapse.streamsapp.board.column.IntColumn;
import io.lapse.streamsapp.board.column.LongColumn;
import io.lapse.streamsapp.board.column.Names;
import io.lapse.streamsapp.board.column.Rows;
import io.lapse.streamsapp.board.column.Sequences;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The outages as they stand: one row each, of some 130 bytes. */
final class OutageTable {
  /** In place of an instant that is not known. */
  static final long NO_INSTANT = Long.MIN_VALUE;

  private static final OutageKind[] KINDS = OutageKind.values();
  private static final Verdict[] VERDICTS = Verdict.values();
  private static final Cooperation[] COOPERATIONS = Cooperation.values();
  private static final int KIND_BITS = 0xF;
  private static final int VERDICT_SHIFT = 4;
  private static final int COOPERATION_SHIFT = 8;
  private static final int KNOWN = 1 << 12;

  private final Rows rows = new Rows();
  private final IntColumn sources = new IntColumn();
  private final IntColumn destinations = new IntColumn();
  private final LongColumn stops = new LongColumn();
  private final LongColumn restarts = new LongColumn();
  private final LongColumn errors = new LongColumn();
  private final LongColumn compensated = new LongColumn();
  private final LongColumn slept = new LongColumn();
  private final LongColumn injected = new LongColumn();
  private final LongColumn corrected = new LongColumn();
  private final LongColumn unaccounted = new LongColumn();
  private final IntColumn policies = new IntColumn();
  private final IntColumn flags = new IntColumn();
  private final IntColumn entries = new IntColumn();
  private final IntColumn violations = new IntColumn();

  /** The violations after each standing entry: the last goes with its entry. */
  private final Sequences masks = new Sequences();

  /** Ids that are not a guest and 32 digits. */
  private final Map<Integer, String> oddIds = new HashMap<>();

  private final Names texts;

  /**
   * @param texts hosts and policies by number, shared with the alerts
   */
  OutageTable(Names texts) {
    this.texts = texts;
  }

  Rows rows() {
    return rows;
  }

  /** The outage as it was posted anew: what stood of it is gone. */
  void post(int guest, Entry entry) {
    int row = rowOf(guest, entry);
    violations.set(row, masks.append(Sequences.EMPTY, Masks.of(entry.violations())));
    entries.set(row, 1);
    columns(row, entry);
  }

  /** One more entry. Those before it that are not known are taken to have had its violations. */
  void adjust(int guest, Entry entry) {
    int row = rowOf(guest, entry);
    int mask = Masks.of(entry.violations());
    int known = entries.get(row);
    int stack = masks.without(violations.get(row), Math.max(0, known - entry.entryNumber() + 1));
    for (int number = Math.min(known, entry.entryNumber() - 1); number < entry.entryNumber(); ) {
      stack = masks.append(stack, mask);
      number++;
    }
    violations.set(row, stack);
    entries.set(row, entry.entryNumber());
    columns(row, entry);
  }

  /** Takes back the last entry; with the first the outage goes. Unknown ones are left alone. */
  void reverse(int guest, Entry reversed) {
    IdCode id = IdCode.ofOutage(reversed.guest(), reversed.outageId());
    int row = rows.find(guest, id.high(), id.low());
    if (row == Rows.NONE) {
      return;
    }
    if (reversed.entryNumber() == 1) {
      remove(row);
      return;
    }
    violations.set(
        row, masks.without(violations.get(row), entries.get(row) - reversed.entryNumber() + 1));
    entries.set(row, reversed.entryNumber() - 1);
    columns(row, reversed);
    for (Posting posting : reversed.postings()) {
      LongColumn column = column(posting.account());
      if (column != null) {
        column.set(row, Math.addExact(column.get(row), posting.amountNanos()));
      }
    }
  }

  private @Nullable LongColumn column(Account account) {
    return switch (account) {
      case ELAPSED -> null;
      case COMPENSATED -> compensated;
      case SLEPT -> slept;
      case INJECTED -> injected;
      case CORRECTED -> corrected;
      case UNACCOUNTED -> unaccounted;
    };
  }

  private int rowOf(int guest, Entry entry) {
    IdCode id = IdCode.ofOutage(entry.guest(), entry.outageId());
    int row = rows.find(guest, id.high(), id.low());
    if (row != Rows.NONE) {
      return row;
    }
    int added = rows.add(guest, id.high(), id.low());
    violations.set(added, Sequences.EMPTY);
    entries.set(added, 0);
    if (!id.isPlain()) {
      oddIds.put(added, entry.outageId());
    }
    return added;
  }

  private void columns(int row, Entry entry) {
    sources.set(row, texts.of(entry.sourceHost()));
    destinations.set(row, texts.of(entry.destinationHost()));
    stops.set(row, nanos(entry.stoppedAt()));
    restarts.set(row, nanos(entry.restartedAt()));
    policies.set(row, texts.of(entry.policy()));
    Amounts amounts = entry.amounts();
    errors.set(row, amounts == null ? 0 : Objects.requireNonNull(entry.toutErrorNanos()));
    compensated.set(row, amounts == null ? 0 : amounts.compensatedNanos());
    slept.set(row, amounts == null ? 0 : amounts.sleptNanos());
    injected.set(row, amounts == null ? 0 : amounts.injectedNanos());
    corrected.set(row, amounts == null ? 0 : amounts.correctedNanos());
    unaccounted.set(row, amounts == null ? 0 : amounts.unaccountedNanos());
    flags.set(
        row,
        Codes.of(entry.kind())
            | (Codes.of(entry.verdict()) << VERDICT_SHIFT)
            | (Codes.bit(entry.cooperation()) << COOPERATION_SHIFT)
            | (amounts == null ? 0 : KNOWN));
  }

  private static long nanos(@Nullable TaiInstant at) {
    return at == null ? NO_INSTANT : at.nanos();
  }

  private void remove(int row) {
    rows.remove(row);
    oddIds.remove(row);
  }

  /**
   * Drops the oldest closed outages, if there are too many.
   *
   * @return whether it did
   */
  boolean dropBeyond(int outagesMax) {
    return Excess.drop(rows, outagesMax, this::isOpen, this::begin, this::remove);
  }

  boolean isOpen(int row) {
    return restarts.get(row) == NO_INSTANT;
  }

  /** The stop; {@link #NO_INSTANT} where it is missing. */
  long stop(int row) {
    return stops.get(row);
  }

  /** The restart; {@link #NO_INSTANT} while it is open. */
  long restart(int row) {
    return restarts.get(row);
  }

  /** The stop, or the restart where that is missing. */
  long begin(int row) {
    long stop = stops.get(row);
    return stop == NO_INSTANT ? restarts.get(row) : stop;
  }

  /** Whether Tout and the amounts are known. */
  boolean isKnown(int row) {
    return (flags.get(row) & KNOWN) != 0;
  }

  /** Tout, where it is known. */
  long tout(int row) {
    return restarts.get(row) - stops.get(row);
  }

  long unaccounted(int row) {
    return unaccounted.get(row);
  }

  /** The kind as {@link Codes} has it; 0 of none. */
  int kindBits(int row) {
    return flags.get(row) & KIND_BITS;
  }

  int source(int row) {
    return sources.get(row);
  }

  int destination(int row) {
    return destinations.get(row);
  }

  /** The violations after its last entry, as {@link Masks}. */
  int mask(int row) {
    return masks.last(violations.get(row));
  }

  @Nullable OutageKind kind(int row) {
    return Codes.choice(KINDS, kindBits(row));
  }

  String id(int row, String guest) {
    String odd = oddIds.get(row);
    return odd != null ? odd : guest + "/" + IdCode.hex(rows.high(row), rows.low(row));
  }

  /** The whole row. */
  OutageRow row(int row, String guest, OutageRow.@Nullable Stale stale) {
    boolean isKnown = isKnown(row);
    int bits = flags.get(row);
    return new OutageRow(
        guest,
        id(row, guest),
        kind(row),
        texts.name(sources.get(row)),
        texts.name(destinations.get(row)),
        instant(stops.get(row)),
        instant(restarts.get(row)),
        isKnown ? (Long) tout(row) : null,
        isKnown ? (Long) errors.get(row) : null,
        isKnown ? (Long) compensated.get(row) : null,
        isKnown ? (Long) slept.get(row) : null,
        isKnown ? (Long) injected.get(row) : null,
        isKnown ? (Long) corrected.get(row) : null,
        isKnown ? (Long) unaccounted.get(row) : null,
        Codes.choice(VERDICTS, (bits >> VERDICT_SHIFT) & KIND_BITS),
        COOPERATIONS[(bits >> COOPERATION_SHIFT) & KIND_BITS],
        Objects.requireNonNull(texts.name(policies.get(row))),
        Masks.violations(mask(row)),
        entries.get(row),
        stale);
  }

  private static @Nullable Long instant(long nanos) {
    return nanos == NO_INSTANT ? null : (Long) nanos;
  }
}
