package io.lapse.ledger.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.ledger.time.TaiInstant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A true ledger is proved; a ledger with one nanosecond changed is not. */
class LedgerProofTest {
  private static final List<Entry> LEDGER =
      Story.fold(
              Story.read(
                  """
                  100 h0 stop
                  300 h1 restart by=20
                  350 - reacted injected=100
                  360 - observed behind=0
                  400 h1 stop reason=sleep
                  700 h1 restart mode=wakeup
                  900 h1 stop
                  """),
              Rules.DEFAULT)
          .entries();

  @Test
  void ledger_asTheFoldMadeIt_isTrue() {
    assertThat(LEDGER).hasSize(5);
    assertThat(LedgerProof.check(LEDGER)).isEmpty();
  }

  static Stream<Arguments> changes() {
    return Stream.of(
        change("compensated", amounts(a -> with(a, 1, 0, 0, 0, 0))),
        change("slept", amounts(a -> with(a, 0, 1, 0, 0, 0))),
        change("injected", amounts(a -> with(a, 0, 0, 1, 0, 0))),
        change("corrected", amounts(a -> with(a, 0, 0, 0, 1, 0))),
        change("unaccounted", amounts(a -> with(a, 0, 0, 0, 0, 1))),
        change("tout", e -> copy(e, e.stoppedAt(), e.restartedAt(), e.toutNanos() + 1, null, null)),
        change("stop", e -> copy(e, e.stoppedAt().plus(1), e.restartedAt(), null, null, null)),
        change("restart", e -> copy(e, e.stoppedAt(), e.restartedAt().plus(1), null, null, null)),
        change("a posting", LedgerProofTest::withPostingChanged));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("changes")
  void ledger_withOneNanosecondChanged_isFalse(String what, UnaryOperator<Entry> change) {
    for (int i = 0; i < LEDGER.size(); i++) {
      if (LEDGER.get(i).amounts() != null) {
        List<Entry> changed = new ArrayList<>(LEDGER);
        changed.set(i, change.apply(LEDGER.get(i)));

        assertThat(LedgerProof.check(changed)).as(what + " of entry " + i).isNotEmpty();
      }
    }
  }

  @Test
  void ledger_outOfOrder_orWithAnEntryLost_isFalse() {
    List<Entry> swapped = new ArrayList<>(LEDGER);
    swapped.set(0, LEDGER.get(1));
    swapped.set(1, LEDGER.get(0));
    List<Entry> shortened = new ArrayList<>(LEDGER);
    shortened.remove(1);

    assertThat(LedgerProof.check(swapped)).isNotEmpty();
    assertThat(LedgerProof.check(shortened)).isNotEmpty();
  }

  private static Arguments change(String what, UnaryOperator<Entry> change) {
    return Arguments.of(what, change);
  }

  private static UnaryOperator<Entry> amounts(UnaryOperator<Amounts> change) {
    return e -> copy(e, e.stoppedAt(), e.restartedAt(), null, change.apply(e.amounts()), null);
  }

  private static Amounts with(
      Amounts a, long compensated, long slept, long injected, long corrected, long left) {
    return new Amounts(
        a.compensatedNanos() + compensated,
        a.compensatedBasis(),
        a.sleptNanos() + slept,
        a.sleptBasis(),
        a.injectedNanos() + injected,
        a.correctedNanos() + corrected,
        a.unaccountedNanos() + left);
  }

  private static Entry withPostingChanged(Entry entry) {
    List<Posting> postings = new ArrayList<>(entry.postings());
    Posting first = postings.get(0);
    postings.set(0, new Posting(first.account(), first.amountNanos() + 1));
    return copy(entry, entry.stoppedAt(), entry.restartedAt(), null, null, postings);
  }

  private static Entry copy(
      Entry e,
      TaiInstant stopped,
      TaiInstant restarted,
      Long tout,
      Amounts amounts,
      List<Posting> postings) {
    return new Entry(
        e.guest(),
        e.outageId(),
        e.entryNumber(),
        e.entryKind(),
        e.kind(),
        e.sourceHost(),
        e.destinationHost(),
        stopped,
        restarted,
        tout == null ? e.toutNanos() : tout,
        e.toutErrorNanos(),
        amounts == null ? e.amounts() : amounts,
        e.migrationSequence(),
        e.verdict(),
        e.cooperation(),
        e.violations(),
        e.expired(),
        e.policy(),
        e.reactionOrigin(),
        e.eventIds(),
        e.replaces(),
        postings == null ? e.postings() : postings);
  }
}
