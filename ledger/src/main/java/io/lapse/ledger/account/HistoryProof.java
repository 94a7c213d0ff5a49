package io.lapse.ledger.account;

import io.lapse.ledger.account.HistoryRecord.Type;
import io.lapse.ledger.account.LedgerProof.Finding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Proves of a history what can be proved from its records alone: they count from 1 within each
 * guest, every REVERSAL takes back one earlier entry that stands, all of it, every record and every
 * guest's account balances, and what stands in the end is a true ledger.
 *
 * <p>It takes one record after another and keeps only what stands.
 */
public final class HistoryProof {
  private final List<Finding> findings = new ArrayList<>();
  private final Map<String, OfGuest> guests = new LinkedHashMap<>();
  private int index = -1;

  /** An entry that stands, and which record of all brought it. */
  private record Standing(int index, Entry entry) {}

  /** What is known of a guest so far. */
  private static final class OfGuest {
    private final Map<Long, Standing> standing = new HashMap<>();
    private long number;
    private long sumNanos;
    private int lastIndex;
  }

  /** Takes the next record; those of one guest in the order of their numbers. */
  public void add(HistoryRecord added) {
    index++;
    OfGuest guest = guests.computeIfAbsent(added.guest(), name -> new OfGuest());
    guest.lastIndex = index;
    if (!added.guest().equals(added.entry().guest())) {
      find("it is a record of " + added.guest() + ", its entry of " + added.entry().guest());
    }
    checkNumber(guest, added);
    try {
      checkBalance(guest, added.entry());
      if (added.type() == Type.REVERSAL) {
        reverse(guest, added);
      } else {
        book(guest, added);
      }
    } catch (ArithmeticException overflow) {
      find("its amounts exceed 64 bits of nanoseconds");
    }
  }

  private void checkNumber(OfGuest guest, HistoryRecord added) {
    long expected = guest.number + 1;
    if (added.historyNumber() != expected) {
      find("history_number is " + added.historyNumber() + ", expected " + expected);
    }
    guest.number = Math.max(guest.number, added.historyNumber());
  }

  private void checkBalance(OfGuest guest, Entry entry) {
    long sum = 0;
    for (Posting posting : entry.postings()) {
      sum = Math.addExact(sum, posting.amountNanos());
    }
    if (sum != 0) {
      find("its postings sum to " + sum + " ns, expected 0");
    }
    guest.sumNanos = Math.addExact(guest.sumNanos, sum);
  }

  private void book(OfGuest guest, HistoryRecord added) {
    if (!added.type().name().equals(added.entry().entryKind().name())) {
      find("it is " + added.type() + ", its entry " + added.entry().entryKind());
    }
    guest.standing.putIfAbsent(added.historyNumber(), new Standing(index, added.entry()));
  }

  private void reverse(OfGuest guest, HistoryRecord reversal) {
    long reversed = reversal.reverses() == null ? 0 : reversal.reverses();
    if (reversed < 1 || reversed >= reversal.historyNumber()) {
      find("it reverses " + reversed + ", which is no earlier record of its guest");
      return;
    }
    Standing taken = guest.standing.remove(reversed);
    if (taken == null) {
      find("it reverses " + reversed + ", which does not stand");
      return;
    }
    // Which outage an entry replaced belongs to its posting alone.
    Entry expected = taken.entry().reversed().replacing(null);
    if (!reversal.entry().replacing(null).equals(expected)) {
      find("it is not record " + reversed + " with its postings negated");
    }
  }

  /** All that does not hold so far, as indices of the records added, from 0; empty: it is true. */
  public List<Finding> findings() {
    List<Finding> all = new ArrayList<>(findings);
    guests.values().stream()
        .filter(guest -> guest.sumNanos != 0)
        .forEach(
            guest ->
                all.add(
                    new Finding(
                        guest.lastIndex,
                        "up to here the postings of its guest sum to "
                            + guest.sumNanos
                            + " ns, expected 0")));
    if (all.isEmpty()) {
      List<Standing> standing = standing();
      LedgerProof.check(standing.stream().map(HistoryProof::left).toList()).stream()
          .map(
              finding ->
                  new Finding(
                      standing.get(finding.index()).index(),
                      "of what stands in the end: " + finding.message()))
          .forEach(all::add);
    }
    return all;
  }

  /** What stands so far, in the order of {@link StandingLedger}. */
  public List<Entry> entries() {
    return standing().stream().map(HistoryProof::left).toList();
  }

  /** For each of {@link #entries}, which record brought it, from 0. */
  public List<Integer> indices() {
    return standing().stream().map(Standing::index).toList();
  }

  public int guests() {
    return guests.size();
  }

  private List<Standing> standing() {
    return guests.values().stream()
        .flatMap(guest -> guest.standing.values().stream())
        .sorted(
            Comparator.comparing(Standing::entry, StandingLedger.ORDER)
                .thenComparingInt(Standing::index))
        .toList();
  }

  private static Entry left(Standing standing) {
    return standing.entry().replacing(null);
  }

  private void find(String message) {
    findings.add(new Finding(index, message));
  }
}
