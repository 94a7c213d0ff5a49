package io.lapse.ledger.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.guest.ReactionOrigin;
import io.lapse.ledger.policy.AfterDeadline;
import io.lapse.ledger.policy.Announcements;
import io.lapse.ledger.policy.Policy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each violation as a table: what happened, and what was opened and resolved, as {@code MILLISECOND
 * STATE VIOLATION SEVERITY}, with {@code ?} where a doubt is left. A rule is {@code required} where
 * a host must announce, {@code die} where a guest that does not quiesce must be killed. Time that
 * stays unaccounted is not spoken of here.
 */
class ViolationsTest {
  private record Row(String rule, String policy, String story, String alerts) {}

  private static final List<Row> ROWS =
      List.of(
          new Row(
              "a host that may stop a guest unannounced does",
              "",
              """
              100 h0 stop source=jsonl
              160 h1 restart source=jsonl
              """,
              ""),
          new Row(
              "a host that must announce does not: known at the stop",
              "required",
              """
              100 h0 stop source=jsonl
              160 h1 restart source=jsonl
              """,
              "100 OPENED UNANNOUNCED WARNING"),
          new Row(
              "a source that cannot tell accuses nobody",
              "required",
              """
              100 h0 stop source=qmp
              160 h1 restart source=qmp
              """,
              ""),
          new Row(
              "the guest quiesces in time",
              "required die",
              """
              0 h0 announced deadline=90 source=jsonl
              80 h0 quiesced source=jsonl
              100 h0 stop source=jsonl
              160 h1 restart source=jsonl
              """,
              ""),
          new Row(
              "the guest quiesces too late: it was stopped by force",
              "",
              """
              0 h0 announced deadline=50 source=jsonl
              80 h0 quiesced source=jsonl
              100 h0 stop source=jsonl
              160 h1 restart source=jsonl
              """,
              "100 OPENED FORCED_AFTER_DEADLINE WARNING"),
          new Row(
              "the deadline lies within the error of the stop",
              "",
              """
              0 h0 announced deadline=100 source=jsonl
              100 h0 stop source=jsonl
              160 h1 restart source=jsonl
              """,
              "100 OPENED FORCED_AFTER_DEADLINE? WARNING"),
          new Row(
              "stopped before the deadline: the guest did nothing wrong",
              "",
              """
              0 h0 announced deadline=500 source=jsonl
              100 h0 stop source=jsonl
              160 h1 restart source=jsonl
              """,
              ""),
          new Row(
              "a guest that had to die runs on",
              "die",
              """
              0 h0 announced deadline=50 source=jsonl
              100 h0 stop source=jsonl
              160 h1 restart source=jsonl
              """,
              "160 OPENED NOT_KILLED WARNING"),
          new Row(
              "a guest that had to die stands still, and is killed",
              "die",
              """
              0 h0 announced deadline=50 source=jsonl
              100 h0 stop source=jsonl
              120 h0 killed source=jsonl
              """,
              ""),
          new Row(
              "a guest that is killed after all was not forced",
              "",
              """
              0 h0 announced deadline=50 source=jsonl
              100 h0 stop source=jsonl
              120 h0 killed source=jsonl
              """,
              """
              100 OPENED FORCED_AFTER_DEADLINE WARNING
              120 RESOLVED FORCED_AFTER_DEADLINE WARNING
              """),
          new Row(
              "an announcement is spent once the guest ran again",
              "",
              """
              0 h0 announced deadline=50 source=jsonl
              40 h0 quiesced source=jsonl
              100 h0 stop source=jsonl
              160 h0 restart mode=continued source=jsonl
              200 h0 stop source=jsonl
              220 h0 restart mode=continued source=jsonl
              """,
              ""),
          new Row(
              "a guest that answered before lets a notice go by; its next answer resolves it",
              "",
              """
              100 h0 stop
              160 h1 restart
              170 - reacted notice=1 injected=60
              200 h1 stop
              220 h2 restart
              300 h2 stop
              320 h3 restart
              400 - reacted notice=2 injected=40
              """,
              """
              320 OPENED NOTICE_IGNORED WARNING
              400 RESOLVED NOTICE_IGNORED WARNING
              """),
          new Row(
              "a guest that never answered ignores nothing",
              "",
              """
              100 h0 stop
              160 h1 restart
              200 h1 stop
              220 h2 restart
              """,
              ""),
          new Row(
              "an emulated answer is none of the guest's",
              "",
              """
              100 h0 stop
              160 h1 restart
              170 - reacted notice=1 injected=60 origin=emulated
              200 h1 stop
              220 h2 restart
              300 h2 stop
              320 h3 restart
              """,
              ""),
          new Row(
              "the other branch of a fork did not answer: no fault of this one",
              "",
              """
              100 h0 stop
              160 h1 restart
              170 - reacted notice=1 injected=60
              200 h1 stop
              220 h2 restart
              240 h3 restart
              """,
              "240 OPENED CONFLICTING_RESTART CRITICAL"),
          new Row(
              "a guest skips a notice; the next in turn resolves it",
              "",
              """
              100 h0 stop
              160 h1 restart
              170 - reacted notice=1 injected=60
              200 h1 stop
              220 h2 restart
              230 - reacted notice=3 injected=20
              300 h2 stop
              320 h3 restart
              330 - reacted notice=4 injected=20
              """,
              """
              230 OPENED SEQUENCE_GAP WARNING
              330 RESOLVED SEQUENCE_GAP WARNING
              """),
          new Row(
              "an answer that comes twice is no gap",
              "",
              """
              100 h0 stop
              160 h1 restart
              170 - reacted notice=5 injected=60
              180 - reacted notice=5 injected=0
              190 - reacted notice=6 injected=0
              """,
              ""),
          new Row(
              "a host's clock is worse than its stamps say",
              "",
              """
              50 h0 clock bound=5
              100 h0 stop error=4
              160 h1 restart
              """,
              "100 OPENED HOST_CLOCK_UNTRUSTED WARNING"),
          new Row(
              "the other end's clock is worse than its stamps say",
              "",
              """
              50 h1 clock bound=5
              100 h0 stop error=4
              160 h1 restart error=4
              """,
              "160 OPENED HOST_CLOCK_UNTRUSTED WARNING"),
          new Row(
              "a clock that is no worse than its stamps say, and a host that has no part in it",
              "",
              """
              50 h0 clock bound=5
              60 h7 clock bound=500
              100 h0 stop error=5
              160 h1 restart
              """,
              ""),
          new Row(
              "a clock that was mended is trusted again",
              "",
              """
              50 h0 clock bound=50
              90 h0 clock bound=1
              100 h0 stop
              160 h1 restart
              """,
              ""),
          new Row(
              "a kernel that counts TAI with a wrong offset, told at the very stamp of the stop",
              "",
              """
              100 h0 clock bound=1 offset=0
              100 h0 stop
              160 h1 restart
              """,
              "100 OPENED HOST_CLOCK_UNTRUSTED WARNING"),
          new Row(
              "the counter advances by what a TSC just above 2 GHz may sleep",
              "",
              """
              0 - profile khz=2000001 clocksource=tsc
              1000 h0 stop
              441000 h1 restart by=440000
              """,
              exceeded(441_000)),
          new Row(
              "more than it may sleep: the kernel still catches up",
              "",
              """
              0 - profile khz=2000001 clocksource=tsc
              1000 h0 stop
              451000 h1 restart by=450000
              """,
              exceeded(451_000, "CATCH_UP_LIMIT_EXCEEDED INFO")),
          new Row(
              "more than max_cycles",
              "",
              """
              0 - profile khz=2000001 clocksource=tsc
              1000 h0 stop
              1001000 h1 restart by=1000000
              """,
              exceeded(1_001_000, "CATCH_UP_LIMIT_EXCEEDED WARNING")),
          new Row(
              "more than 2^(64-shift) ns: a 6.1 kernel reads clocks that are wrong",
              "",
              """
              0 - profile khz=2000001 clocksource=tsc kernel=6.1.0-18-amd64
              1000 h0 stop
              1201000 h1 restart by=1200000
              """,
              exceeded(1_201_000, "CATCH_UP_LIMIT_EXCEEDED CRITICAL")),
          new Row(
              "the same on a 6.12 kernel, which reads right ones",
              "",
              """
              0 - profile khz=2000001 clocksource=tsc kernel=6.12.1
              1000 h0 stop
              1201000 h1 restart by=1200000
              """,
              exceeded(1_201_000, "CATCH_UP_LIMIT_EXCEEDED INFO")),
          new Row(
              "the same on a kernel that nobody named",
              "",
              """
              0 - profile khz=2000001 clocksource=tsc kernel=custom
              1000 h0 stop
              1201000 h1 restart by=1200000
              """,
              exceeded(1_201_000, "CATCH_UP_LIMIT_EXCEEDED? CRITICAL")),
          new Row(
              "Tout alone, however long, is nothing to catch up with",
              "",
              """
              0 - profile khz=2000001 clocksource=tsc
              1000 h0 stop
              1201000 h1 restart
              """,
              "1201000 OPENED BLACKOUT_EXCEEDED WARNING"),
          new Row(
              "a guest that is not Linux has other limits",
              "",
              """
              0 - profile khz=2000001 clocksource=tsc os=freebsd
              1000 h0 stop
              1201000 h1 restart by=1200000
              """,
              exceeded(1_201_000)),
          new Row(
              "a later stop shows that a restart is missing; a migration id finds it",
              "",
              """
              100 h0 stop id=m1
              130 h0 stop
              160 h1 restart id=m1
              """,
              """
              130 OPENED MISSING_RESTART WARNING
              160 RESOLVED MISSING_RESTART WARNING
              """),
          new Row(
              "a migration id finds no restart a day later",
              "",
              """
              100 h0 stop id=m1
              130 h0 stop
              86400101 h0 restart mode=continued id=m1
              """,
              """
              130 OPENED MISSING_RESTART WARNING
              86400101 OPENED BLACKOUT_EXCEEDED WARNING
              """));

  /** What any advance of many seconds also is, where T is 0 and the limit is 1 s. */
  private static String exceeded(long atMillis, String... more) {
    StringBuilder lines = new StringBuilder();
    lines.append(atMillis).append(" OPENED BLACKOUT_EXCEEDED WARNING\n");
    lines.append(atMillis).append(" OPENED COMPENSATED_ABOVE_THRESHOLD CRITICAL\n");
    for (String line : more) {
      lines.append(atMillis).append(" OPENED ").append(line).append('\n');
    }
    return lines.toString();
  }

  static Stream<Arguments> rows() {
    return ROWS.stream()
        .map(row -> Arguments.of(row.rule(), row.policy(), row.story(), row.alerts()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void violation_opensAndIsResolved(String rule, String policy, String story, String alerts) {
    List<LedgerInput> inputs = Story.read(story);

    GuestState state = Story.fold(inputs, rules(policy));

    assertThat(lines(state)).as(rule).isEqualTo(alerts.lines().sorted().toList());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void violation_isTheSame_whateverCameFirst(
      String rule, String policy, String story, String alerts) {
    List<LedgerInput> reversed = new ArrayList<>(Story.read(story));
    Collections.reverse(reversed);

    GuestState state = Story.fold(reversed, rules(policy));

    assertThat(lines(state)).as(rule).isEqualTo(alerts.lines().sorted().toList());
  }

  private static List<String> lines(GuestState state) {
    return state.alerts().stream()
        .filter(alert -> !alert.violation().name().equals("UNACCOUNTED_TIME"))
        .map(ViolationsTest::line)
        .sorted()
        .toList();
  }

  private static String line(Alert alert) {
    long millis = (alert.at().nanos() - Story.EPOCH) / Story.MILLI;
    String doubt = alert.certain() ? "" : "?";
    return millis + " " + alert.state() + " " + alert.violation() + doubt + " " + alert.severity();
  }

  private static Rules rules(String policy) {
    Policy usual = Policy.DEFAULT;
    Policy stated =
        new Policy(
            "default",
            1,
            usual.effectiveFrom(),
            usual.thresholdNanos(),
            usual.blackoutLimitNanos(),
            usual.toleranceNanos(),
            usual.injectAs(),
            usual.reactionDelayNanos(),
            policy.contains("die") ? AfterDeadline.DIE : AfterDeadline.FORCE,
            usual.cooperationDeadlineNanos(),
            policy.contains("required") ? Announcements.REQUIRED : Announcements.OPTIONAL,
            usual.massExpiryLimit(),
            usual.openOutageLimitNanos(),
            usual.driftPpm());
    return new Rules(List.of(stated), Set.of(ReactionOrigin.values()));
  }
}
