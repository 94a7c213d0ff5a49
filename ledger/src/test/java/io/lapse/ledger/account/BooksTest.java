package io.lapse.ledger.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.guest.ReactionOrigin;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules of the ledger as tables: what happened, and what the books then say. */
class BooksTest {

  private record Row(String rule, String story, String entries) {}

  private static final List<Row> ROWS =
      List.of(
          new Row(
              "two hosts: a migration, nothing moved the guest's clocks",
              """
              100 h0 stop
              160 h1 restart
              """,
              """
              1 POSTED MIGRATION h0>h1 100..160 comp=0 ASSUMED inj=0 corr=0 left=60
              """),
          new Row(
              "one host: a pause",
              """
              100 h0 stop
              160 h0 restart mode=continued
              """,
              """
              1 POSTED PAUSE h0>h0 100..160 comp=0 ASSUMED inj=0 corr=0 left=60
              """),
          new Row(
              "one host, and the process ended in between: a snapshot",
              """
              100 h0 stop
              120 h0 shutdown
              160 h0 restart
              """,
              """
              1 POSTED SNAPSHOT h0>h0 100..160 comp=0 ASSUMED inj=0 corr=0 left=60
              """),
          new Row(
              "two hosts, and the source says saved: a snapshot",
              """
              100 h0 stop reason=save
              160 h1 restart
              """,
              """
              1 POSTED SNAPSHOT h0>h1 100..160 comp=0 ASSUMED inj=0 corr=0 left=60
              """),
          new Row(
              "a failed migration resumes on its source: a pause",
              """
              90 h0 migration status=active role=source
              100 h0 stop reason=migrate
              110 h0 migration status=failed role=source
              160 h0 restart mode=continued
              """,
              """
              1 POSTED PAUSE h0>h0 100..160 comp=0 ASSUMED inj=0 corr=0 left=60
              """),
          new Row(
              "a process that ended does not end the outage: it may restart elsewhere",
              """
              100 h0 stop
              120 h0 shutdown
              """,
              """
              1 POSTED ? h0>? 100..?
              """),
          new Row(
              "a first start is neither a missing stop nor a second restart",
              """
              50 h0 start
              100 h0 stop
              160 h1 restart
              170 h2 start
              """,
              """
              1 POSTED MIGRATION h0>h1 100..160 comp=0 ASSUMED inj=0 corr=0 left=60
              """),
          new Row(
              "a guest that arrives stopped opens nothing",
              """
              100 h0 stop
              120 h1 stop reason=arrival
              160 h1 restart
              """,
              """
              1 POSTED MIGRATION h0>h1 100..160 comp=0 ASSUMED inj=0 corr=0 left=60
              """),
          new Row(
              "a later stop shows that a restart is missing; the restart ends the later one",
              """
              100 h0 stop
              130 h0 stop
              160 h0 restart mode=continued
              """,
              """
              1 POSTED ? h0>? 100..? MISSING_RESTART
              1 POSTED PAUSE h0>h0 130..160 comp=0 ASSUMED inj=0 corr=0 left=30
              """),
          new Row(
              "a restart on the same host without a stop: the stop is missing",
              """
              100 h0 stop
              160 h0 restart mode=continued
              190 h0 restart mode=continued
              """,
              """
              1 POSTED PAUSE h0>h0 100..160 comp=0 ASSUMED inj=0 corr=0 left=60
              1 POSTED ? ?>h0 ?..190 MISSING_STOP
              """),
          new Row(
              "elsewhere, no migration in between: one stop, two restarts",
              """
              100 h0 stop
              160 h1 restart
              190 h2 restart
              """,
              """
              1 POSTED MIGRATION h0>h1 100..160 comp=0 ASSUMED inj=0 corr=0 left=60
              1 POSTED MIGRATION h0>h2 100..190 comp=0 ASSUMED inj=0 corr=0 left=90 \
              CONFLICTING_RESTART
              """),
          new Row(
              "elsewhere, with a migration in between: the stop is missing",
              """
              100 h0 stop
              160 h1 restart
              180 h1 migration status=active role=source
              190 h2 restart
              """,
              """
              1 POSTED MIGRATION h0>h1 100..160 comp=0 ASSUMED inj=0 corr=0 left=60
              1 POSTED ? ?>h2 ?..190 MISSING_STOP
              """),
          new Row(
              "'completed' on the host of the restart belongs to the arrival there",
              """
              100 h0 stop
              160 h1 restart
              161 h1 migration status=completed role=destination
              190 h2 restart
              """,
              """
              1 POSTED MIGRATION h0>h1 100..160 comp=0 ASSUMED inj=0 corr=0 left=60
              1 POSTED MIGRATION h0>h2 100..190 comp=0 ASSUMED inj=0 corr=0 left=90 \
              CONFLICTING_RESTART
              """),
          new Row(
              "a restored state on the same host: one stop, two restarts",
              """
              100 h0 stop
              160 h1 restart mode=restored
              190 h1 restart mode=restored
              """,
              """
              1 POSTED SNAPSHOT h0>h1 100..160 comp=0 ASSUMED inj=0 corr=0 left=60
              1 POSTED SNAPSHOT h0>h1 100..190 comp=0 ASSUMED inj=0 corr=0 left=90 \
              CONFLICTING_RESTART
              """),
          new Row(
              "two hosts' clocks out of order, within both errors: Tout is negative",
              """
              100 h1 restart error=5
              108 h0 stop error=5
              """,
              """
              1 POSTED MIGRATION h0>h1 108..100 comp=0 ASSUMED inj=0 corr=0 left=-8 BACKWARDS_TIME
              """),
          new Row(
              "out of order beyond both errors: no pair",
              """
              100 h1 restart error=3
              108 h0 stop error=3
              """,
              """
              1 POSTED ? ?>h1 ?..100 MISSING_STOP
              1 POSTED ? h0>? 108..?
              """),
          new Row(
              "out of order beyond both errors, but with one migration id: a pair",
              """
              100 h1 restart id=m1
              208 h0 stop id=m1
              """,
              """
              1 POSTED MIGRATION h0>h1 208..100 comp=0 ASSUMED inj=0 corr=0 left=-108 \
              UNACCOUNTED_TIME BACKWARDS_TIME
              """),
          new Row(
              "migration ids pair what the order would not",
              """
              100 h0 stop id=m1
              130 h0 stop id=m2
              160 h1 restart id=m1
              """,
              """
              1 POSTED MIGRATION h0>h1 100..160 comp=0 ASSUMED inj=0 corr=0 left=60
              1 POSTED ? h0>? 130..?
              """),
          new Row(
              "the counter was advanced, which T = 0 forbids",
              """
              100 h0 stop
              160 h1 restart by=60
              """,
              """
              1 POSTED MIGRATION h0>h1 100..160 comp=60 CLAIMED inj=0 corr=0 left=0 \
              COMPENSATED_ABOVE_THRESHOLD
              """),
          new Row(
              "a later claim about the same restart replaces the host's first word",
              """
              100 h0 stop
              160 h1 restart by=60
              900 h1 compensation of=160 by=50
              """,
              """
              1 POSTED MIGRATION h0>h1 100..160 comp=50 CLAIMED inj=0 corr=0 left=10 \
              COMPENSATED_ABOVE_THRESHOLD
              """),
          new Row(
              "a claim about no known restart waits",
              """
              100 h0 stop
              150 h1 compensation of=161 by=50
              160 h1 restart
              """,
              """
              1 POSTED MIGRATION h0>h1 100..160 comp=0 ASSUMED inj=0 corr=0 left=60
              """),
          new Row(
              "the counter was advanced by more than passed",
              """
              100 h0 stop
              160 h1 restart by=80
              """,
              """
              1 POSTED MIGRATION h0>h1 100..160 comp=80 CLAIMED inj=0 corr=0 left=-20 \
              COMPENSATED_ABOVE_THRESHOLD OVERCOMPENSATED
              """),
          new Row(
              "readings on the guest come before the host's claim, which they refute",
              """
              90 - profile khz=1000000
              100 h0 stop
              160 h1 restart by=60 tsc=0>10000,7>10007
              """,
              """
              1 POSTED MIGRATION h0>h1 100..160 comp=10 MEASURED inj=0 corr=0 left=50 \
              COMPENSATED_ABOVE_THRESHOLD FALSE_CLAIM
              """),
          new Row(
              "vCPUs that were not advanced alike",
              """
              90 - profile khz=1000000
              100 h0 stop
              160 h1 restart tsc=0>10000,7>10009
              """,
              """
              1 POSTED MIGRATION h0>h1 100..160 comp=10 MEASURED inj=0 corr=0 left=49 \
              COMPENSATED_ABOVE_THRESHOLD UNEQUAL_COMPENSATION
              """),
          new Row(
              "a counter that runs while its host holds it: the pause is a forward jump",
              """
              100 h0 stop
              160 h0 restart mode=continued counter=runs
              """,
              """
              1 POSTED PAUSE h0>h0 100..160 comp=60 ASSUMED inj=0 corr=0 left=0 \
              COMPENSATED_ABOVE_THRESHOLD
              """),
          new Row(
              "a counter that runs is saved and restored when the guest moves",
              """
              100 h0 stop
              160 h1 restart counter=runs
              """,
              """
              1 POSTED MIGRATION h0>h1 100..160 comp=0 ASSUMED inj=0 corr=0 left=60
              """),
          new Row(
              "nobody said what the counter does",
              """
              100 h0 stop
              160 h0 restart mode=continued counter=unknown
              """,
              """
              1 POSTED PAUSE h0>h0 100..160 comp=0 UNKNOWN inj=0 corr=0 left=60
              """),
          new Row(
              "the profile says it where the manifest does not",
              """
              90 - profile counter=stops
              100 h0 stop
              160 h0 restart mode=continued counter=unknown
              """,
              """
              1 POSTED PAUSE h0>h0 100..160 comp=0 ASSUMED inj=0 corr=0 left=60
              """),
          new Row(
              "a guest that suspended itself is assumed to have added all of it",
              """
              100 h0 stop reason=sleep
              30100 h0 restart mode=wakeup
              """,
              """
              1 POSTED PAUSE h0>h0 100..30100 comp=0 ASSUMED slept=30000 ASSUMED inj=0 corr=0 \
              left=0 BLACKOUT_EXCEEDED
              """),
          new Row(
              "what it really added replaces the assumption; the difference is unaccounted",
              """
              100 h0 stop reason=sleep
              30100 h0 restart mode=wakeup
              30100 - slept of=30100 by=30181
              """,
              """
              1 POSTED PAUSE h0>h0 100..30100 comp=0 ASSUMED slept=30181 MEASURED inj=0 corr=0 \
              left=-181 BLACKOUT_EXCEEDED UNACCOUNTED_TIME
              """),
          new Row(
              "a reaction clears the oldest outage first, and resolves what it repaired",
              """
              100 h0 stop
              300 h1 restart
              400 h1 stop
              700 h2 restart
              800 - reacted injected=250
              """,
              """
              1 POSTED MIGRATION h0>h1 100..300 comp=0 ASSUMED inj=0 corr=0 left=200 \
              UNACCOUNTED_TIME
              2 ADJUSTMENT MIGRATION h0>h1 100..300 comp=0 ASSUMED inj=200 corr=0 left=0 \
              UNACCOUNTED_TIME
              1 POSTED MIGRATION h1>h2 400..700 comp=0 ASSUMED inj=0 corr=0 left=300
              2 ADJUSTMENT MIGRATION h1>h2 400..700 comp=0 ASSUMED inj=50 corr=0 left=250
              """),
          new Row(
              "what a reaction injects in excess falls on the latest outage",
              """
              100 h0 stop
              160 h1 restart
              170 - reacted injected=90
              """,
              """
              1 POSTED MIGRATION h0>h1 100..160 comp=0 ASSUMED inj=0 corr=0 left=60
              2 ADJUSTMENT MIGRATION h0>h1 100..160 comp=0 ASSUMED inj=90 corr=0 left=-30
              """),
          new Row(
              "an emulated reaction does not count unless it is accepted",
              """
              100 h0 stop
              160 h1 restart
              170 - reacted injected=60 origin=emulated
              """,
              """
              1 POSTED MIGRATION h0>h1 100..160 comp=0 ASSUMED inj=0 corr=0 left=60
              """),
          new Row(
              "a right clock has been repaired, whoever did it",
              """
              100 h0 stop
              500 h1 restart
              900 - observed behind=1
              """,
              """
              1 POSTED MIGRATION h0>h1 100..500 comp=0 ASSUMED inj=0 corr=0 left=400 \
              UNACCOUNTED_TIME
              2 ADJUSTMENT MIGRATION h0>h1 100..500 comp=0 ASSUMED inj=0 corr=400 left=0
              """),
          new Row(
              "a clock that is half right has been repaired by half",
              """
              100 h0 stop
              500 h1 restart
              900 - observed behind=150
              """,
              """
              1 POSTED MIGRATION h0>h1 100..500 comp=0 ASSUMED inj=0 corr=0 left=400 \
              UNACCOUNTED_TIME
              2 ADJUSTMENT MIGRATION h0>h1 100..500 comp=0 ASSUMED inj=0 corr=250 left=150 \
              UNACCOUNTED_TIME
              """),
          new Row(
              "a clock further behind than was lost drifts by itself: nothing is posted",
              """
              100 h0 stop
              500 h1 restart
              900 - observed behind=450
              """,
              """
              1 POSTED MIGRATION h0>h1 100..500 comp=0 ASSUMED inj=0 corr=0 left=400 \
              UNACCOUNTED_TIME
              """),
          new Row(
              "the second branch of a fork knows nothing of the first one's debt",
              """
              100 h0 stop
              500 h1 restart
              900 h2 restart
              990 - reacted injected=800
              """,
              """
              1 POSTED MIGRATION h0>h1 100..500 comp=0 ASSUMED inj=0 corr=0 left=400 \
              UNACCOUNTED_TIME
              1 POSTED MIGRATION h0>h2 100..900 comp=0 ASSUMED inj=0 corr=0 left=800 \
              UNACCOUNTED_TIME CONFLICTING_RESTART
              2 ADJUSTMENT MIGRATION h0>h2 100..900 comp=0 ASSUMED inj=800 corr=0 left=0 \
              CONFLICTING_RESTART
              """),
          new Row(
              "a guest that was started again never left the stop of its life before",
              """
              100 h0 stop
              120 h0 shutdown
              200 h1 start
              300 h1 restart mode=continued
              """,
              """
              1 POSTED ? h0>? 100..?
              1 POSTED ? ?>h1 ?..300 MISSING_STOP
              """),
          new Row(
              "a guest that was started elsewhere is no second branch of its life before",
              """
              100 h0 stop
              160 h0 restart mode=continued
              170 h0 shutdown
              200 h1 start
              300 h1 restart
              """,
              """
              1 POSTED PAUSE h0>h0 100..160 comp=0 ASSUMED inj=0 corr=0 left=60
              1 POSTED ? ?>h1 ?..300 MISSING_STOP
              """),
          new Row(
              "a state of its life before that is restored is one",
              """
              100 h0 stop reason=save
              160 h0 restart mode=restored
              170 h0 shutdown
              200 h1 start
              300 h1 restart mode=restored
              """,
              """
              1 POSTED SNAPSHOT h0>h0 100..160 comp=0 ASSUMED inj=0 corr=0 left=60
              1 POSTED SNAPSHOT h0>h1 100..300 comp=0 ASSUMED inj=0 corr=0 left=200 \
              UNACCOUNTED_TIME CONFLICTING_RESTART
              """),
          new Row(
              "a counter that runs while the guest sleeps: the guest accounts for the time, once",
              """
              100 h0 stop reason=sleep
              3100 h0 restart mode=wakeup counter=runs
              """,
              """
              1 POSTED PAUSE h0>h0 100..3100 comp=0 ASSUMED slept=3000 ASSUMED inj=0 corr=0 left=0 \
              BLACKOUT_EXCEEDED
              """),
          new Row(
              "a checkpoint in one process: the counter ran on",
              """
              100 h0 stop reason=checkpoint
              160 h0 restart mode=continued counter=runs
              """,
              """
              1 POSTED SNAPSHOT h0>h0 100..160 comp=60 ASSUMED inj=0 corr=0 left=0 \
              COMPENSATED_ABOVE_THRESHOLD
              """),
          new Row(
              "an announcement whose stop lies, by two hosts' clocks, after its restart",
              """
              0 h0 announced deadline=500 source=jsonl
              99 h1 restart id=m1 source=jsonl
              99 h0 quiesced source=jsonl
              100 h0 stop id=m1 source=jsonl
              """,
              """
              1 POSTED MIGRATION h0>h1 100..99 comp=0 ASSUMED inj=0 corr=0 left=-1 BACKWARDS_TIME
              """),
          new Row(
              "the operator's own limit on an outage",
              """
              100 h0 stop
              1200 h1 restart by=1100
              """,
              """
              1 POSTED MIGRATION h0>h1 100..1200 comp=1100 CLAIMED inj=0 corr=0 left=0 \
              COMPENSATED_ABOVE_THRESHOLD BLACKOUT_EXCEEDED
              """));

  static Stream<Arguments> rows() {
    return ROWS.stream().map(row -> Arguments.of(row.rule(), row.story(), row.entries()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void books_sayWhatTheRuleSays(String rule, String story, String entries) {
    List<LedgerInput> inputs = Story.read(story);

    GuestState state = Story.fold(inputs, Rules.DEFAULT);

    assertThat(sorted(Story.table(state))).as(rule).isEqualTo(sorted(entries));
    assertThat(LedgerProof.check(state.entries())).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void books_areTheSame_backwards(String rule, String story, String entries) {
    List<LedgerInput> inputs = Story.read(story);
    List<LedgerInput> reversed = new java.util.ArrayList<>(inputs);
    java.util.Collections.reverse(reversed);

    GuestState forwards = Story.fold(inputs, Story.accepting(ReactionOrigin.values()));
    GuestState backwards = Story.fold(reversed, Story.accepting(ReactionOrigin.values()));

    assertThat(backwards.entries()).as(rule + entries).isEqualTo(forwards.entries());
    assertThat(backwards.alerts()).isEqualTo(forwards.alerts());
  }

  /** Outages at one instant are ordered by their hashes, which no reader of a table can know. */
  private static List<String> sorted(String table) {
    return table.lines().sorted().toList();
  }
}
