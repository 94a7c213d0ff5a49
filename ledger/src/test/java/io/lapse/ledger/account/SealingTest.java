package io.lapse.ledger.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.guest.ReactionOrigin;
import io.lapse.ledger.policy.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What leaves a guest's state, what comes too late, and that nothing is lost in between. */
class SealingTest {
  private static final long HOUR_MILLIS = 3_600_000;
  private static final long DAY_MILLIS = 24 * HOUR_MILLIS;
  private static final Rules ALL = Story.accepting(ReactionOrigin.values());

  /** A fold that keeps what left the state. */
  private static final class Run {
    GuestState state = GuestState.empty("g");
    final StandingLedger standing = new StandingLedger();
    final List<Entry> sealed = new ArrayList<>();
    final List<Alert> sealedAlerts = new ArrayList<>();
    int accepted;

    Run on(List<LedgerInput> inputs) {
      for (LedgerInput input : inputs) {
        Step step = state.on(input, ALL);
        state = step.next();
        step.history().forEach(standing::add);
        sealed.addAll(step.sealed().entries());
        sealedAlerts.addAll(step.sealed().alerts());
        accepted += step.outcome() == Outcome.ACCEPTED ? 1 : 0;
      }
      return this;
    }

    List<Entry> entries() {
      List<Entry> entries = new ArrayList<>(sealed);
      entries.addAll(state.entries());
      entries.sort(StandingLedger.ORDER);
      return entries;
    }

    List<Alert> alerts() {
      List<Alert> alerts = new ArrayList<>(sealedAlerts);
      alerts.addAll(state.alerts());
      return alerts;
    }
  }

  @ParameterizedTest(name = "{0} after a watermark of one day: {1}")
  @CsvSource(
      delimiter = ';',
      value = {
        "0 h0 stop; ACCEPTED",
        "-1 h0 stop; LATE",
        "-1 h0 clock; LATE",
        "-1 - observed behind=1; LATE",
        "500 h0 compensation of=-1 by=1; LATE",
        "500 h0 compensation of=0 by=1; ACCEPTED",
        "500 - slept of=-5 by=1; LATE",
        "86400000 h0 stop; ACCEPTED",
        "999999999 h0 stop; ACCEPTED"
      })
  void input_behindTheHorizon_isLate(String line, Outcome outcome) {
    GuestState state =
        Story.fold(
            Story.read("86400000 h0 restart\n86400000 h1 restart mode=continued\n"), Rules.DEFAULT);

    Step step = state.on(Story.read(line).get(0), Rules.DEFAULT);

    assertThat(step.outcome()).isEqualTo(outcome);
    assertThat(step.outcome().quarantined()).isEqualTo(outcome == Outcome.LATE);
  }

  @Test
  void oneFalseStamp_makesNothingLate() {
    GuestState state = Story.fold(Story.read("0 h0 stop\n99999999999 h0 stop\n"), Rules.DEFAULT);

    Step step = state.on(Story.read("1 h0 restart mode=continued").get(0), Rules.DEFAULT);

    assertThat(step.outcome()).isEqualTo(Outcome.ACCEPTED);
  }

  @Test
  void duplicate_ofWhatIsNotSealed_isADuplicateHoweverOld() {
    List<LedgerInput> inputs = Story.read("0 h0 stop\n99999999 h1 restart\n99999999 h1 stop\n");
    GuestState state = Story.fold(inputs, Rules.DEFAULT);

    assertThat(state.on(inputs.get(0), Rules.DEFAULT).outcome()).isEqualTo(Outcome.DUPLICATE);
  }

  @Test
  void outageOfDays_closesAfterItsStopIsSealed() {
    Run run = new Run().on(Story.read("0 h0 stop\n"));
    StringBuilder others = new StringBuilder();
    for (int i = 1; i <= 400; i++) {
      others.append(i * HOUR_MILLIS).append(" h0 clock\n");
    }
    run.on(Story.read(others.toString()));
    assertThat(run.state.snapshot().tail()).hasSizeLessThan(400);

    run.on(Story.read(400 * HOUR_MILLIS + 1 + " h1 restart"));

    assertThat(run.entries()).hasSize(1);
    assertThat(run.entries().get(0).toutNanos()).isEqualTo((400 * HOUR_MILLIS + 1) * Story.MILLI);
    assertThat(run.standing.entries()).isEqualTo(run.entries());
  }

  @Test
  void repairAfterDays_stillFallsOnTheOldestOutage() {
    Run run = new Run().on(Story.read("0 h0 stop\n500 h1 restart\n"));
    StringBuilder others = new StringBuilder();
    for (int i = 1; i <= 400; i++) {
      others.append(i * HOUR_MILLIS).append(" h0 clock\n");
    }
    run.on(Story.read(others.toString()));
    assertThat(run.sealed).hasSize(1);
    assertThat(run.state.alerts()).isEmpty();
    assertThat(run.state.openAlerts())
        .extracting(Alert::violation)
        .containsExactly(Violation.UNACCOUNTED_TIME);

    run.on(Story.read(400 * HOUR_MILLIS + 1 + " - observed behind=0"));

    assertThat(run.entries()).extracting(Entry::entryNumber).containsExactly(1, 2);
    assertThat(LedgerProof.check(run.entries())).isEmpty();
    assertThat(run.standing.entries()).isEqualTo(run.entries());
    assertThat(run.alerts()).extracting(Alert::state).contains(Alert.State.RESOLVED);
    assertThat(run.state.openAlerts()).isEmpty();
  }

  @Test
  void guestOf100000Outages_keepsABoundedState_andLosesNothing() {
    int outages = 100_000;
    Run run = new Run();
    for (int i = 0; i < outages; i++) {
      long at = i * 1_000L;
      run.on(Story.read(at + " h0 stop\n" + (at + 60) + " h0 restart mode=continued\n"));
      if (i % 10 == 0) {
        run.on(Story.read(at + 500 + " - observed behind=0"));
      }
    }

    assertThat(run.state.snapshot().tail()).hasSizeLessThan(3 * 1_100);
    assertThat(run.accepted).isEqualTo(outages * 2 + outages / 10);
    assertThat(run.entries().stream().filter(e -> e.entryNumber() == 1)).hasSize(outages);
    assertThat(LedgerProof.check(run.entries())).isEmpty();
    assertThat(run.standing.entries()).isEqualTo(run.entries());
  }

  @Test
  void guestThatIsNeverRepaired_keepsABoundedState() {
    Run run = new Run();
    int outages = 3 * Branch.OWING_MAX;
    for (int i = 0; i < outages; i++) {
      run.on(Story.read(i * 1_000L + " h0 stop\n" + (i * 1_000L + 60) + " h0 restart\n"));
    }

    Books carry = run.state.snapshot().carry();

    assertThat(carry.branch().owing()).hasSizeLessThanOrEqualTo(Branch.OWING_MAX);
    run.on(Story.read(outages * 1_000L + " - observed behind=0"));
    long unaccounted = 0;
    for (Entry entry : run.entries()) {
      for (Posting posting : entry.postings()) {
        unaccounted += posting.account() == Account.UNACCOUNTED ? posting.amountNanos() : 0;
      }
    }
    assertThat(unaccounted).isZero();
    assertThat(LedgerProof.check(run.entries())).isEmpty();
  }

  /** Three weeks of a guest: what must not depend on when the state is sealed, or saved. */
  @Property(tries = 100)
  void threeWeeks_sealedOrNot_giveTheLedgerOfTheirHistory(
      @ForAll long seed, @ForAll @IntRange(max = 400) int cut) {
    List<LedgerInput> inputs = threeWeeks(seed);
    int prefix = Math.min(cut, inputs.size());
    Run whole = new Run().on(inputs);
    Run parts = new Run().on(inputs.subList(0, prefix));

    parts.state = GuestState.restore(parts.state.snapshot(), ALL);
    parts.on(inputs.subList(prefix, inputs.size()));

    assertThat(whole.sealed).isNotEmpty();
    assertThat(whole.standing.entries()).isEqualTo(whole.entries());
    assertThat(LedgerProof.check(whole.entries())).isEmpty();
    assertThat(parts.entries()).isEqualTo(whole.entries());
    assertThat(parts.alerts()).isEqualTo(whole.alerts());
    assertThat(parts.state.snapshot()).isEqualTo(whole.state.snapshot());
  }

  /** A state that is too large is sealed at once, however little there is to seal. */
  @Property(tries = 100)
  void threeWeeks_sealedAtEachInput_giveTheSameLedgerFromASmallerState(@ForAll long seed) {
    List<LedgerInput> inputs = threeWeeks(seed);
    Run usual = new Run().on(inputs);
    Run small = new Run();

    for (LedgerInput input : inputs) {
      small.on(List.of(input));
      small.state = small.state.sealed();
    }

    assertThat(small.standing.entries()).isEqualTo(usual.standing.entries());
    assertThat(small.accepted).isEqualTo(usual.accepted);
    assertThat(small.state.snapshot().tail())
        .hasSizeLessThanOrEqualTo(usual.state.snapshot().tail().size())
        .hasSizeLessThan(inputs.size() / 2);
  }

  /** Arrivals that are late by up to the horizon change nothing, whatever was sealed meanwhile. */
  @Property(tries = 100)
  void threeWeeks_outOfOrderWithinTheHorizon_giveTheSameLedger(@ForAll long seed) {
    List<LedgerInput> inputs = threeWeeks(seed);
    List<LedgerInput> delayed = new ArrayList<>(inputs);
    Random random = new Random(seed);
    // Each is put off by up to 11 h: two of them are out of order by less than the horizon.
    List<Long> arrivals = new ArrayList<>();
    inputs.forEach(
        input ->
            arrivals.add(
                input.stamp().at().nanos() + random.nextLong(11 * HOUR_MILLIS * Story.MILLI)));
    delayed.sort(java.util.Comparator.comparing(input -> arrivals.get(inputs.indexOf(input))));

    Run ordered = new Run().on(inputs);
    Run late = new Run();
    Run restored = new Run();
    int restoreAt = random.nextInt(delayed.size());
    for (int i = 0; i < delayed.size(); i++) {
      if (i == restoreAt) {
        restored.state = GuestState.restore(restored.state.snapshot(), ALL);
      }
      late.on(List.of(delayed.get(i)));
      restored.on(List.of(delayed.get(i)));
      assertThat(restored.state.snapshot()).isEqualTo(late.state.snapshot());
      assertThat(late.state.numbers())
          .isEqualTo(GuestState.restore(late.state.snapshot(), ALL).numbers());
    }

    assertThat(late.entries()).isEqualTo(ordered.entries());
    assertThat(late.accepted).isEqualTo(ordered.accepted);
    assertThat(late.standing.entries()).isEqualTo(late.entries());
  }

  /** Stops, restarts, repairs and claims of three weeks, some of them missing. */
  static List<LedgerInput> threeWeeks(long seed) {
    Random random = new Random(seed);
    StringBuilder story = new StringBuilder();
    long at = 0;
    String host = "h0";
    for (int i = 0; i < 160; i++) {
      at += 1 + random.nextLong(DAY_MILLIS / 4);
      String next = "h" + random.nextInt(3);
      String id = random.nextInt(3) == 0 ? " id=m" + i : "";
      long restart = at + random.nextLong(5_000);
      if (random.nextInt(10) > 0) {
        story.append(at).append(' ').append(host).append(" stop").append(id).append('\n');
      }
      if (random.nextInt(10) > 0) {
        story.append(restart).append(' ').append(next).append(" restart").append(id).append('\n');
        host = next;
      }
      at = restart;
      if (random.nextInt(3) == 0) {
        long claimed = random.nextInt(2_000);
        String of = " of=" + restart + " by=" + claimed + "\n";
        story.append(at + 1 + random.nextInt(1_000)).append(" h1 compensation").append(of);
      }
      if (random.nextInt(3) == 0) {
        long behind = random.nextInt(2) * random.nextLong(3_000);
        story.append(at + 2_000).append(" - observed behind=").append(behind).append('\n');
      }
    }
    List<LedgerInput> inputs = new ArrayList<>(Story.read(story.toString()));
    inputs.sort(InputOrder.BOOKS);
    return inputs.stream().distinct().toList();
  }
}
