package io.lapse.ledger.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lapse.ledger.Envelope;
import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.Source;
import io.lapse.ledger.guest.ReactionOrigin;
import io.lapse.ledger.host.HostEvent;
import io.lapse.ledger.host.StopReason;
import io.lapse.ledger.notice.Notice;
import io.lapse.ledger.policy.Violation;
import io.lapse.ledger.time.Stamp;
import io.lapse.ledger.time.TaiInstant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The claims of the ledger over generated histories, and the edges of the fold. */
class GuestStateTest {
  private static final Rules ALL = Story.accepting(ReactionOrigin.values());

  @Provide
  Arbitrary<List<LedgerInput>> histories() {
    return Histories.any();
  }

  /** A fold that keeps what each step said. */
  private static final class Run {
    GuestState state = GuestState.empty("g");
    final List<HistoryRecord> history = new ArrayList<>();
    final List<Notice> notices = new ArrayList<>();
    final List<Alert> alerts = new ArrayList<>();
    final Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);

    Run on(List<LedgerInput> inputs) {
      inputs.forEach(this::on);
      return this;
    }

    private void on(LedgerInput input) {
      Step step = state.on(input, ALL);
      state = step.next();
      history.addAll(step.history());
      notices.addAll(step.notices());
      alerts.addAll(step.alerts());
      outcomes.merge(step.outcome(), 1, Integer::sum);
    }
  }

  @Property
  void fold_anyOrderAndNumber_sameLedger(
      @ForAll("histories") List<LedgerInput> inputs, @ForAll Random random) {
    List<LedgerInput> shuffled = new ArrayList<>(inputs);
    shuffled.addAll(inputs.subList(0, inputs.size() / 2));
    Collections.shuffle(shuffled, random);

    Run once = new Run().on(inputs);
    Run again = new Run().on(shuffled);

    assertThat(again.state.entries()).isEqualTo(once.state.entries());
    assertThat(again.state.alerts()).isEqualTo(once.state.alerts());
  }

  @Property
  void fold_savedAndRestoredAtAnyCut_saysTheSame(@ForAll("histories") List<LedgerInput> inputs) {
    Run whole = new Run().on(inputs);
    for (int cut = 0; cut <= inputs.size(); cut++) {
      Run parts = new Run().on(inputs.subList(0, cut));

      parts.state = GuestState.restore(parts.state.snapshot(), ALL);
      parts.on(inputs.subList(cut, inputs.size()));

      assertThat(parts.state.entries()).isEqualTo(whole.state.entries());
      assertThat(parts.history).isEqualTo(whole.history);
      assertThat(parts.notices).isEqualTo(whole.notices);
      assertThat(parts.alerts).isEqualTo(whole.alerts);
      assertThat(parts.state.snapshot()).isEqualTo(whole.state.snapshot());
    }
  }

  @Property
  void history_withReversalsStruckOut_isTheStandingLedger(
      @ForAll("histories") List<LedgerInput> inputs) {
    StandingLedger standing = new StandingLedger();

    Run run = new Run().on(inputs);
    run.history.forEach(standing::add);

    assertThat(standing.entries()).isEqualTo(run.state.entries());
  }

  @Property
  void history_everyRecord_balancesAndNamesAnEarlierOne(
      @ForAll("histories") List<LedgerInput> inputs) {
    Run run = new Run().on(inputs);

    long number = 0;
    Set<Long> reversed = new HashSet<>();
    for (HistoryRecord record : run.history) {
      number++;
      assertThat(record.historyNumber()).isEqualTo(number);
      assertThat(record.entry().postings().stream().mapToLong(Posting::amountNanos).sum()).isZero();
      if (record.reverses() != null) {
        assertThat(record.reverses()).isLessThan(number);
        assertThat(reversed.add(record.reverses())).isTrue();
      }
    }
  }

  @Property
  void ledger_ofAnyHistory_provesTrue(@ForAll("histories") List<LedgerInput> inputs) {
    Run run = new Run().on(inputs);

    assertThat(LedgerProof.check(run.state.entries())).isEmpty();
  }

  @Property
  void inputs_acceptedAndOthers_areAll(@ForAll("histories") List<LedgerInput> inputs) {
    Run run = new Run().on(inputs);

    int all = run.outcomes.values().stream().mapToInt(Integer::intValue).sum();
    assertThat(all).isEqualTo(inputs.size());
    assertThat(run.state.snapshot().tail()).hasSize(run.outcomes.getOrDefault(Outcome.ACCEPTED, 0));
  }

  @Property
  void alerts_asTheyCame_leaveOpenWhatTheBooksHaveOpen(
      @ForAll("histories") List<LedgerInput> inputs) {
    Run run = new Run().on(inputs);

    assertThat(open(run.alerts)).isEqualTo(open(run.state.alerts()));
    assertThat(run.state.openAlerts())
        .extracting(Alert::alertId)
        .containsExactlyInAnyOrderElementsOf(open(run.alerts));
  }

  /** The ids that were opened more recently, in the order of the list, than resolved. */
  private static Set<String> open(List<Alert> alerts) {
    Set<String> open = new HashSet<>();
    for (Alert alert : alerts) {
      if (alert.state() == Alert.State.OPENED) {
        open.add(alert.alertId());
      } else {
        open.remove(alert.alertId());
      }
    }
    return open;
  }

  @Property
  void notices_countWithoutGaps(@ForAll("histories") List<LedgerInput> inputs) {
    Run run = new Run().on(inputs);

    for (int i = 0; i < run.notices.size(); i++) {
      assertThat(run.notices.get(i).noticeSequence()).isEqualTo(i + 1L);
    }
  }

  @Test
  void restart_raisesANotice_withWhatRemains() {
    Run run =
        new Run()
            .on(
                Story.read(
                    """
                    100 h0 stop
                    160 h1 restart
                    400 h1 stop
                    430 h2 restart
                    """));

    assertThat(run.notices).extracting(Notice::noticeSequence).containsExactly(1L, 2L);
    assertThat(run.notices)
        .extracting(Notice::remainingNanos)
        .containsExactly(60 * Story.MILLI, 90 * Story.MILLI);
    assertThat(run.notices).extracting(Notice::compensated).containsOnly(false);
  }

  @Test
  void reaction_raisesNoNotice_andTheNextOneKnowsOfIt() {
    Run run =
        new Run()
            .on(
                Story.read(
                    """
                    100 h0 stop
                    160 h1 restart
                    160 - reacted notice=1 injected=60 origin=emulated
                    400 h1 stop
                    430 h2 restart
                    """));

    assertThat(run.notices)
        .extracting(Notice::remainingNanos, Notice::reactionsSeen)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(60 * Story.MILLI, 0L),
            org.assertj.core.groups.Tuple.tuple(30 * Story.MILLI, 1L));
  }

  @Test
  void noticeOfAFork_leavesTheOtherBranchsReactionsAside() {
    Run run =
        new Run()
            .on(
                Story.read(
                    """
                    100 h0 stop
                    160 h1 restart
                    190 h2 restart
                    """));

    assertThat(run.notices)
        .extracting(Notice::remainingNanos, Notice::reactionsSeen)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(60 * Story.MILLI, 0L),
            org.assertj.core.groups.Tuple.tuple(90 * Story.MILLI, 1L));
  }

  @Test
  void correctionAfterANotice_raisesANewOne() {
    Run run =
        new Run()
            .on(
                Story.read(
                    """
                    100 h0 stop
                    160 h1 restart
                    900 h1 compensation of=160 by=50
                    """));

    assertThat(run.notices).hasSize(2);
    assertThat(run.notices.get(1).remainingNanos()).isEqualTo(10 * Story.MILLI);
    assertThat(run.notices.get(1).compensated()).isTrue();
  }

  @Test
  void lateStop_reversesTheOldId_andSaysWhatItReplaces() {
    List<LedgerInput> inputs =
        Story.read(
            """
            160 h1 restart
            100 h0 stop
            """);

    Run run = new Run().on(inputs);

    assertThat(run.history)
        .extracting(HistoryRecord::type)
        .containsExactly(
            HistoryRecord.Type.POSTED, HistoryRecord.Type.REVERSAL, HistoryRecord.Type.POSTED);
    assertThat(run.history.get(2).entry().replaces()).isEqualTo("g/" + inputs.get(0).id());
    assertThat(run.history.get(2).entry().outageId()).isEqualTo("g/" + inputs.get(1).id());
    assertThat(run.state.entries()).hasSize(1);
    assertThat(run.state.entries().get(0).replaces()).isNull();
  }

  @Test
  void lateStop_resolvesTheViolationThatNeverWas() {
    Run run = new Run().on(Story.read("160 h1 restart\n100 h0 stop\n"));

    assertThat(run.alerts)
        .extracting(Alert::violation, Alert::state)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(Violation.MISSING_STOP, Alert.State.OPENED),
            org.assertj.core.groups.Tuple.tuple(Violation.MISSING_STOP, Alert.State.RESOLVED));
  }

  @ParameterizedTest
  @CsvSource({
    "946684831999999999, IMPLAUSIBLE_STAMP",
    "946684832000000000, ACCEPTED",
    "4102444836999999999, ACCEPTED",
    "4102444837000000000, IMPLAUSIBLE_STAMP",
    "0, IMPLAUSIBLE_STAMP",
    "-1, IMPLAUSIBLE_STAMP",
    "9223372036854775807, IMPLAUSIBLE_STAMP"
  })
  void stamp_beforeTheAgeOrAfterIt_isImplausible(long taiNanos, Outcome outcome) {
    LedgerInput stop = stop(Stamp.of(new TaiInstant(taiNanos), 0), null);

    Step step = GuestState.empty("g").on(stop, Rules.DEFAULT);

    assertThat(step.outcome()).isEqualTo(outcome);
  }

  @Test
  void stamp_longAfterItWasObserved_isImplausible() {
    TaiInstant observed = Story.at(0);
    LedgerInput inTime = stop(Stamp.of(observed.plus(600_000_000_000L), 0), observed);
    LedgerInput tooLate = stop(Stamp.of(observed.plus(600_000_000_001L), 0), observed);

    GuestState empty = GuestState.empty("g");

    assertThat(empty.on(inTime, Rules.DEFAULT).outcome()).isEqualTo(Outcome.ACCEPTED);
    assertThat(empty.on(tooLate, Rules.DEFAULT).outcome()).isEqualTo(Outcome.IMPLAUSIBLE_STAMP);
  }

  @Test
  void bound_beyondTheLongs_isOutOfRange_andTheBooksStayAsTheyWere() {
    GuestState before = Story.fold(Story.read("100 h0 stop"), Rules.DEFAULT);
    LedgerInput restart =
        new HostEvent.Restarted(
            new Envelope(
                "g", "h1", new Stamp(Story.at(200), Long.MAX_VALUE, 1, 0), Source.QMP, null),
            io.lapse.ledger.host.RestartMode.INCOMING,
            null,
            io.lapse.ledger.host.CounterWhilePaused.STOPS,
            null,
            List.of(),
            List.of());

    Step step = before.on(restart, Rules.DEFAULT);

    assertThat(step.outcome()).isEqualTo(Outcome.OUT_OF_RANGE);
    assertThat(step.next()).isSameAs(before);
  }

  @Test
  void input_aboutAnotherGuest_isOurBug() {
    LedgerInput stop = stop(Stamp.of(Story.at(0), 0), null);

    assertThatThrownBy(() -> GuestState.empty("other").on(stop, Rules.DEFAULT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("input must be about other: g");
  }

  private static LedgerInput stop(Stamp stamp, TaiInstant observed) {
    return new HostEvent.Stopped(
        new Envelope("g", "h0", stamp, Source.QMP, observed), StopReason.UNKNOWN, null);
  }
}
