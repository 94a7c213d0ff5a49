package io.lapse.whatif.diff;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.account.Entry;
import io.lapse.ledger.guest.ReactionOrigin;
import io.lapse.ledger.policy.Policy;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Two policies that differ in one key differ only where they should: the exact entries and columns
 * that change. What is not in a row does not change, but for the policy's name.
 */
class PolicyKeyTest {
  private static final String HISTORY =
      """
      # 50 ms on one host, nobody compensates.
      brief      1000 h0 stop reason=pause
      brief      1050 h0 restart mode=continued

      # The host advances the counter by all of 60 ms; two timers fall due.
      advanced    900 -  inventory timers=monotonic@1030,monotonic@1040,boottime@9000
      advanced   1000 h0 stop
      advanced   1060 h1 restart by=60

      # 100 ms between two hosts, whose clocks leave 2 ms open.
      straddling 1000 h0 stop
      straddling 1100 h1 restart

      # 2 s, and nobody repairs it.
      long       1000 h0 stop
      long       3000 h1 restart

      # 300 ms; the guest injects 250 of them, and the rest is repaired a second later.
      answering  1000 h0 stop
      answering  1300 h1 restart
      answering  1310 -  reacted notice=1 injected=250
      answering  2310 -  observed behind=0

      # Warned, but not at rest in time; it was stopped all the same, and runs on.
      warned      900 h0 announced deadline=950 source=jsonl
      warned     1000 h0 stop source=jsonl
      warned     1020 h1 restart source=jsonl

      # Warned, and at rest in time.
      quiet       900 h0 announced deadline=990 source=jsonl
      quiet       950 h0 quiesced source=jsonl
      quiet      1000 h0 stop source=jsonl
      quiet      1020 h1 restart source=jsonl

      # Not warned, as its host could have said.
      unwarned   1000 h0 stop source=jsonl
      unwarned   1020 h1 restart source=jsonl

      # Asleep for 400 ms.
      asleep     1000 h0 stop reason=sleep
      asleep     1400 h0 restart mode=wakeup

      # It stands still until today.
      open       1000 h0 stop
      """;

  /** Of guests that are emulated: what they do depends on their policy. */
  private static final String EMULATED =
      """
      # A timer of each base falls due within 40 ms that nobody compensates.
      timed       900 -  inventory timers=monotonic@1020,boottime@1020,realtime@1020,tai@1020
      timed      1000 h0 stop
      timed      1040 h1 restart

      # 60 ms after the restart of one that lost 300 ms, its daemon sees no fault.
      watched    1000 h0 stop
      watched    1300 h1 restart
      watched    1360 -  observed behind=0
      """;

  private record Row(String key, String value, String changes) {}

  private static final List<Row> ROWS =
      List.of(
          new Row(
              "threshold_ns",
              "100",
              """
              advanced 1000 #1 verdict: EXCEEDED > WITHIN
              advanced 1000 #1 violations: -COMPENSATED_ABOVE_THRESHOLD
              brief 1000 #1 verdict: EXCEEDED > WITHIN
              quiet 1000 #1 verdict: EXCEEDED > WITHIN
              straddling 1000 #1 verdict: EXCEEDED > UNDECIDED
              unwarned 1000 #1 verdict: EXCEEDED > WITHIN
              warned 1000 #1 verdict: EXCEEDED > WITHIN
              """),
          new Row("blackout_limit_ns", "5000", "long 1000 #1 violations: -BLACKOUT_EXCEEDED"),
          new Row(
              "tolerance_ns",
              "40",
              """
              answering 1000 #2 violations: +UNACCOUNTED_TIME
              brief 1000 #1 violations: +UNACCOUNTED_TIME
              straddling 1000 #1 violations: +UNACCOUNTED_TIME
              """),
          new Row("tolerance_ns", "1000", "answering 1000 #1 violations: -UNACCOUNTED_TIME"),
          new Row(
              "after_deadline",
              "die",
              "warned 1000 #1 violations: -FORCED_AFTER_DEADLINE +NOT_KILLED"),
          new Row("announcements", "required", "unwarned 1000 #1 violations: +UNANNOUNCED"),
          new Row("mass_expiry_limit", "1", "advanced 1000 #1 violations: +MASS_EXPIRY"),
          new Row(
              "drift_ppm",
              "100",
              """
              asleep 1000 #1 tout_error_ns: 20000 > 40000
              brief 1000 #1 tout_error_ns: 2500 > 5000
              """),
          // What a guest did by itself, it did; an announcement states its own deadline; an alarm
          // of the wall clock is no column.
          new Row("inject_as", "sleep", ""),
          new Row("reaction_delay_ns", "100", ""),
          new Row("cooperation_deadline_ns", "1", ""),
          new Row("open_outage_limit_ns", "1000", ""));

  /** The rows of the keys that say what an emulated guest does. */
  private static final List<Row> EMULATED_ROWS =
      List.of(
          new Row("inject_as", "sleep", "timed 1000 #2 expired: 0 0 1 1 > 0 1 1 1"),
          new Row(
              "reaction_delay_ns",
              "100",
              """
              watched 1000 #2 injected_ns: 300ms > 0
              watched 1000 #2 corrected_ns: 0 > 300ms
              watched 1000 #2 reaction_origin: EMULATED > null
              watched 1000 #2 event_ids
              watched 1000 #2 postings: [injected 300ms,unaccounted -300ms] > \
              [corrected 300ms,unaccounted -300ms]
              watched 1000 #3 ADDED [injected 300ms,unaccounted -300ms]
              """));

  static Stream<Arguments> rows() {
    return ROWS.stream().map(PolicyKeyTest::arguments);
  }

  static Stream<Arguments> emulatedRows() {
    return EMULATED_ROWS.stream().map(PolicyKeyTest::arguments);
  }

  private static Arguments arguments(Row row) {
    return Arguments.of(row.key(), row.value(), row.changes());
  }

  @ParameterizedTest(name = "{0}={1}")
  @MethodSource("rows")
  void key_changesTheseEntriesAlone(String key, String value, String changes) {
    List<LedgerInput> history = Told.read(HISTORY);

    LedgerDiff diff = diff(history, key, value, ReactionOrigin.REPORTED);

    assertThat(DiffText.lines(diff)).isEqualTo(changes.lines().toList());
    assertOthersAreRenamed(diff, 12);
  }

  @ParameterizedTest(name = "{0}={1}")
  @MethodSource("emulatedRows")
  void key_changesTheseEntriesAlone_ofEmulatedGuests(String key, String value, String changes) {
    List<LedgerInput> history = Told.read(EMULATED);

    LedgerDiff diff = diff(history, key, value, ReactionOrigin.EMULATED);

    assertThat(DiffText.lines(diff)).isEqualTo(changes.lines().toList());
    assertOthersAreRenamed(diff, 4);
  }

  @Test
  void table_hasEveryKeyOfAPolicy() {
    assertThat(ROWS).extracting(Row::key).containsAll(ChangedKey.all()).hasSize(12);
  }

  private static LedgerDiff diff(
      List<LedgerInput> history, String key, String value, ReactionOrigin accepted) {
    Policy changed = new ChangedKey(key, value).policy();
    assertThat(ChangedKey.differing(Policy.DEFAULT, changed)).containsExactly(key);
    List<Entry> before = Folded.entries(history, Policy.DEFAULT, accepted);
    return LedgerDiff.of(before, Folded.entries(history, changed, accepted));
  }

  /** Of the entries before, none is gone, and each that did not change has another judge. */
  private static void assertOthersAreRenamed(LedgerDiff diff, int entriesBefore) {
    long added =
        diff.changes().stream().filter(change -> change.kind() == EntryChange.Kind.ADDED).count();
    assertThat(diff.renamed() + diff.changes().size() - added).isEqualTo(entriesBefore);
  }
}
