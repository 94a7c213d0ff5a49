package io.lapse.ledger.query;

import io.lapse.ledger.account.Account;
import io.lapse.ledger.account.Alert;
import io.lapse.ledger.account.AmountBasis;
import io.lapse.ledger.account.Amounts;
import io.lapse.ledger.account.Entry;
import io.lapse.ledger.account.Entry.EntryKind;
import io.lapse.ledger.account.Posting;
import io.lapse.ledger.policy.Cooperation;
import io.lapse.ledger.policy.Violation;
import io.lapse.ledger.time.TaiInstant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The books of the guest {@code g}, as text: {@code outage ID STOP RESTART error=E left=U,U,...},
 * one entry for each unaccounted rest, and {@code alert ID AT opened|resolved} of UNACCOUNTED_TIME.
 * Times are in ns, {@code -} is unknown; an id with a slash names another guest before it; {@code
 * alarming} books have that violation open in the last entry.
 */
record WrittenBooks(List<Entry> entries, List<Alert> alerts) {

  static WrittenBooks read(String text) {
    List<Entry> entries = new ArrayList<>();
    List<Alert> alerts = new ArrayList<>();
    text.lines()
        .map(line -> List.of(line.strip().split("\\s+")))
        .forEach(
            words -> {
              if (words.get(0).equals("outage")) {
                entries.addAll(outage(words));
              } else {
                alerts.add(alert(words));
              }
            });
    return new WrittenBooks(entries, alerts);
  }

  private static List<Entry> outage(List<String> words) {
    TaiInstant stopped = instant(words.get(2));
    TaiInstant restarted = instant(words.get(3));
    if (stopped == null || restarted == null) {
      return List.of(entry(words, 1, stopped, restarted, null, List.of()));
    }
    long tout = stopped.nanosUntil(restarted);
    List<Entry> entries = new ArrayList<>();
    long before = tout;
    for (String left : value(words, "left=").split(",", -1)) {
      long rest = Long.parseLong(left);
      long moved = before - rest;
      entries.add(
          entry(
              words,
              entries.size() + 1,
              stopped,
              restarted,
              new Amounts(0, AmountBasis.ASSUMED, 0, null, 0, tout - rest, rest),
              entries.isEmpty() ? first(tout, rest) : moved(moved)));
      before = rest;
    }
    return entries;
  }

  private static List<Posting> first(long tout, long rest) {
    return Stream.of(
            new Posting(Account.ELAPSED, -tout),
            new Posting(Account.CORRECTED, tout - rest),
            new Posting(Account.UNACCOUNTED, rest))
        .filter(posting -> posting.amountNanos() != 0)
        .toList();
  }

  private static List<Posting> moved(long nanos) {
    return List.of(new Posting(Account.CORRECTED, nanos), new Posting(Account.UNACCOUNTED, -nanos));
  }

  private static Entry entry(
      List<String> words,
      int number,
      @Nullable TaiInstant stopped,
      @Nullable TaiInstant restarted,
      @Nullable Amounts amounts,
      List<Posting> postings) {
    boolean closed = stopped != null && restarted != null;
    return new Entry(
        guest(words),
        id(words),
        number,
        number == 1 ? EntryKind.POSTED : EntryKind.ADJUSTMENT,
        null,
        null,
        null,
        stopped,
        restarted,
        closed ? stopped.nanosUntil(restarted) : null,
        closed ? Long.valueOf(value(words, "error=")) : null,
        amounts,
        restarted == null ? null : 1L,
        null,
        Cooperation.UNKNOWN,
        words.contains("alarming") ? List.of(Violation.UNACCOUNTED_TIME) : List.of(),
        null,
        "default@0",
        null,
        List.of(),
        null,
        postings);
  }

  private static Alert alert(List<String> words) {
    Violation violation = Violation.UNACCOUNTED_TIME;
    return new Alert(
        "alert of " + id(words),
        guest(words),
        id(words),
        violation,
        violation.severity(),
        violation.party(),
        words.get(3).equals("opened") ? Alert.State.OPENED : Alert.State.RESOLVED,
        new TaiInstant(Long.parseLong(words.get(2))),
        true,
        "default@0");
  }

  private static String guest(List<String> words) {
    String id = words.get(1);
    return id.contains("/") ? id.substring(0, id.indexOf('/')) : "g";
  }

  private static String id(List<String> words) {
    String id = words.get(1);
    return id.contains("/") ? id : "g/" + id;
  }

  private static String value(List<String> words, String key) {
    return words.stream()
        .filter(word -> word.startsWith(key))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(key + " is missing: " + words))
        .substring(key.length());
  }

  private static @Nullable TaiInstant instant(String word) {
    return word.equals("-") ? null : new TaiInstant(Long.parseLong(word));
  }
}
