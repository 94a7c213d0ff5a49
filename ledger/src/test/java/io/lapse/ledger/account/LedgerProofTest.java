package io.lapse.ledger.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.ledger.time.TaiInstant;
import java.lang.reflect.RecordComponent;
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

  /** Of the five entries, which is changed, what is set in it, and what is then said of which. */
  static Stream<Arguments> findings() {
    return Stream.of(
        finding(1, "entryNumber", 3, "2: entry_number is 3, expected 2"),
        finding(0, "entryNumber", 2, "1: entry_number is 2, expected 1"),
        finding(
            0,
            "entryKind",
            Entry.EntryKind.ADJUSTMENT,
            "1: an outage has one POSTED entry, its first; this is ADJUSTMENT"),
        finding(
            1,
            "entryKind",
            Entry.EntryKind.POSTED,
            "2: an outage has one POSTED entry, its first; this is POSTED"),
        finding(
            1,
            "restartedAt",
            Story.at(301),
            "2: its stop and restart differ from those of the outage's entry before"),
        finding(
            1,
            "stoppedAt",
            Story.at(101),
            "2: its stop and restart differ from those of the outage's entry before"),
        finding(
            3,
            "restartedAt",
            null,
            "4: tout_ns is 300000000 although its stop or restart is not known"),
        finding(
            4,
            "postings",
            List.of(new Posting(Account.SLEPT, 0)),
            "5: it posts 0 to SLEPT",
            "5: it has postings although its amounts are not known"),
        finding(
            1,
            "postings",
            List.of(new Posting(Account.INJECTED, 1), new Posting(Account.UNACCOUNTED, 1)),
            "2: its postings sum to 2 ns, expected 0"),
        finding(
            1,
            "postings",
            List.of(
                new Posting(Account.INJECTED, Long.MAX_VALUE),
                new Posting(Account.UNACCOUNTED, Long.MAX_VALUE)),
            "2: its amounts exceed 64 bits of nanoseconds"),
        finding(
            3,
            "amounts",
            with(LEDGER.get(3).amounts(), 0, 7, 0, 0, 0),
            "4: the outage's postings to SLEPT sum to 300000000, its column says 300000007"),
        finding(
            3,
            "migrationSequence",
            null,
            "4: migration_sequence is null, restarted_tai_ns " + Story.at(700)),
        finding(4, "migrationSequence", 3L, "5: migration_sequence is 3, restarted_tai_ns null"),
        finding(3, "migrationSequence", 1L, "4: migration_sequence 1 stands twice"),
        finding(
            3,
            "migrationSequence",
            3L,
            "1: the migration sequences of its guest do not rank the restarts: see 2"),
        finding(4, "stoppedAt", Story.at(50), "5: it does not come after the entry before it"));
  }

  private static Arguments finding(int index, String column, Object value, String... found) {
    return Arguments.of(index, column, value, List.of(found));
  }

  @ParameterizedTest(name = "{1} of entry {0} is {2}: {3}")
  @MethodSource("findings")
  void finding_namesTheEntry_andWhatWasExpected(
      int index, String column, Object value, List<String> found) {
    List<Entry> changed = new ArrayList<>(LEDGER);
    changed.set(index, with(LEDGER.get(index), column, value));

    assertThat(LedgerProof.check(changed))
        .extracting(finding -> (finding.index() + 1) + ": " + finding.message())
        .containsAll(found);
  }

  @Test
  void ranks_areEachGuestsOwn() {
    List<Entry> two = new ArrayList<>(LEDGER);
    LEDGER.forEach(
        entry -> two.add(with(with(entry, "guest", "h"), "outageId", "h" + entry.outageId())));
    assertThat(LedgerProof.check(two)).isEmpty();

    two.set(8, with(two.get(8), "migrationSequence", 5L));

    assertThat(LedgerProof.check(two)).extracting(LedgerProof.Finding::index).containsExactly(5);
  }

  /** The same entry with one column set, by the name of its component. */
  private static Entry with(Entry entry, String column, Object value) {
    RecordComponent[] components = Entry.class.getRecordComponents();
    try {
      Class<?>[] types = new Class<?>[components.length];
      Object[] values = new Object[components.length];
      for (int i = 0; i < components.length; i++) {
        types[i] = components[i].getType();
        boolean set = components[i].getName().equals(column);
        values[i] = set ? value : components[i].getAccessor().invoke(entry);
      }
      return Entry.class.getDeclaredConstructor(types).newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
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
