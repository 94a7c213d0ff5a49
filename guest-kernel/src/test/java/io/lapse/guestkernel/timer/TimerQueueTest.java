package io.lapse.guestkernel.timer;

import static io.lapse.guestkernel.Kernels.cancelOnSet;
import static io.lapse.guestkernel.Kernels.effects;
import static io.lapse.guestkernel.Kernels.timerfd;
import static io.lapse.guestkernel.Kernels.unread;
import static io.lapse.guestkernel.Notices.SECOND;
import static io.lapse.guestkernel.timekeeping.Timekeepers.after;
import static io.lapse.guestkernel.timekeeping.Timekeepers.stepped;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lapse.guestkernel.effect.Effect;
import io.lapse.guestkernel.timekeeping.Clock;
import io.lapse.guestkernel.timekeeping.Timekeeper;
import io.lapse.guestkernel.timekeeping.Timekeepers;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimerQueueTest {
  /** MONOTONIC 100 s, BOOTTIME 100 s, REALTIME 1,000 s, TAI 1,037 s. */
  private static final Timekeeper START = Timekeepers.exact();

  @ParameterizedTest(name = "{0} at {1} s every {2} s, after 60 s: {3} ticks")
  @CsvSource(
      textBlock =
          """
          # clock,   expires, interval, ticks, pending
          MONOTONIC, 130,      0,        1,    0
          MONOTONIC, 160,      0,        1,    0
          MONOTONIC, 161,      0,        0,    1
          MONOTONIC, 101,      1,       60,    1
          MONOTONIC, 101,     59,        2,    1
          MONOTONIC, 101,     60,        1,    1
          MONOTONIC,  50,      0,        1,    0
          MONOTONIC,   0,     10,       17,    1
          BOOTTIME,  130,      0,        1,    0
          REALTIME, 1030,      0,        1,    0
          TAI,      1067,      0,        1,    0
          TAI,      1098,      0,        0,    1
          """)
  void jumped_expiresWhatFellDue(
      Clock clock, long expiresSeconds, long intervalSeconds, long ticks, long pending) {
    TimerQueue queue =
        armed(timerfd("t", clock, expiresSeconds * SECOND, intervalSeconds * SECOND));

    List<Effect> fired = effects(to -> queue.jumped(after(START, 60 * SECOND), to));

    List<Effect> expected =
        ticks == 0 ? List.of() : List.of(new Effect.TimerExpired("t", 160 * SECOND, ticks));
    assertThat(fired).isEqualTo(expected);
    assertThat(queue.pending()).isEqualTo(pending);
  }

  @Test
  void next_areTheSoonestOfAllBases_andStayArmed() {
    TimerQueue queue =
        armed(
            timerfd("a", Clock.MONOTONIC, 130 * SECOND, 0),
            timerfd("b", Clock.REALTIME, 1_020 * SECOND, 0),
            timerfd("c", Clock.TAI, 1_037 * SECOND, 0),
            timerfd("d", Clock.BOOTTIME, 110 * SECOND, 0),
            timerfd("e", Clock.BOOTTIME, 190 * SECOND, 0));

    assertThat(queue.next(4, START))
        .extracting(armed -> armed.timer().id() + " in " + armed.dueInNanos() / SECOND)
        .containsExactly("c in 0", "d in 10", "b in 20", "a in 30");
    assertThat(queue.next(9, START)).hasSize(5);
    assertThat(queue.pending()).isEqualTo(5);
    assertThat(queue.pending(Clock.BOOTTIME)).isEqualTo(2);
  }

  @Test
  void jumped_keepsThePhaseOfAPeriodicTimer() {
    TimerQueue queue = armed(timerfd("t", Clock.MONOTONIC, 101 * SECOND, 7 * SECOND));

    // Due at 101 and 108; the next is 115, not 110 + 7.
    queue.jumped(after(START, 10 * SECOND), effect -> {});

    assertThat(effects(to -> queue.jumped(after(START, 15 * SECOND - 1), to))).isEmpty();
    assertThat(effects(to -> queue.jumped(after(START, 15 * SECOND), to))).hasSize(1);
  }

  @Test
  void ran_expiresOneByOneInOrder() {
    TimerQueue queue =
        armed(
            timerfd("late", Clock.MONOTONIC, 109 * SECOND, 0),
            timerfd("wall", Clock.REALTIME, 1_003 * SECOND, 0),
            timerfd("tick", Clock.BOOTTIME, 105 * SECOND, 2 * SECOND));

    List<Effect> fired = effects(to -> ran(queue, 100 * SECOND, after(START, 10 * SECOND), to));

    assertThat(fired)
        .containsExactly(
            new Effect.TimerExpired("wall", 103 * SECOND, 1),
            new Effect.TimerExpired("tick", 105 * SECOND, 1),
            new Effect.TimerExpired("tick", 107 * SECOND, 1),
            new Effect.TimerExpired("late", 109 * SECOND, 1),
            new Effect.TimerExpired("tick", 109 * SECOND, 1));
  }

  @Test
  void relativeRealtime_runsOnMonotonic() {
    Timer timer =
        new Timer("t", TimerKind.TIMERFD, Clock.REALTIME, false, 1_030 * SECOND, 0, true, true);
    TimerQueue queue = armed(timer);

    assertThat(effects(to -> queue.wasSet(stepped(START, 60 * SECOND), to))).isEmpty();
    assertThat(effects(to -> queue.jumped(after(START, 30 * SECOND - 1), to))).isEmpty();
    assertThat(effects(to -> queue.jumped(after(START, 30 * SECOND), to))).hasSize(1);
  }

  @ParameterizedTest(name = "{0}, absolute {1}, flag {2}, step {3} ns: cancelled {4}")
  @CsvSource(
      textBlock =
          """
          REALTIME,  true,  true,   1, true
          REALTIME,  true,  true,  -1, true
          REALTIME,  true,  true,   0, false
          REALTIME,  true,  false,  1, false
          REALTIME,  false, true,   1, false
          TAI,       true,  true,   1, false
          MONOTONIC, true,  true,   1, false
          BOOTTIME,  true,  true,   1, false
          """)
  void wasSet_cancelsWhatIsOnTheList(
      Clock clock, boolean absolute, boolean flag, long stepNanos, boolean cancelled) {
    TimerQueue queue =
        armed(new Timer("t", TimerKind.TIMERFD, clock, absolute, 2_000 * SECOND, 0, flag, true));

    List<Effect> effects = effects(to -> queue.wasSet(stepped(START, stepNanos), to));

    List<Effect> expected =
        cancelled ? List.of(new Effect.TimerCancelled("t", 100 * SECOND, true)) : List.of();
    assertThat(effects).isEqualTo(expected);
  }

  /**
   * A real 6.1 kernel, stepped by 30.001026351 s: the owner of a cancelled timer reads ECANCELED
   * and never the expiry inside the step; what was due later still expires.
   */
  @Test
  void wasSet_overARecordedStep_doesWhatTheKernelDid() {
    long stepNanos = 30_001_026_351L;
    TimerQueue queue =
        armed(
            recorded("os.REALTIME.COS.023", 2_550_874_822L, 0),
            recorded("os.REALTIME.COS.031", 25_477_824_533L, 0),
            recorded("os.REALTIME.COS.033", 35_423_790_269L, 0),
            recorded("os.REALTIME.COS.035", 47_993_733_222L, 0),
            recorded("os.REALTIME.COS.037", 63_894_042_253L, 0),
            recorded("per.REALTIME.COS.1000", 860_187_391L, SECOND));
    Timekeeper before = after(START, 340_248_822L);
    Timekeeper stepped = stepped(before, stepNanos);
    ran(queue, 100 * SECOND, before, effect -> {});

    List<Effect> fired = effects(to -> queue.wasSet(stepped, to));
    Timekeeper end = after(stepped, 55_362_122_881L - 340_248_822L - stepNanos);
    List<Effect> later = effects(to -> ran(queue, before.monotonicNanos(), end, to));

    assertThat(fired)
        .hasSize(6)
        .allSatisfy(effect -> assertThat(effect).isInstanceOf(Effect.TimerCancelled.class));
    assertThat(later)
        .extracting(effect -> ((Effect.TimerExpired) effect).timerId())
        .containsExactly("os.REALTIME.COS.033", "os.REALTIME.COS.035");
  }

  @Test
  void wasSet_againOnATimerThatIsDone_cancelsItAgain() {
    TimerQueue queue = armed(cancelOnSet("t", 1_001 * SECOND, 0));
    queue.wasSet(stepped(START, 60 * SECOND), effect -> {});
    assertThat(queue.pending()).isZero();

    List<Effect> again = effects(to -> queue.wasSet(START, to));

    assertThat(again).containsExactly(new Effect.TimerCancelled("t", 100 * SECOND, true));
  }

  @Test
  void wasSet_backwards_postponesOnly() {
    TimerQueue queue = armed(timerfd("t", Clock.REALTIME, 1_005 * SECOND, 0));
    Timekeeper stepped = stepped(START, -60 * SECOND);

    assertThat(effects(to -> queue.wasSet(stepped, to))).isEmpty();
    assertThat(effects(to -> queue.jumped(after(stepped, 65 * SECOND - 1), to))).isEmpty();
    assertThat(effects(to -> queue.jumped(after(stepped, 65 * SECOND), to))).hasSize(1);
  }

  @Test
  void unread_hasNoExpiryOfItsOwn_butCanBeCancelled() {
    TimerQueue queue = armed(unread(cancelOnSet("t", 1_005 * SECOND, SECOND)));
    Timekeeper later = after(START, 60 * SECOND);

    assertThat(effects(to -> ran(queue, 100 * SECOND, later, to))).isEmpty();
    assertThat(effects(to -> queue.wasSet(stepped(later, 1), to)))
        .containsExactly(new Effect.TimerCancelled("t", 160 * SECOND, false));
  }

  @Test
  void expiry_at63Bits_saturatesLikeTheKernel() {
    TimerQueue queue =
        armed(
            timerfd("huge", Clock.MONOTONIC, 101 * SECOND, Long.MAX_VALUE),
            timerfd("never", Clock.MONOTONIC, Long.MAX_VALUE, 1));

    assertThat(effects(to -> queue.jumped(after(START, 10 * SECOND), to)))
        .containsExactly(new Effect.TimerExpired("huge", 110 * SECOND, 1));
    assertThat(effects(to -> queue.jumped(after(START, 8_000_000_000L * SECOND), to))).isEmpty();
  }

  @Test
  void armed_withTooMany_isRefused() {
    Timer timer = timerfd("t", Clock.MONOTONIC, 0, 0);
    List<Timer> tooMany = Collections.nCopies(TimerQueue.TIMERS_MAX + 1, timer);

    assertThatThrownBy(() -> TimerQueue.armed(tooMany, START))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("timers must be at most 4000000: 4000001");
  }

  @Test
  void armed_withTwoOfOneId_isRefused() {
    Timer timer = timerfd("t", Clock.MONOTONIC, 0, 0);

    assertThatThrownBy(() -> armed(timer, timer))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("timers must differ by id: t");
  }

  private static TimerQueue armed(Timer... timers) {
    return TimerQueue.armed(List.of(timers), START);
  }

  private static void ran(
      TimerQueue queue, long beforeNanos, Timekeeper clocks, Consumer<Effect> effects) {
    queue.ran(beforeNanos, clocks.monotonicNanos(), clocks, effects);
  }

  private static Timer recorded(String id, long afterStartNanos, long intervalNanos) {
    return cancelOnSet(id, 1_000 * SECOND + afterStartNanos, intervalNanos);
  }
}
