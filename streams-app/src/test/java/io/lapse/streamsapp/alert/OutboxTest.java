package io.lapse.streamsapp.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.ledger.account.Alert;
import io.lapse.ledger.policy.Violation;
import io.lapse.schemas.tai.UtcScale;
import io.lapse.streamsapp.alert.AlertMeters.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutboxTest {
  private static final Duration RESEND = Duration.ofMinutes(1);

  private final FakeClock clock = new FakeClock();
  private final MemorySink remembers = new MemorySink(1, null);
  private final MemorySink forgets = new MemorySink(64, RESEND);

  private Alert state(String guest) {
    return Alerts.opened(guest, Violation.UNACCOUNTED_TIME, clock.utcMillis());
  }

  private Alert fact(String guest) {
    return Alerts.opened(guest, Violation.BLACKOUT_EXCEEDED, clock.utcMillis());
  }

  private Alert over(Alert opened) {
    return Alerts.resolved(opened, clock.utcMillis());
  }

  @Test
  void state_isToldOnce_andItsEnd_whereTheReceiverRemembers() {
    Driven driven = new Driven(remembers, clock);
    Alert opened = state("a");

    driven.append(opened).pass(Duration.ofHours(3)).append(over(opened)).pass(Duration.ofHours(1));

    assertThat(remembers.told()).containsExactly("a OPENED", "a RESOLVED");
    assertThat(driven.committable()).isEqualTo(2);
    assertThat(driven.gauge("lapse.alerts.firing")).isZero();
  }

  @Test
  void state_isToldAgainWhileItFires_andForFiveMinutesThatItIsOver_whereTheReceiverForgets() {
    Driven driven = new Driven(forgets, clock);
    Alert opened = state("a");

    driven.append(opened).pass(Duration.ofSeconds(150)).append(over(opened));
    driven.pass(Duration.ofHours(1));

    List<String> expected =
        new ArrayList<>(List.of("a OPENED", "a OPENED again", "a OPENED again"));
    expected.add("a RESOLVED");
    expected.addAll(Collections.nCopies(4, "a RESOLVED again"));
    assertThat(forgets.told()).containsExactlyElementsOf(expected);
  }

  @Test
  void fact_firesForItsTime_andIsOverByItself() {
    Driven driven = new Driven(remembers, clock);

    driven.append(fact("a")).pass(Driven.FACT_FIRING.minusSeconds(1));
    List<String> before = remembers.told();
    driven.pass(Duration.ofSeconds(2));

    assertThat(before).containsExactly("a OPENED");
    assertThat(remembers.told()).containsExactly("a OPENED", "a RESOLVED");
    assertThat(remembers.received.get(1).said().at())
        .isEqualTo(UtcScale.toTai(Instant.ofEpochMilli(FakeClock.START_MILLIS + 1_800_000)));
  }

  @Test
  void factThatWasTakenBack_isOverAtOnce_andNotTwice() {
    Driven driven = new Driven(remembers, clock);
    Alert opened = fact("a");

    driven.append(opened).pass(Duration.ofMinutes(1)).append(over(opened));
    driven.pass(Duration.ofHours(1));

    assertThat(remembers.told()).containsExactly("a OPENED", "a RESOLVED");
  }

  @Test
  void alertThatIsTooOldWhenItIsRead_isCounted_andNeitherItNorItsEndIsSent() {
    Driven driven = new Driven(remembers, clock);
    Alert opened = state("a");
    Alert young = state("b");
    clock.pass(Driven.AGE_MAX.plusMillis(1));
    Alert old = Alerts.resolved(opened, FakeClock.START_MILLIS);
    clock.pass(Duration.ofMillis(-1));
    driven.append(young);
    clock.pass(Duration.ofMillis(1));

    driven.append(opened, old).work();

    assertThat(remembers.told()).containsExactly("b OPENED");
    assertThat(driven.counted(Outcome.TOO_OLD)).isEqualTo(2);
    assertThat(driven.committable()).isEqualTo(3);
  }

  @Test
  void alertThatWasReadInTime_isSentHoweverLongTheReceiverIsAway() {
    Driven driven = new Driven(remembers, clock);
    remembers.away();
    driven.append(state("a")).pass(Duration.ofDays(2));
    long committed = driven.committable();

    remembers.back();
    driven.pass(Duration.ofMinutes(1));

    assertThat(committed).isZero();
    assertThat(remembers.told()).containsExactly("a OPENED");
    assertThat(driven.committable()).isEqualTo(1);
  }

  @Test
  void alertThatWasReadInTime_isSentAfterACrash_thoughItIsOldByThen() {
    Driven driven = new Driven(remembers, clock);
    remembers.away();
    driven.append(state("a")).pass(Duration.ofDays(2));

    driven.crashAfterCommit(driven.committable(), driven.note());
    remembers.back();
    driven.pass(Duration.ofMinutes(1));

    assertThat(remembers.told()).containsExactly("a OPENED");
  }

  @Test
  void secondOpening_andSecondEnd_areCountedAsDuplicates() {
    Driven driven = new Driven(remembers, clock);
    Alert opened = state("a");

    driven.append(opened, opened).work().append(over(opened), over(opened)).work();

    assertThat(remembers.told()).containsExactly("a OPENED", "a RESOLVED");
    assertThat(driven.counted(Outcome.DUPLICATE)).isEqualTo(2);
  }

  @Test
  void violationThatOpensAgain_firesAgain() {
    Driven driven = new Driven(forgets, clock);
    Alert opened = state("a");
    driven.append(opened).work().append(over(opened)).work();

    driven.append(state("a")).pass(RESEND.plusSeconds(1));

    assertThat(forgets.told())
        .containsExactly("a OPENED", "a RESOLVED", "a OPENED", "a OPENED again");
  }

  @Test
  void crash_betweenSendAndCommit_sendsTheSameAgain_andLosesNothing() {
    Driven driven = new Driven(remembers, clock);
    Alert opened = state("a");
    CommitNote note = driven.note();
    driven.append(opened, state("b")).work();

    driven.crashAfterCommit(0, note);
    driven.work();

    assertThat(remembers.told()).containsExactly("a OPENED", "b OPENED", "a OPENED", "b OPENED");
    assertThat(remembers.received.get(2).said()).isEqualTo(opened);
  }

  @Test
  void crash_afterCommit_goesOnTellingWhatFires_andResolvesIt() {
    Driven driven = new Driven(forgets, clock);
    Alert opened = state("a");
    Alert gone = state("gone");
    driven.append(opened, gone, over(gone)).work();
    clock.pass(Duration.ofMinutes(10));
    driven.crashAfterCommit(driven.committable(), driven.note());
    forgets.received.clear();

    driven.work().append(over(opened)).work();

    assertThat(forgets.told()).containsExactly("a OPENED again", "a RESOLVED");
  }

  @Test
  void crash_beforeAFactIsOver_endsItInTime_andNotTwice() {
    Driven driven = new Driven(remembers, clock);
    driven.append(fact("early")).pass(Duration.ofMinutes(20)).append(fact("late")).work();
    driven.pass(Duration.ofMinutes(15));
    driven.crashAfterCommit(driven.committable(), driven.note());

    driven.pass(Duration.ofHours(1));

    assertThat(remembers.told())
        .containsExactly("early OPENED", "late OPENED", "early RESOLVED", "late RESOLVED");
  }

  @Test
  void alertsThatWereTooOldAtTheFirstRead_doNotFireAfterARestart() {
    Driven driven = new Driven(forgets, clock);
    driven.appendUnread(state("a"));
    clock.pass(Duration.ofDays(3));
    driven.crashAfterCommit(0, new CommitNote(clock.utcMillis(), 0, 0));
    driven.work();
    long counted = driven.counted(Outcome.TOO_OLD);

    driven.crashAfterCommit(driven.committable(), driven.note());
    driven.pass(Duration.ofMinutes(5));

    assertThat(counted).isEqualTo(1);
    assertThat(forgets.told()).isEmpty();
  }

  @Test
  void messages_goTogether_butThoseOfOneAlertOneAfterTheOther() {
    Driven driven = new Driven(forgets, clock);
    Alert opened = state("a");

    driven.append(opened, state("b"), over(opened), state("c")).work();

    assertThat(forgets.posts).containsExactly(3, 1);
    assertThat(forgets.told()).containsExactly("a OPENED", "b OPENED", "c OPENED", "a RESOLVED");
  }

  @Test
  void full_whileTheReceiverIsAway_andReadsOnAfterwards() {
    Driven driven = new Driven(remembers, clock);
    remembers.away();
    for (int i = 0; i < 100; i++) {
      driven.append(state("g" + i));
    }
    boolean wasFull = driven.isFull();

    remembers.back();
    driven.pass(Duration.ofSeconds(10));

    assertThat(wasFull).isTrue();
    assertThat(driven.isFull()).isFalse();
    assertThat(remembers.received).hasSize(100);
  }

  @Test
  void messagesThatTheReceiverRefuses_areFoundAmongTheOthers_andCountedOnce() {
    Driven driven = new Driven(forgets, clock);
    forgets.answer =
        messages ->
            messages.stream().anyMatch(each -> each.said().guest().equals("bad"))
                ? new Delivery.Refused("no such")
                : new Delivery.Delivered();

    Alert bad = state("bad");
    driven.append(state("a"), bad, state("b"), over(bad)).pass(Duration.ofSeconds(1));

    assertThat(forgets.told()).containsExactly("a OPENED", "b OPENED");
    assertThat(driven.counted(Outcome.REFUSED)).isEqualTo(1);
    assertThat(driven.committable()).isEqualTo(4);
  }

  @Test
  void messageThatTheReceiverCannotBear_holdsUpNoOther_andIsGivenUp() {
    Driven driven = new Driven(forgets, clock);
    forgets.answer =
        messages ->
            messages.stream().anyMatch(each -> each.said().guest().equals("bad"))
                ? new Delivery.Later(true, null, "500")
                : new Delivery.Delivered();
    driven.append(state("bad"));
    for (int i = 0; i < 60; i++) {
      driven.append(state("g" + i)).pass(Duration.ofSeconds(5));
    }

    driven.pass(Duration.ofMinutes(5));

    assertThat(forgets.told()).contains("g0 OPENED", "g59 OPENED");
    assertThat(driven.counted(Outcome.REFUSED)).isEqualTo(1);
    assertThat(driven.committable()).isEqualTo(61);
  }

  @Test
  void partitionThatMovesAway_isNotSpokenOfAnyMore() {
    Driven driven = new Driven(forgets, clock);
    driven.append(state("a")).work();
    forgets.away();
    driven.append(state("b"));

    driven.drop();
    forgets.back();
    driven.pass(Duration.ofMinutes(5));

    assertThat(forgets.told()).containsExactly("a OPENED");
  }
}
