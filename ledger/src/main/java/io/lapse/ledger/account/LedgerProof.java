package io.lapse.ledger.account;

import io.lapse.ledger.account.Entry.EntryKind;
import io.lapse.ledger.time.TaiInstant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Proves of a standing ledger what can be proved from its entries alone: Tout is restart less stop,
 * every entry balances, the postings of an outage add up to its columns, entries and sequences
 * count without gaps, and the order is the agreed one.
 */
public final class LedgerProof {
  /**
   * Something that does not hold.
   *
   * @param index of the entry in the list, from 0
   * @param message what does not hold, with the figures
   */
  public record Finding(int index, String message) {}

  private final List<Entry> entries;
  private final List<Finding> findings = new ArrayList<>();
  private final Map<String, Map<Account, Long>> sums = new HashMap<>();
  private final Map<String, Entry> previous = new HashMap<>();
  private int index;

  private LedgerProof(List<Entry> entries) {
    this.entries = entries;
  }

  /** All that does not hold, in order; empty if the ledger is true. */
  public static List<Finding> check(List<Entry> entries) {
    LedgerProof proof = new LedgerProof(entries);
    for (proof.index = 0; proof.index < entries.size(); proof.index++) {
      try {
        proof.checkEntry(entries.get(proof.index));
      } catch (ArithmeticException overflow) {
        proof.find("its amounts exceed 64 bits of nanoseconds");
      }
    }
    proof.checkSequences();
    return proof.findings;
  }

  private void checkEntry(Entry entry) {
    if (index > 0 && StandingLedger.ORDER.compare(entries.get(index - 1), entry) >= 0) {
      find("it does not come after the entry before it");
    }
    checkContinuity(entry);
    checkTout(entry);
    checkBalance(entry);
    checkColumns(entry);
    previous.put(entry.outageId(), entry);
  }

  private void checkContinuity(Entry entry) {
    Entry before = previous.get(entry.outageId());
    int expected = before == null ? 1 : before.entryNumber() + 1;
    if (entry.entryNumber() != expected) {
      find("entry_number is " + entry.entryNumber() + ", expected " + expected);
    }
    if ((before == null) != (entry.entryKind() == EntryKind.POSTED)) {
      find("an outage has one POSTED entry, its first; this is " + entry.entryKind());
    }
    if (before != null
        && (!Objects.equals(before.stoppedAt(), entry.stoppedAt())
            || !Objects.equals(before.restartedAt(), entry.restartedAt()))) {
      find("its stop and restart differ from those of the outage's entry before");
    }
  }

  private void checkTout(Entry entry) {
    TaiInstant stopped = entry.stoppedAt();
    TaiInstant restarted = entry.restartedAt();
    Long stated = entry.toutNanos();
    if (stopped == null || restarted == null) {
      if (stated != null) {
        find("tout_ns is " + stated + " although its stop or restart is not known");
      }
      return;
    }
    long tout = stopped.nanosUntil(restarted);
    if (stated == null || stated != tout) {
      find("tout_ns is " + stated + ", but restarted_tai_ns - stopped_tai_ns is " + tout);
    }
  }

  private void checkBalance(Entry entry) {
    long sum = 0;
    for (Posting posting : entry.postings()) {
      sum = Math.addExact(sum, posting.amountNanos());
      if (posting.amountNanos() == 0) {
        find("it posts 0 to " + posting.account());
      }
    }
    if (sum != 0) {
      find("its postings sum to " + sum + " ns, expected 0");
    }
  }

  private void checkColumns(Entry entry) {
    Map<Account, Long> sum =
        sums.computeIfAbsent(entry.outageId(), id -> new EnumMap<>(Account.class));
    for (Posting posting : entry.postings()) {
      sum.merge(posting.account(), posting.amountNanos(), Math::addExact);
    }
    Amounts amounts = entry.amounts();
    Long tout = entry.toutNanos();
    if (amounts == null || tout == null) {
      if (!entry.postings().isEmpty()) {
        find("it has postings although its amounts are not known");
      }
      return;
    }
    checkColumn(sum, Account.ELAPSED, Math.negateExact(tout));
    checkColumn(sum, Account.COMPENSATED, amounts.compensatedNanos());
    checkColumn(sum, Account.SLEPT, amounts.sleptNanos());
    checkColumn(sum, Account.INJECTED, amounts.injectedNanos());
    checkColumn(sum, Account.CORRECTED, amounts.correctedNanos());
    checkColumn(sum, Account.UNACCOUNTED, amounts.unaccountedNanos());
  }

  private void checkColumn(Map<Account, Long> sum, Account account, long column) {
    long posted = sum.getOrDefault(account, 0L);
    if (posted != column) {
      find(
          "the outage's postings to "
              + account
              + " sum to "
              + posted
              + ", its column says "
              + column);
    }
  }

  /** Each guest's restarts are numbered from 1 by their stamps. */
  private void checkSequences() {
    Map<String, Map<Long, TaiInstant>> byGuest = new HashMap<>();
    for (index = 0; index < entries.size(); index++) {
      Entry entry = entries.get(index);
      if (entry.entryKind() != EntryKind.POSTED) {
        continue;
      }
      Long sequence = entry.migrationSequence();
      TaiInstant restarted = entry.restartedAt();
      if ((sequence == null) != (restarted == null)) {
        find("migration_sequence is " + sequence + ", restarted_tai_ns " + restarted);
      } else if (sequence != null
          && restarted != null
          && byGuest
                  .computeIfAbsent(entry.guest(), guest -> new HashMap<>())
                  .put(sequence, restarted)
              != null) {
        find("migration_sequence " + sequence + " stands twice");
      }
    }
    byGuest.forEach(this::checkRanks);
  }

  private void checkRanks(String guest, Map<Long, TaiInstant> bySequence) {
    TaiInstant before = null;
    for (long rank = 1; rank <= bySequence.size(); rank++) {
      TaiInstant at = bySequence.get(rank);
      if (at == null || (before != null && at.isBefore(before))) {
        index = firstOf(guest);
        find("the migration sequences of its guest do not rank the restarts: see " + rank);
        return;
      }
      before = at;
    }
  }

  private int firstOf(String guest) {
    for (int i = 0; i < entries.size(); i++) {
      if (entries.get(i).guest().equals(guest)) {
        return i;
      }
    }
    return 0;
  }

  private void find(String message) {
    findings.add(new Finding(index, message));
  }
}
