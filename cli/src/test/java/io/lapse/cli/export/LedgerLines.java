package io.lapse.cli.export;

import io.lapse.ledger.EventId;
import io.lapse.ledger.account.Account;
import io.lapse.ledger.account.AmountBasis;
import io.lapse.ledger.account.Amounts;
import io.lapse.ledger.account.Entry;
import io.lapse.ledger.account.Entry.EntryKind;
import io.lapse.ledger.account.OutageKind;
import io.lapse.ledger.account.Posting;
import io.lapse.ledger.account.StandingLedger;
import io.lapse.ledger.policy.Cooperation;
import io.lapse.ledger.policy.Verdict;
import io.lapse.ledger.policy.Violation;
import io.lapse.ledger.time.TaiInstant;
import io.lapse.schemas.json.EntryJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Ledgers that a test writes by hand. */
final class LedgerLines {
  private static final EventId STOP = new EventId("0".repeat(32));
  private static final EventId RESTART = new EventId("f".repeat(32));

  private LedgerLines() {}

  /** The only entry of a closed outage of which all is unaccounted. */
  static Entry closed(String guest, String outage, long stoppedNanos, long toutNanos) {
    return entry(guest, outage, stoppedNanos, toutNanos);
  }

  /** The only entry of an open outage. */
  static Entry open(String guest, String outage, long stoppedNanos) {
    return entry(guest, outage, stoppedNanos, null);
  }

  private static Entry entry(
      String guest, String outage, long stoppedNanos, @Nullable Long toutNanos) {
    boolean open = toutNanos == null;
    return new Entry(
        guest,
        outage,
        1,
        EntryKind.POSTED,
        open ? null : OutageKind.MIGRATION,
        guest,
        open ? null : "h,2",
        new TaiInstant(stoppedNanos),
        open ? null : new TaiInstant(stoppedNanos + toutNanos),
        toutNanos,
        open ? null : (Long) 7L,
        open ? null : new Amounts(0, AmountBasis.ASSUMED, 0, null, 0, 0, toutNanos),
        open ? null : (Long) 1L,
        open ? null : Verdict.EXCEEDED,
        Cooperation.UNKNOWN,
        open ? List.of() : List.of(Violation.BLACKOUT_EXCEEDED, Violation.UNACCOUNTED_TIME),
        null,
        "default@0",
        null,
        open ? List.of(STOP) : List.of(STOP, RESTART),
        null,
        open
            ? List.of()
            : List.of(
                new Posting(Account.ELAPSED, -toutNanos),
                new Posting(Account.UNACCOUNTED, toutNanos)));
  }

  /** A {@code ledger.jsonl} of these, in its order. */
  static Path write(Path file, List<Entry> entries) throws IOException {
    Comparator<Entry> order = StandingLedger.ORDER;
    return Files.write(file, entries.stream().sorted(order).map(EntryJson::write).toList());
  }

  /** The entries of a file, in its order. */
  static List<Entry> read(Path file) throws IOException {
    return Files.readAllLines(file).stream().map(EntryJson::read).toList();
  }
}
