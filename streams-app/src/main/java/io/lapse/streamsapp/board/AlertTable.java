package io.lapse.streamsapp.board;

import io.lapse.ledger.account.Alert;
import io.lapse.ledger.policy.Party;
import io.lapse.ledger.policy.Severity;
import io.lapse.ledger.policy.Violation;
import io.lapse.streamsapp.board.column.IntColumn;
import io.lapse.streamsapp.board.column.LongColumn;
import io.lapse.streamsapp.board.column.Names;
import io.lapse.streamsapp.board.column.Rows;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The violations and live alarms as they stand: one row each, of some 100 bytes. */
final class AlertTable {
  private static final long NONE = Long.MIN_VALUE;
  private static final Violation[] VIOLATIONS = Violation.values();
  private static final Severity[] SEVERITIES = Severity.values();
  private static final Party[] PARTIES = Party.values();
  private static final int VIOLATION_BITS = 0xFF;
  private static final int SEVERITY_SHIFT = 8;
  private static final int PARTY_SHIFT = 12;
  private static final int SMALL_BITS = 0xF;
  private static final int CERTAIN = 1 << 16;
  private static final int OPEN = 1 << 17;

  private final Rows rows = new Rows();
  private final LongColumn outageHighs = new LongColumn();
  private final LongColumn outageLows = new LongColumn();
  private final LongColumn opened = new LongColumn();
  private final LongColumn resolved = new LongColumn();
  private final LongColumn touts = new LongColumn();
  private final IntColumn flags = new IntColumn();
  private final IntColumn policies = new IntColumn();
  private final IntColumn sources = new IntColumn();
  private final IntColumn destinations = new IntColumn();
  private final Map<Integer, String> oddIds = new HashMap<>();
  private final Map<Integer, String> oddOutages = new HashMap<>();
  private final Names texts;

  AlertTable(Names texts) {
    this.texts = texts;
  }

  Rows rows() {
    return rows;
  }

  /** What was said last of a violation holds. */
  void put(int guest, Alert alert) {
    IdCode id = IdCode.of(alert.alertId());
    int row = rows.find(guest, id.high(), id.low());
    if (row == Rows.NONE) {
      row = rows.add(guest, id.high(), id.low());
      opened.set(row, NONE);
      if (!id.isPlain()) {
        oddIds.put(row, alert.alertId());
      }
      IdCode outage = IdCode.ofOutage(alert.guest(), alert.outageId());
      outageHighs.set(row, outage.high());
      outageLows.set(row, outage.low());
      if (!outage.isPlain()) {
        oddOutages.put(row, alert.outageId());
      }
    }
    boolean isOpen = alert.state() == Alert.State.OPENED;
    if (isOpen) {
      opened.set(row, alert.at().nanos());
    }
    resolved.set(row, isOpen ? NONE : alert.at().nanos());
    Long tout = alert.toutNanos();
    touts.set(row, tout == null ? NONE : tout);
    policies.set(row, texts.of(alert.policy()));
    sources.set(row, texts.of(alert.sourceHost()));
    destinations.set(row, texts.of(alert.destinationHost()));
    flags.set(
        row,
        Codes.bit(alert.violation())
            | (Codes.bit(alert.severity()) << SEVERITY_SHIFT)
            | (Codes.bit(alert.party()) << PARTY_SHIFT)
            | (alert.certain() ? CERTAIN : 0)
            | (isOpen ? OPEN : 0));
  }

  /**
   * Drops those that were resolved first, if there are too many.
   *
   * @return whether it did
   */
  boolean dropBeyond(int alertsMax) {
    return Excess.drop(rows, alertsMax, this::isOpen, resolved::get, this::remove);
  }

  private void remove(int row) {
    rows.remove(row);
    oddIds.remove(row);
    oddOutages.remove(row);
  }

  boolean isOpen(int row) {
    return (flags.get(row) & OPEN) != 0;
  }

  /** When it opened, or was resolved where that is not known. */
  long at(int row) {
    long at = opened.get(row);
    return at == NONE ? resolved.get(row) : at;
  }

  Violation violation(int row) {
    return VIOLATIONS[flags.get(row) & VIOLATION_BITS];
  }

  Severity severity(int row) {
    return SEVERITIES[(flags.get(row) >> SEVERITY_SHIFT) & SMALL_BITS];
  }

  String policy(int row) {
    return Objects.requireNonNull(texts.name(policies.get(row)));
  }

  /** The key of its outage in the table of outages: these bits, and the guest. */
  long outageHigh(int row) {
    return outageHighs.get(row);
  }

  long outageLow(int row) {
    return outageLows.get(row);
  }

  /** The stale window that an outage opened; null if none. */
  OutageRow.@Nullable Stale stale(int guest, long outageHigh, long outageLow) {
    for (int row = rows.head(guest); row != Rows.NONE; row = rows.next(row)) {
      if (outageHighs.get(row) == outageHigh
          && outageLows.get(row) == outageLow
          && violation(row) == Violation.UNACCOUNTED_TIME
          && opened.get(row) != NONE) {
        return new OutageRow.Stale(opened.get(row), instant(resolved.get(row)));
      }
    }
    return null;
  }

  String alertId(int row) {
    String odd = oddIds.get(row);
    return odd != null ? odd : IdCode.hex(rows.high(row), rows.low(row));
  }

  AlertRow row(int row, String guest, @Nullable String zone) {
    int bits = flags.get(row);
    String odd = oddOutages.get(row);
    return new AlertRow(
        alertId(row),
        guest,
        zone,
        odd != null ? odd : guest + "/" + IdCode.hex(outageHighs.get(row), outageLows.get(row)),
        violation(row),
        severity(row),
        PARTIES[(bits >> PARTY_SHIFT) & SMALL_BITS],
        isOpen(row) ? Alert.State.OPENED : Alert.State.RESOLVED,
        instant(opened.get(row)),
        instant(resolved.get(row)),
        (bits & CERTAIN) != 0,
        policy(row),
        texts.name(sources.get(row)),
        texts.name(destinations.get(row)),
        instant(touts.get(row)));
  }

  private static @Nullable Long instant(long nanos) {
    return nanos == NONE ? null : (Long) nanos;
  }
}
