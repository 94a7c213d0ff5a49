package io.lapse.streamsapp.query;

import io.lapse.ledger.account.Alert;
import io.lapse.ledger.account.Entry;
import io.lapse.ledger.account.HistoryRecord;
import io.lapse.ledger.account.Horizon;
import io.lapse.ledger.account.StandingLedger;
import io.lapse.ledger.policy.Violation;
import io.lapse.ledger.query.Answer;
import io.lapse.ledger.query.Inquiry;
import io.lapse.ledger.time.TaiInstant;
import io.lapse.streamsapp.records.GuestOffsets.Window;
import io.lapse.streamsapp.records.GuestTopics.Past;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a guest's history tells of an instant, together with its state: the state is ahead of the
 * topic, and knows best what is not sealed.
 */
final class PastInquiry {
  private final GuestView guest;
  private final Past past;
  private final List<Entry> entries;

  PastInquiry(GuestView guest, Past past) {
    this.guest = guest;
    this.past = past;
    entries = entries();
  }

  /** What the instant was; null if what would tell is gone. */
  @Nullable Answer at(TaiInstant at) {
    Answer answer = Inquiry.of(guest.guest(), entries, alerts()).at(at);
    boolean isCertain =
        switch (answer.kind()) {
          case OUTAGE -> Stated.covers(answer) || isAllKnown(at);
          case STALE_WINDOW -> areOutagesKnown(at);
          case NO_HOST_EVENT -> isAllKnown(at);
        };
    return isCertain ? answer : null;
  }

  /** What is sealed, from the history; the rest from the state. */
  private List<Entry> entries() {
    Map<String, Integer> firstInState = new HashMap<>();
    guest
        .entries()
        .forEach(entry -> firstInState.merge(entry.outageId(), entry.entryNumber(), Math::min));
    List<Entry> all = new ArrayList<>(guest.entries());
    for (Entry entry : standing()) {
      Integer first = firstInState.get(entry.outageId());
      if (first == null ? !isUnsealed(entry) : entry.entryNumber() < first) {
        all.add(entry);
      }
    }
    return all;
  }

  /** What began after the seal is in the state whole, if it stands. */
  private boolean isUnsealed(Entry entry) {
    TaiInstant sealed = guest.sealedUpTo();
    return sealed == null || Stated.begin(entry).isAfter(sealed);
  }

  private List<Entry> standing() {
    StandingLedger ledger = new StandingLedger();
    long first = firstNumber();
    for (HistoryRecord record : past.history()) {
      Long reverses = record.reverses();
      if (reverses == null || reverses >= first) {
        ledger.add(record);
      }
    }
    return ledger.entries();
  }

  /** More than 1 if older records are gone. */
  private long firstNumber() {
    return past.history().isEmpty() ? 1 : past.history().get(0).historyNumber();
  }

  private List<Alert> alerts() {
    return Stream.concat(
            past.windows().stream()
                .filter(window -> !wasTakenBack(window))
                .flatMap(window -> Stream.of(window.opened(), window.resolved()))
                .filter(Objects::nonNull),
            guest.unsealed().alerts().stream())
        .toList();
  }

  /** A late claim may show that nothing was ever wrong: then no entry that stands says so. */
  private boolean wasTakenBack(Window window) {
    return entries.stream()
        .filter(entry -> entry.outageId().equals(window.outageId()))
        .noneMatch(entry -> entry.violations().contains(Violation.UNACCOUNTED_TIME));
  }

  private boolean isAllKnown(TaiInstant at) {
    return areOutagesKnown(at) && areWindowsKnown(at);
  }

  /**
   * Records that are gone came before the first that is left: what they tell of is at most a
   * horizon later than that.
   */
  private boolean areOutagesKnown(TaiInstant at) {
    if (past.history().isEmpty()) {
      return guest.sealedUpTo() == null;
    }
    HistoryRecord first = past.history().get(0);
    return first.historyNumber() == 1 || Stated.begin(first.entry()).nanosUntil(at) > Horizon.NANOS;
  }

  /** Of each outage the last window is known; one before it lies between restart and opening. */
  private boolean areWindowsKnown(TaiInstant at) {
    return past.windows().stream().noneMatch(window -> mayHaveCovered(window, at));
  }

  private boolean mayHaveCovered(Window window, TaiInstant at) {
    Alert opened = window.opened();
    Alert resolved = window.resolved();
    boolean isOver = resolved != null && at.isAfter(resolved.at());
    if (entries.stream().noneMatch(entry -> entry.outageId().equals(window.outageId()))) {
      // Of an outage that was taken back, or of one whose records are gone.
      return !isOver && firstNumber() > 1;
    }
    TaiInstant restarted = restart(window.outageId());
    if (wasTakenBack(window) || restarted == null || at.isBefore(restarted)) {
      return false;
    }
    return opened == null ? !isOver : at.isBefore(opened.at());
  }

  private @Nullable TaiInstant restart(String outageId) {
    return entries.stream()
        .filter(entry -> entry.outageId().equals(outageId))
        .map(Entry::restartedAt)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }
}
