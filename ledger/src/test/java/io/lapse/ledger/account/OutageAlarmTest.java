package io.lapse.ledger.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.guest.ReactionOrigin;
import io.lapse.ledger.policy.AfterDeadline;
import io.lapse.ledger.policy.Policy;
import io.lapse.ledger.policy.Violation;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Which outage leads to an alarm, when, and how it ends. An outage may be open for 1,000 ms here,
 * and stamps are wrong by at most 1 ms unless the story says otherwise.
 */
class OutageAlarmTest {
  private record Row(String rule, String story, String alarm) {}

  private static final String NONE = "none";

  private static final List<Row> ROWS =
      List.of(
          new Row("a guest that never stopped", "100 h0 shutdown", NONE),
          new Row("a guest that runs again", "100 h0 stop\n160 h1 restart", NONE),
          new Row("a guest that stands still", "100 h0 stop", "1101 CRITICAL h0"),
          new Row("its stamp is wrong by 50 ms", "100 h0 stop error=50", "1150 CRITICAL h0"),
          new Row("somebody paused it", "100 h0 stop reason=pause", "1101 WARNING h0"),
          new Row("it went to sleep by itself", "100 h0 stop reason=sleep", NONE),
          new Row(
              "it is being saved, and is not done", "100 h0 stop reason=save", "1101 CRITICAL h0"),
          new Row("it was saved", "100 h0 stop reason=save\n120 h0 shutdown", NONE),
          new Row("it was destroyed while it stood", "100 h0 stop\n120 h0 shutdown", NONE),
          new Row(
              "it left, and did not arrive",
              "100 h0 stop reason=migrate\n120 h0 shutdown",
              "1101 CRITICAL h0"),
          new Row(
              "its process ended elsewhere",
              "100 h0 stop reason=pause\n120 h1 shutdown",
              "1101 WARNING h0"),
          new Row(
              "it was warned, and quiesced",
              "0 h0 announced deadline=90\n80 h0 quiesced\n100 h0 stop",
              "1101 CRITICAL h0"),
          new Row(
              "it did not quiesce, and was killed as policy says",
              "0 h0 announced deadline=90\n100 h0 stop\n110 h0 killed",
              NONE),
          new Row("it arrived stopped", "100 h1 stop reason=arrival", NONE),
          new Row(
              "a later stop came first: the later one counts",
              "100 h0 stop\n300 h0 stop",
              "1301 CRITICAL h0"),
          new Row("it began another life", "100 h0 stop\n300 h0 start", NONE),
          new Row(
              "an id led its restart to an earlier stop: the latest is open",
              "100 h0 stop id=m1\n300 h0 stop id=m2\n400 h1 restart id=m1",
              "1301 CRITICAL h0"));

  static Stream<Arguments> rows() {
    return ROWS.stream().map(row -> Arguments.of(row.rule(), row.story(), row.alarm()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void alarm_isDue(String rule, String story, String expected) {
    GuestState state = Story.fold(Story.read(story), rules(1_000));

    assertThat(line(OutageAlarm.of(state))).as(rule).isEqualTo(expected);
  }

  private static String line(@Nullable OutageAlarm alarm) {
    if (alarm == null) {
      return NONE;
    }
    Alert raised = alarm.raised();
    assertThat(raised.violation()).isEqualTo(Violation.OPEN_OUTAGE);
    assertThat(raised.state()).isEqualTo(Alert.State.OPENED);
    assertThat(raised.at()).isEqualTo(alarm.dueAt());
    assertThat(raised.certain()).isFalse();
    return millis(raised) + " " + raised.severity() + " " + raised.sourceHost();
  }

  @Test
  void alarm_isDueFromItsInstantOn() {
    OutageAlarm alarm = alarm("100 h0 stop", 1_000);

    assertThat(alarm.isDueAt(Story.at(1_101).plus(-1))).isFalse();
    assertThat(alarm.isDueAt(Story.at(1_101))).isTrue();
  }

  @Test
  void limitOfZero_isDueAtOnce_andThatOfACenturyNever() {
    assertThat(alarm("100 h0 stop", 0).dueAt()).isEqualTo(Story.at(101));
    long century = Policy.DURATION_NANOS_MAX / Story.MILLI;
    assertThat(alarm("100 h0 stop", century).isDueAt(Story.at(50L * 365 * 86_400_000))).isFalse();
  }

  /** What happens after the alarm of a guest that stopped on h0 at 100 and was due at 1,101. */
  private static final List<Row> ENDS =
      List.of(
          new Row("it restarts", "2000 h1 restart", "2000 certain h0>h1 1900"),
          new Row("it had restarted in time", "500 h1 restart", "1101 uncertain h0>h1 400"),
          new Row("it is gone", "2000 h0 shutdown", "2000 uncertain h0>? ?"),
          new Row("it began another life", "2000 h1 start", "2000 uncertain h0>? ?"),
          new Row("a later stop came first", "2000 h1 stop", "2000 uncertain h0>? ?"),
          new Row("an earlier end comes late", "1000 h0 shutdown", "1101 uncertain h0>? ?"));

  static Stream<Arguments> ends() {
    return ENDS.stream().map(row -> Arguments.of(row.rule(), row.story(), row.alarm()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("ends")
  void alarm_isResolved(String rule, String then, String expected) {
    Alert raised = alarm("100 h0 stop", 1_000).raised();
    GuestState state = Story.fold(Story.read("100 h0 stop\n" + then), rules(1_000));

    OutageAlarm now = OutageAlarm.of(state);
    Alert resolved = OutageAlarm.resolved(raised, state);

    assertThat(now == null || !now.isAbout(raised)).as(rule).isTrue();
    assertThat(resolved.alertId()).isEqualTo(raised.alertId());
    assertThat(resolved.state()).isEqualTo(Alert.State.RESOLVED);
    assertThat(end(resolved)).as(rule).isEqualTo(expected);
  }

  private static String end(Alert resolved) {
    String tout =
        resolved.toutNanos() == null ? "?" : Long.toString(resolved.toutNanos() / Story.MILLI);
    String destination = resolved.destinationHost() == null ? "?" : resolved.destinationHost();
    String certain = resolved.certain() ? "certain" : "uncertain";
    return millis(resolved)
        + " "
        + certain
        + " "
        + resolved.sourceHost()
        + ">"
        + destination
        + " "
        + tout;
  }

  @Provide
  Arbitrary<List<LedgerInput>> histories() {
    return Histories.any();
  }

  @Property(tries = 500)
  void savedGuest_thatIsPassedOver_hasNoAlarm(@ForAll("histories") List<LedgerInput> inputs) {
    GuestState state = GuestState.empty("g");
    for (LedgerInput input : inputs) {
      state = state.on(input, rules(1_000)).next();

      GuestState restored = GuestState.restore(state.snapshot(), rules(1_000));

      assertThat(OutageAlarm.of(restored)).isEqualTo(OutageAlarm.of(state));
      if (!OutageAlarm.mayConcern(state.snapshot())) {
        assertThat(state.books().pairing().open()).isNull();
      }
    }
  }

  @Property(tries = 200)
  void alarm_isAboutAnOpenEntry_andNoBookHasIt(@ForAll("histories") List<LedgerInput> inputs) {
    GuestState state = Story.fold(inputs, rules(1_000));
    OutageAlarm alarm = OutageAlarm.of(state);

    assertThat(state.entries())
        .noneMatch(entry -> entry.violations().stream().anyMatch(Violation::isAlarm));
    assertThat(state.alerts()).noneMatch(alert -> alert.violation().isAlarm());
    if (alarm != null) {
      assertThat(state.entries())
          .anyMatch(
              entry -> entry.outageId().equals(alarm.outage().id()) && entry.restartedAt() == null);
    }
  }

  private static OutageAlarm alarm(String story, long limitMillis) {
    OutageAlarm alarm = OutageAlarm.of(Story.fold(Story.read(story), rules(limitMillis)));
    assertThat(alarm).isNotNull();
    return alarm;
  }

  private static long millis(Alert alert) {
    return (alert.at().nanos() - Story.EPOCH) / Story.MILLI;
  }

  private static Rules rules(long limitMillis) {
    Policy usual = Policy.DEFAULT;
    Policy stated =
        new Policy(
            usual.guestClass(),
            1,
            usual.effectiveFrom(),
            usual.thresholdNanos(),
            usual.blackoutLimitNanos(),
            usual.toleranceNanos(),
            usual.injectAs(),
            usual.reactionDelayNanos(),
            AfterDeadline.DIE,
            usual.cooperationDeadlineNanos(),
            usual.announcements(),
            usual.massExpiryLimit(),
            limitMillis * Story.MILLI,
            usual.driftPpm());
    return new Rules(List.of(stated), Set.of(ReactionOrigin.values()));
  }
}
