package io.lapse.ledger.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.account.Alert;
import io.lapse.ledger.account.Entry;
import io.lapse.ledger.account.GuestState;
import io.lapse.ledger.account.Histories;
import io.lapse.ledger.account.HistoryRecord;
import io.lapse.ledger.account.Rules;
import io.lapse.ledger.account.StandingLedger;
import io.lapse.ledger.account.Step;
import io.lapse.ledger.guest.ReactionOrigin;
import io.lapse.ledger.policy.Violation;
import io.lapse.ledger.query.Answer.Kind;
import io.lapse.ledger.time.TaiInstant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds of the answers over generated histories. */
class InquiryPropertyTest {
  private static final Rules ALL = new Rules(List.of(), Set.of(ReactionOrigin.values()));

  @Provide
  Arbitrary<List<LedgerInput>> histories() {
    return Histories.any();
  }

  @Property
  void everyStopAndRestart_isAnOutage(@ForAll("histories") List<LedgerInput> inputs) {
    Fold fold = new Fold(inputs);
    Inquiry inquiry = Inquiry.of("g", fold.entries, fold.alerts);

    for (Entry entry : fold.entries) {
      for (TaiInstant end : ends(entry)) {
        assertThat(inquiry.at(end).kind()).isEqualTo(Kind.OUTAGE);
      }
    }
  }

  /** Just after an input the clock is wrong if, and only if, UNACCOUNTED_TIME is open. */
  @Property
  void staleWindow_isWhereUnaccountedTimeIsOpen(@ForAll("histories") List<LedgerInput> inputs) {
    Fold fold = new Fold(inputs);
    Inquiry inquiry = Inquiry.of("g", fold.entries, fold.alerts);

    for (LedgerInput input : inputs) {
      TaiInstant after = input.stamp().at().plus(1);
      Answer answer = inquiry.at(after);

      if (answer.kind() == Kind.STALE_WINDOW) {
        assertThat(fold.isUnaccountedAt(after)).isTrue();
        assertThat(answer.entries())
            .isNotEmpty()
            .allSatisfy(entry -> assertThat(entry.restartedAt()).isLessThanOrEqualTo(after));
      } else if (answer.kind() == Kind.NO_HOST_EVENT) {
        assertThat(fold.isUnaccountedAt(after)).isFalse();
      }
    }
  }

  private static List<TaiInstant> ends(Entry entry) {
    List<TaiInstant> ends = new ArrayList<>();
    if (entry.stoppedAt() != null) {
      ends.add(entry.stoppedAt());
    }
    if (entry.restartedAt() != null) {
      ends.add(entry.restartedAt());
    }
    return ends;
  }

  /** The books of inputs in the order of their stamps, as a replay makes them. */
  private static final class Fold {
    final List<Entry> entries;
    final List<Alert> alerts = new ArrayList<>();

    Fold(List<LedgerInput> inputs) {
      StandingLedger standing = new StandingLedger();
      GuestState state = GuestState.empty("g");
      List<LedgerInput> sorted = new ArrayList<>(inputs);
      sorted.sort(Comparator.comparing(input -> input.stamp().at()));
      for (LedgerInput input : sorted) {
        Step step = state.on(input, ALL);
        state = step.next();
        for (HistoryRecord booked : step.history()) {
          standing.add(booked);
        }
      }
      alerts.addAll(state.alerts());
      entries = standing.entries();
    }

    /** By counting, not by intervals: what was opened and not yet resolved. */
    boolean isUnaccountedAt(TaiInstant at) {
      long open = 0;
      for (Alert alert : alerts) {
        if (alert.violation() == Violation.UNACCOUNTED_TIME && !alert.at().isAfter(at)) {
          open += alert.state() == Alert.State.OPENED ? 1 : -1;
        }
      }
      return open > 0;
    }
  }
}
