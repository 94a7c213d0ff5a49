package io.lapse.ledger.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.account.HistoryRecord.Type;
import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.guest.ReactionOrigin;
import io.lapse.ledger.notice.InjectAs;
import io.lapse.ledger.notice.Notice;
import io.lapse.ledger.policy.AfterDeadline;
import io.lapse.ledger.policy.Announcements;
import io.lapse.ledger.policy.Policy;
import io.lapse.ledger.policy.Verdict;
import io.lapse.ledger.policy.Violation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

/** Policies that come while the inputs do, and while nobody looks. */
class RestoredTest {
  private static final Set<ReactionOrigin> ALL = Set.of(ReactionOrigin.values());

  @Provide
  Arbitrary<List<LedgerInput>> histories() {
    return Histories.any();
  }

  /** Versions of two classes, of any figures, that hold from somewhere in the story. */
  private static List<Policy> generated(List<Integer> seeds) {
    List<Policy> policies = new ArrayList<>();
    seeds.forEach(seed -> policies.add(generated(seed, policies.size() + 1)));
    return policies;
  }

  private static Policy generated(int seed, int version) {
    return new Policy(
        seed % 2 == 0 ? GuestEvent.Profile.DEFAULT_CLASS : "web",
        version,
        Story.at(seed / 2),
        seed % 7 * 100L * Story.MILLI,
        seed % 5 * 100L * Story.MILLI,
        seed % 3 * 100L * Story.MILLI,
        seed % 2 == 0 ? InjectAs.OFFSET : InjectAs.SLEEP,
        seed % 11,
        seed % 4 < 2 ? AfterDeadline.DIE : AfterDeadline.FORCE,
        60 * Story.MILLI,
        seed % 6 < 3 ? Announcements.OPTIONAL : Announcements.REQUIRED,
        seed % 4,
        600_000 * Story.MILLI,
        seed % 13);
  }

  /** A fold whose policies grow, and what it said on the way. */
  private static final class Run {
    final List<Policy> policies = new ArrayList<>();
    final List<HistoryRecord> history = new ArrayList<>();
    final List<Notice> notices = new ArrayList<>();
    final List<Alert> alerts = new ArrayList<>();
    GuestState state = GuestState.empty("g");

    Rules rules() {
      return new Rules(policies, ALL);
    }

    void on(LedgerInput input) {
      took(state.on(input, rules()));
    }

    void under() {
      took(state.under(rules()));
    }

    void restart() {
      state = GuestState.restore(state.snapshot(), rules());
    }

    private void took(Step step) {
      state = step.next();
      history.addAll(step.history());
      notices.addAll(step.notices());
      alerts.addAll(step.alerts());
    }
  }

  @Property
  void policies_betweenInputsInAnyOrder_giveTheLedgerOfAllFromTheStart(
      @ForAll("histories") List<LedgerInput> inputs,
      @ForAll @Size(min = 1, max = 4) List<@IntRange(max = 5_999) Integer> seeds,
      @ForAll Random random) {
    List<Policy> policies = generated(seeds);
    Run run = new Run();
    List<LedgerInput> before = new ArrayList<>(inputs);
    List<Policy> unknown = new ArrayList<>(policies);

    while (!before.isEmpty() || !unknown.isEmpty()) {
      boolean takesPolicy = before.isEmpty() || (!unknown.isEmpty() && random.nextInt(4) == 0);
      if (takesPolicy) {
        run.policies.add(unknown.remove(random.nextInt(unknown.size())));
      } else {
        run.on(before.remove(random.nextInt(before.size())));
      }
      if (random.nextInt(4) == 0) {
        run.under();
      }
      if (random.nextInt(4) == 0) {
        run.restart();
      }
    }
    run.under();

    GuestState whole = Story.fold(inputs, new Rules(policies, ALL));
    assertThat(run.state.entries()).isEqualTo(whole.entries());
    assertThat(run.state.alerts()).isEqualTo(whole.alerts());
    assertThat(standing(run.history)).isEqualTo(whole.entries());
    assertThat(open(run.alerts)).isEqualTo(open(whole.alerts()));
  }

  @Property(tries = 300)
  void policyThatCameWhileNobodyLooked_changesNothingBeforeTheNextStep(
      @ForAll("histories") List<LedgerInput> inputs,
      @ForAll @Size(min = 1, max = 4) List<@IntRange(max = 5_999) Integer> seeds) {
    List<Policy> policies = generated(seeds);
    Policy late = policies.get(policies.size() - 1);
    for (int cut = 0; cut <= inputs.size(); cut++) {
      Run whole = new Run();
      Run parts = new Run();
      for (Run run : List.of(whole, parts)) {
        run.policies.addAll(policies.subList(0, policies.size() - 1));
        inputs.subList(0, cut).forEach(run::on);
        run.policies.add(late);
      }

      parts.restart();
      assertThat(parts.state.entries()).isEqualTo(whole.state.entries());
      assertThat(parts.state.snapshot()).isEqualTo(whole.state.snapshot());
      inputs.subList(cut, inputs.size()).forEach(parts::on);
      parts.under();

      inputs.subList(cut, inputs.size()).forEach(whole::on);
      whole.under();
      assertThat(parts.state.entries()).isEqualTo(whole.state.entries());
      assertThat(parts.state.alerts()).isEqualTo(whole.state.alerts());
      assertThat(standing(parts.history)).isEqualTo(parts.state.entries());
      assertThat(open(parts.alerts)).isEqualTo(open(whole.alerts));
      assertThat(parts.notices).isEqualTo(whole.notices);
    }
  }

  @Test
  void policyAfterItsOutage_judgesItAgain_onceAndForAll() {
    Run run = new Run();
    Story.read("100 h0 stop\n160 h1 restart").forEach(run::on);
    int before = run.history.size();

    run.policies.add(threshold(1, 150, 100));
    run.under();
    List<HistoryRecord> appended = List.copyOf(run.history.subList(before, run.history.size()));
    run.under();

    assertThat(appended)
        .extracting(HistoryRecord::type, r -> r.entry().policy(), r -> r.entry().verdict())
        .containsExactly(
            Tuple.tuple(Type.REVERSAL, "default@0", Verdict.EXCEEDED),
            Tuple.tuple(Type.POSTED, "default@1", Verdict.WITHIN));
    assertThat(run.history).hasSize(before + 2);
    assertThat(run.notices).as("a verdict is no news to a guest").hasSize(1);
  }

  @Test
  void policyThatTakesAViolationBack_resolvesItAtTheNewestStamp() {
    Run run = new Run();
    Story.read("100 h0 stop\n160 h1 restart by=60\n900 h1 clock").forEach(run::on);
    run.alerts.clear();

    run.policies.add(threshold(1, 0, 100));
    run.under();

    assertThat(run.alerts)
        .extracting(Alert::violation, Alert::state, Alert::at)
        .containsExactly(
            Tuple.tuple(
                Violation.COMPENSATED_ABOVE_THRESHOLD, Alert.State.RESOLVED, Story.at(900)));
  }

  @Test
  void policyFromLaterOn_changesNothing() {
    Run run = new Run();
    Story.read("100 h0 stop\n160 h1 restart").forEach(run::on);

    run.policies.add(threshold(1, 161, 100));
    Step step = run.state.under(run.rules());

    assertThat(step.history()).isEmpty();
    assertThat(step.next().snapshot()).isEqualTo(run.state.snapshot());
  }

  @Test
  void stateOfAnUnjudgedGuest_namesNoPolicies() {
    GuestState state = Story.fold(Story.read("100 h0 stop\n160 h1 restart"), Rules.DEFAULT);

    assertThat(state.snapshot().judgedBy()).isEmpty();
  }

  @Test
  void stateThatWasJudged_namesEachPolicyOnce_inTheOrderOfItsFirstUse() {
    Run run = new Run();
    run.policies.addAll(List.of(threshold(2, 300, 1), threshold(1, 100, 1), threshold(3, 900, 1)));

    Story.read("100 h0 stop\n160 h1 restart\n310 h1 stop\n320 h1 restart").forEach(run::on);

    assertThat(run.state.snapshot().judgedBy()).extracting(Policy::version).containsExactly(1, 2);
  }

  private static Policy threshold(int version, long fromMillis, long millis) {
    Policy ok = Policy.DEFAULT;
    return new Policy(
        ok.guestClass(),
        version,
        Story.at(fromMillis),
        millis * Story.MILLI,
        ok.blackoutLimitNanos(),
        ok.toleranceNanos(),
        ok.injectAs(),
        ok.reactionDelayNanos(),
        ok.afterDeadline(),
        ok.cooperationDeadlineNanos(),
        ok.announcements(),
        ok.massExpiryLimit(),
        ok.openOutageLimitNanos(),
        ok.driftPpm());
  }

  private static List<Entry> standing(List<HistoryRecord> history) {
    StandingLedger standing = new StandingLedger();
    history.forEach(standing::add);
    return standing.entries();
  }

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
}
