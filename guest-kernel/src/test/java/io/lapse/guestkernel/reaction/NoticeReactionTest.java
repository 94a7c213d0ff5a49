package io.lapse.guestkernel.reaction;

import static io.lapse.guestkernel.Notices.EPOCH;
import static io.lapse.guestkernel.Notices.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.guestkernel.KernelBuild;
import io.lapse.guestkernel.Kernels;
import io.lapse.guestkernel.Notices;
import io.lapse.guestkernel.effect.Effect;
import io.lapse.guestkernel.reaction.NoticeReaction.Answer;
import io.lapse.guestkernel.timekeeping.Clock;
import io.lapse.guestkernel.timekeeping.Clocks;
import io.lapse.guestkernel.timer.Timer;
import io.lapse.guestkernel.timer.TimerKind;
import io.lapse.ledger.notice.InjectAs;
import io.lapse.ledger.notice.Notice;
import io.lapse.ledger.notice.RanOn;
import io.lapse.ledger.notice.Reaction;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What one guest does with one notice. */
class NoticeReactionTest {
  private static final int UTC_OFFSET = 37;

  /** The guest's own clocks at {@link Notices#EPOCH}. */
  private static final Clocks CLOCKS =
      Clocks.reading(EPOCH.nanos() - UTC_OFFSET * SECOND, 100 * SECOND, 130 * SECOND, UTC_OFFSET);

  /**
   * The proposals of 2022, which steps, and of 2021, which sleeps; NTP is reset in every case.
   *
   * <p>The clocks are those of the reaction less those of the stop.
   */
  @ParameterizedTest(name = "{0}: {1} remain, {2} compensated, {3} slept")
  @CsvSource(
      textBlock =
          """
          # as,   remain, comp, slept, injected, MONO, BOOT, REAL, cancelled
          OFFSET,     60,    0,     0,       60,    0,    0,   60, 1
          OFFSET,      0,   60,     0,        0,   60,   60,   60, 0
          OFFSET,      1,   59,     0,        1,   59,   59,   60, 1
          OFFSET,    -60,    0,     0,      -60,    0,    0,  -60, 1
          OFFSET,      0,    0,    60,        0,    0,   60,   60, 0
          OFFSET,     20,   10,    30,       20,   10,   40,   60, 1
          SLEEP,      60,    0,     0,       60,    0,   60,   60, 1
          SLEEP,       0,   60,     0,        0,   60,   60,   60, 0
          SLEEP,     -60,    0,     0,        0,    0,    0,    0, 0
          # A counter that went backwards moves no clock.
          OFFSET,     65,   -5,     0,       65,    0,    0,   65, 1
          """)
  void notice_isActedOn(
      InjectAs injectAs,
      long remaining,
      long compensated,
      long slept,
      long injected,
      long monotonic,
      long boottime,
      long realtime,
      long cancelled) {
    Notice notice = Notices.notice(1, "g/1", 60, compensated, slept, remaining, 0, injectAs);

    Answer answer = NoticeReaction.react(found(cancelOnSet("t")), notice, 0);

    assertThat(answer.reaction())
        .isEqualTo(new Reaction("g", 1, notice.restartedAt(), injected, injectAs, true, cancelled));
    assertThat(moved(answer, Clock.MONOTONIC)).isEqualTo(monotonic);
    assertThat(moved(answer, Clock.BOOTTIME)).isEqualTo(boottime);
    assertThat(moved(answer, Clock.REALTIME)).isEqualTo(realtime);
    assertThat(moved(answer, Clock.TAI)).isEqualTo(realtime);
    assertThat(answer.before().ntp().synchronised()).isTrue();
    assertThat(answer.after().ntp().synchronised()).isFalse();
  }

  /** Where the books balance, the guest's wall clock is right once it has reacted. */
  @Property
  void wallClock_isRightAfterTheInjection(
      @ForAll @LongRange(min = 0, max = 3_600 * SECOND) long tout,
      @ForAll @LongRange(min = 0, max = 3_600 * SECOND) long compensated,
      @ForAll @LongRange(min = 0, max = 3_600 * SECOND) long slept,
      @ForAll @LongRange(min = 0, max = 60 * SECOND) long owedBefore,
      @ForAll boolean isFound) {
    long remaining = tout - compensated - slept + owedBefore;
    Notice notice =
        Notices.notice(1, "g/1", tout, compensated, slept, remaining, 0, InjectAs.OFFSET);

    Answer answer = NoticeReaction.react(isFound ? found() : KnownGuest.UNKNOWN, notice, 0);

    assertThat(answer.after().clocks().taiNanos()).isEqualTo(notice.restartedAt().nanos());
    assertThat(answer.reaction().injectedNanos()).isEqualTo(remaining);
  }

  @Property
  void sameProfileAndNotice_sameReaction(
      @ForAll @LongRange(min = 0, max = 600 * SECOND) long tout,
      @ForAll @LongRange(min = 0, max = 600 * SECOND) long compensated) {
    Notice notice =
        Notices.notice(3, "g/3", tout, compensated, 0, tout - compensated, 2, InjectAs.OFFSET);
    KnownGuest known = found(cancelOnSet("a"), cancelOnSet("b"));

    assertThat(NoticeReaction.react(known, notice, 0))
        .isEqualTo(NoticeReaction.react(known, notice, 0));
  }

  @Test
  void unknownGuest_bootsAtItsStop() {
    Notice notice = Notices.lost(1, 60 * SECOND, 60 * SECOND);

    Answer answer = NoticeReaction.react(KnownGuest.UNKNOWN, notice, 0);

    assertThat(answer.before().clocks().monotonicNanos()).isZero();
    assertThat(answer.before().clocks().taiNanos()).isEqualTo(notice.stoppedAt().nanos());
    assertThat(answer.reaction().cancelledTimers()).isZero();
  }

  @Test
  void reactionDelay_isWhenItReacts() {
    Notice delayed = with(Notices.lost(1, 60, 60), 5 * SECOND, null);

    Answer answer = NoticeReaction.react(KnownGuest.UNKNOWN, delayed, 0);

    assertThat(answer.reaction().at()).isEqualTo(delayed.restartedAt().plus(5 * SECOND));
    assertThat(moved(answer, Clock.MONOTONIC)).isEqualTo(5 * SECOND);
    assertThat(moved(answer, Clock.REALTIME)).isEqualTo(5 * SECOND + 60);
  }

  @Test
  void clocks_ranOnUntilTheStop() {
    Notice notice = Notices.lost(1, 60 * SECOND, 60 * SECOND);
    long passed = EPOCH.nanosUntil(notice.stoppedAt());

    Clocks stopped = NoticeReaction.react(found(), notice, 0).before().clocks();

    assertThat(stopped.monotonicNanos()).isEqualTo(100 * SECOND + passed);
    assertThat(stopped.boottimeNanos()).isEqualTo(130 * SECOND + passed);
    assertThat(stopped.taiNanos()).isEqualTo(notice.stoppedAt().nanos());
    assertThat(stopped.realtimeNanos()).isEqualTo(notice.stoppedAt().nanos() - UTC_OFFSET * SECOND);
  }

  @Test
  void clocks_stoodStillInEarlierOutages_asTheLedgerSays() {
    Notice notice = with(Notices.lost(1, 60, 60), 0, new RanOn(EPOCH, 700 * SECOND, 750 * SECOND));

    Clocks stopped = NoticeReaction.react(found(), notice, 0).before().clocks();

    assertThat(stopped.monotonicNanos()).isEqualTo(800 * SECOND);
    assertThat(stopped.boottimeNanos()).isEqualTo(880 * SECOND);
    assertThat(stopped.taiNanos()).isEqualTo(notice.stoppedAt().nanos());
  }

  @Test
  void ledgersWordAboutAnotherInventory_isNotTaken() {
    Notice notice =
        with(Notices.lost(1, 60, 60), 0, new RanOn(EPOCH.plus(5), 700 * SECOND, 700 * SECOND));

    Clocks stopped = NoticeReaction.react(found(), notice, 0).before().clocks();

    assertThat(stopped.monotonicNanos())
        .isEqualTo(100 * SECOND + EPOCH.nanosUntil(notice.stoppedAt()));
  }

  /** The guest stops 999 s after it was found, and is behind by what it lost before. */
  @ParameterizedTest(name = "{0} of clock {1} due after {2} s: {3} cancelled")
  @CsvSource(
      textBlock =
          """
          # its owner read it before the stop, it waits, nobody reads it, it is periodic
          once,     998, 0
          once,    1001, 1
          unread,   998, 1
          periodic, 998, 1
          """)
  void timerThatItsOwnerHasRead_isNotWoken(String kind, long dueSeconds, long cancelled) {
    Timer timer =
        new Timer(
            "t",
            TimerKind.TIMERFD,
            Clock.REALTIME,
            true,
            CLOCKS.realtimeNanos() + dueSeconds * SECOND,
            kind.equals("periodic") ? SECOND : 0,
            true,
            !kind.equals("unread"));

    Answer answer = NoticeReaction.react(found(timer), Notices.lost(1, SECOND / 2, SECOND / 2), 0);

    assertThat(answer.reaction().cancelledTimers()).isEqualTo(cancelled);
  }

  @Test
  void relativeTimerOfTheWallClock_isDueByMonotonic_whateverWasMissing() {
    Timer relative =
        new Timer(
            "r",
            TimerKind.TIMERFD,
            Clock.REALTIME,
            false,
            CLOCKS.realtimeNanos() + 1_005 * SECOND,
            0,
            false,
            true);
    Notice owing =
        Notices.notice(1, "g/1", 10 * SECOND, 20 * SECOND, 0, 500 * SECOND, 0, InjectAs.OFFSET);

    Answer answer = NoticeReaction.react(found(relative), owing, 0);

    assertThat(expired(answer.restart())).containsExactly("r");
    assertThat(expired(answer.injection())).isEmpty();
  }

  @Test
  void kernelThatWasToldItsCounter_movesByItsRounding() {
    KernelBuild tsc = KernelBuild.told("6.1.192", "tsc", 2_445_406L);
    KnownGuest known = new KnownGuest(tsc, new KnownGuest.Found(EPOCH, CLOCKS, List.of()));
    Notice compensated =
        Notices.notice(1, "g/1", 60 * SECOND, 60 * SECOND, 0, 0, 0, InjectAs.OFFSET);

    Answer answer = NoticeReaction.react(known, compensated, 0);

    // 60 * 2445406000 * 6860708 >> 24, by the mult and shift that the kernel registers.
    assertThat(moved(answer, Clock.MONOTONIC_RAW)).isEqualTo(60_000_001_814L);
  }

  private static List<String> expired(List<Effect> effects) {
    List<String> expired = new ArrayList<>();
    for (Effect effect : effects) {
      if (effect instanceof Effect.TimerExpired timer) {
        expired.add(timer.timerId());
      }
    }
    return expired;
  }

  private static long moved(Answer answer, Clock clock) {
    return answer.after().clocks().read(clock) - answer.before().clocks().read(clock);
  }

  private static KnownGuest found(Timer... timers) {
    return new KnownGuest(
        KernelBuild.UNKNOWN, new KnownGuest.Found(EPOCH, CLOCKS, List.of(timers)));
  }

  private static Timer cancelOnSet(String id) {
    return Kernels.cancelOnSet(id, Long.MAX_VALUE, 0);
  }

  private static Notice with(Notice notice, long reactionDelayNanos, @Nullable RanOn ranOn) {
    return new Notice(
        notice.guest(),
        notice.outageId(),
        notice.noticeSequence(),
        notice.restartedAt(),
        notice.toutNanos(),
        notice.toutErrorNanos(),
        notice.compensatedNanos(),
        notice.sleptNanos(),
        notice.remainingNanos(),
        notice.reactionsSeen(),
        notice.injectAs(),
        reactionDelayNanos,
        ranOn);
  }
}
