package io.lapse.ledger.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.ledger.guest.ReactionOrigin;
import io.lapse.ledger.guest.TimerClock;
import io.lapse.ledger.guest.TimerHistogram;
import io.lapse.ledger.guest.TimerHistogram.Cell;
import io.lapse.ledger.policy.Policy;
import io.lapse.ledger.policy.Violation;
import io.lapse.ledger.timers.ExpiryEstimate;
import io.lapse.ledger.timers.ExpiryEstimate.BaseExpiry;
import io.lapse.ledger.timers.TimerPrior;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Which timers fall due at once by what an outage has moved so far, entry by entry, as {@code
 * EXPECTED[LOW,HIGH]+OVERRUNS} of monotonic, boottime, realtime, tai. Two clocks that are wrong by
 * at most 1 ms each make 2 ms.
 */
class ExpiryTest {
  private record Row(String rule, String story, String expired) {}

  private static final String FOUR = "timers=monotonic@150,boottime@150,realtime@150,tai@150";

  private static final List<Row> ROWS =
      List.of(
          new Row(
              "nothing moved: nothing fell due",
              "0 h0 inventory "
                  + FOUR
                  + """

              100 h0 stop
              200 h1 restart
              """,
              "0[0,0]+0 0[0,0]+0 0[0,0]+0 0[0,0]+0"),
          new Row(
              "the counter was advanced: every base",
              "0 h0 inventory "
                  + FOUR
                  + """

              100 h0 stop
              200 h1 restart by=100
              """,
              "1[1,1]+0 1[1,1]+0 1[1,1]+0 1[1,1]+0"),
          new Row(
              "advanced by less than a timer was away",
              "0 h0 inventory "
                  + FOUR
                  + """

              100 h0 stop
              200 h1 restart by=40
              """,
              "0[0,0]+0 0[0,0]+0 0[0,0]+0 0[0,0]+0"),
          new Row(
              "the guest injected the rest: the wall clocks alone",
              "0 h0 inventory "
                  + FOUR
                  + """

              100 h0 stop
              200 h1 restart
              210 h1 reacted injected=100
              """,
              """
              0[0,0]+0 0[0,0]+0 0[0,0]+0 0[0,0]+0
              0[0,0]+0 0[0,0]+0 1[1,1]+0 1[1,1]+0
              """),
          new Row(
              "it injected it as sleep: BOOTTIME too",
              "0 h0 inventory "
                  + FOUR
                  + """

              100 h0 stop
              200 h1 restart
              210 h1 reacted injected=100 sleep=yes
              """,
              """
              0[0,0]+0 0[0,0]+0 0[0,0]+0 0[0,0]+0
              0[0,0]+0 1[1,1]+0 1[1,1]+0 1[1,1]+0
              """),
          new Row(
              "it slept: all but MONOTONIC",
              "0 h0 inventory "
                  + FOUR
                  + """

              100 h0 stop reason=sleep
              200 h0 restart mode=wakeup
              201 - slept of=200 by=100
              """,
              "0[0,0]+0 1[1,1]+0 1[1,1]+0 1[1,1]+0"),
          new Row(
              "somebody repaired its clock: the wall clocks alone",
              "0 h0 inventory "
                  + FOUR
                  + """

              100 h0 stop
              200 h1 restart
              300 - observed behind=0
              """,
              """
              0[0,0]+0 0[0,0]+0 0[0,0]+0 0[0,0]+0
              0[0,0]+0 0[0,0]+0 1[1,1]+0 1[1,1]+0
              """),
          new Row(
              "a periodic timer has overruns, and keeps its phase",
              """
              0 h0 inventory timers=monotonic@150/10,monotonic@35/20
              100 h0 stop
              200 h1 restart by=100
              """,
              "2[2,2]+9 0[0,0]+0 0[0,0]+0 0[0,0]+0"),
          new Row(
              "at the edges of the window a timer may or may not be due",
              """
              0 h0 inventory timers=monotonic@99,monotonic@101,monotonic@200,monotonic@202
              100 h0 stop
              200 h1 restart by=100
              """,
              "2[0,4]+0 0[0,0]+0 0[0,0]+0 0[0,0]+0"),
          new Row(
              "a one-shot due before the stop is gone, or was armed anew",
              """
              0 h0 inventory timers=monotonic@50
              100 h0 stop
              200 h1 restart by=100
              """,
              "0[0,1]+0 0[0,0]+0 0[0,0]+0 0[0,0]+0"),
          new Row(
              "after an outage that moved nothing the guest's clocks are behind: it is due later",
              """
              0 h0 inventory timers=monotonic@150,boottime@150,realtime@150
              100 h0 stop
              200 h1 restart
              220 h1 stop
              320 h2 restart by=100
              """,
              """
              0[0,0]+0 0[0,0]+0 0[0,0]+0 0[0,0]+0
              1[1,1]+0 1[1,1]+0 1[1,1]+0 0[0,0]+0
              """),
          new Row(
              "what was injected in between is not due again",
              """
              0 h0 inventory timers=monotonic@150,boottime@150,realtime@150
              100 h0 stop
              200 h1 restart
              210 h1 reacted injected=100
              220 h1 stop
              320 h2 restart by=100
              """,
              """
              0[0,0]+0 0[0,0]+0 0[0,0]+0 0[0,0]+0
              0[0,0]+0 0[0,0]+0 1[1,1]+0 0[0,0]+0
              1[1,1]+0 1[1,1]+0 0[0,1]+0 0[0,0]+0
              """),
          new Row(
              "nor what was injected as sleep",
              """
              0 h0 inventory timers=monotonic@150,boottime@150,realtime@150
              100 h0 stop
              200 h1 restart
              210 h1 reacted injected=100 sleep=yes
              220 h1 stop
              320 h2 restart by=100
              """,
              """
              0[0,0]+0 0[0,0]+0 0[0,0]+0 0[0,0]+0
              0[0,0]+0 1[1,1]+0 1[1,1]+0 0[0,0]+0
              1[1,1]+0 0[0,1]+0 0[0,1]+0 0[0,0]+0
              """),
          new Row(
              "a new inventory is of new",
              """
              0 h0 inventory timers=monotonic@150
              90 h0 inventory timers=monotonic@160,monotonic@170
              100 h0 stop
              200 h1 restart by=100
              """,
              "2[2,2]+0 0[0,0]+0 0[0,0]+0 0[0,0]+0"),
          new Row(
              "a reset makes it void",
              "0 h0 inventory "
                  + FOUR
                  + """

              100 h0 stop
              150 h0 reset
              200 h1 restart by=100
              """,
              "-"),
          new Row(
              "without an inventory nothing is said",
              """
              100 h0 stop
              200 h1 restart by=100
              """,
              "-"),
          new Row(
              "nor of a stop without a restart",
              "0 h0 inventory "
                  + FOUR
                  + """

              100 h0 stop
              """,
              "-"),
          new Row(
              "a guest that is not Linux has no estimate, and the reason",
              "0 - profile os=windows counter=stops\n1 h0 inventory "
                  + FOUR
                  + """

              100 h0 stop
              200 h1 restart by=100
              """,
              "UNSUPPORTED_GUEST"));

  static Stream<Arguments> rows() {
    return ROWS.stream().map(row -> Arguments.of(row.rule(), row.story(), row.expired()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void expired(String rule, String story, String expired) {
    GuestState state = Story.fold(Story.read(story), Story.accepting(ReactionOrigin.REPORTED));

    assertThat(state.entries().stream().map(entry -> line(entry.expired())).toList())
        .as(rule)
        .isEqualTo(expired.lines().map(String::strip).toList());
  }

  /** Two guests of the class had two and four timers that fall due in 100 ms. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          no inventory                  | 1 - profile class=web                    | 3[2,4]+0 PRIOR
          nothing said about it         |                                          | -
          of another class              | 1 - profile class=batch                  | -
          an inventory of its own       | 1 - profile class=web; 2 h0 inventory    | 0[0,0]+0 INVENTORY
          reset while it stood still    | 1 - profile class=web; 150 h0 reset      | -
          reset before                  | 1 - profile class=web; 50 h0 reset       | 3[2,4]+0 PRIOR
          not Linux                     | 1 - profile class=web os=windows         | UNSUPPORTED_GUEST
          """)
  void prior_standsInForAnInventory(String rule, String events, String expired) {
    String story =
        (events == null ? "" : events.replace("; ", "\n"))
            + "\n100 h0 stop\n200 h1 restart by=100\n";
    Cell cell = new Cell(TimerClock.MONOTONIC, false, 50_000_000, 0, 1);
    TimerHistogram two = new TimerHistogram(List.of(cell, cell));
    Rules rules =
        new Rules(
            List.of(),
            Set.of(ReactionOrigin.REPORTED),
            Map.of("web", new TimerPrior(List.of(two, two.plus(two)))));

    GuestState state = Story.fold(Story.read(story), rules);

    ExpiryEstimate found = state.entries().get(0).expired();
    assertThat(found == null || found.monotonic() == null ? line(found) : basedLine(found))
        .as(rule)
        .isEqualTo(expired);
  }

  private static String basedLine(ExpiryEstimate expired) {
    return line(expired.monotonic()) + " " + expired.basis();
  }

  private static String line(ExpiryEstimate expired) {
    if (expired == null) {
      return "-";
    }
    if (expired.basis() == ExpiryEstimate.Basis.UNSUPPORTED_GUEST) {
      return "UNSUPPORTED_GUEST";
    }
    return Stream.of(expired.monotonic(), expired.boottime(), expired.realtime(), expired.tai())
        .map(ExpiryTest::line)
        .collect(Collectors.joining(" "));
  }

  private static String line(BaseExpiry base) {
    return base.expected() + "[" + base.low() + "," + base.high() + "]+" + base.overruns();
  }

  /** Three timers surely fall due, a fourth may. */
  @ParameterizedTest(name = "a limit of {0}: {1}")
  @CsvSource(
      textBlock =
          """
          2, certain
          3, doubt
          4, none
          """)
  void massExpiry_isOpened_beyondTheLimit(long limit, String opened) {
    String story =
        """
        0 h0 inventory timers=monotonic@130,monotonic@140,boottime@150,monotonic@199
        100 h0 stop
        200 h1 restart by=100
        """;

    GuestState state = Story.fold(Story.read(story), limitedTo(limit));

    List<String> doubts =
        state.alerts().stream()
            .filter(alert -> alert.violation() == Violation.MASS_EXPIRY)
            .map(alert -> alert.certain() ? "certain" : "doubt")
            .toList();
    assertThat(doubts).isEqualTo(opened.equals("none") ? List.of() : List.of(opened));
  }

  /** The wall clocks' timers fall due when the guest injects, not before. */
  @ParameterizedTest(name = "injected {0} ms: {1}")
  @CsvSource({"100, true", "40, false"})
  void massExpiry_isJudgedAfterEachEntry(long injected, boolean opened) {
    String story =
        """
        0 h0 inventory timers=realtime@150,realtime@155
        100 h0 stop
        200 h1 restart
        210 h1 reacted injected=%d
        """
            .formatted(injected);

    GuestState state = Story.fold(Story.read(story), limitedTo(1));

    assertThat(
            Objects.requireNonNull(state.entries().get(1))
                .violations()
                .contains(Violation.MASS_EXPIRY))
        .isEqualTo(opened);
    assertThat(state.entries().get(0).violations()).doesNotContain(Violation.MASS_EXPIRY);
  }

  private static Rules limitedTo(long massExpiryLimit) {
    Policy usual = Policy.DEFAULT;
    Policy limited =
        new Policy(
            "default",
            1,
            usual.effectiveFrom(),
            usual.thresholdNanos(),
            usual.blackoutLimitNanos(),
            usual.toleranceNanos(),
            usual.injectAs(),
            usual.reactionDelayNanos(),
            usual.afterDeadline(),
            usual.cooperationDeadlineNanos(),
            usual.announcements(),
            massExpiryLimit,
            usual.openOutageLimitNanos(),
            usual.driftPpm());
    return new Rules(List.of(limited), Set.of(ReactionOrigin.REPORTED));
  }
}
