package io.lapse.guestkernel.timer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lapse.guestkernel.effect.Effect;
import io.lapse.guestkernel.timekeeping.Clock;
import io.lapse.guestkernel.timekeeping.Timekeeper;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimerQueueTest {
  private static final long SECOND = 1_000_000_000L;

  /** MONOTONIC 100 s, BOOTTIME 100 s, REALTIME 1,000 s, TAI 1,037 s. */
  private static final Timekeeper START =
      Timekeeper.reading(1_000 * SECOND, 100 * SECOND, 100 * SECOND, 37);

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
    Timer timer =
        new Timer("t", clock, true, expiresSeconds * SECOND, intervalSeconds * SECOND, false, true);
    Timekeeper now = START.run(60 * SECOND);

    TimerQueue.Fired fired = TimerQueue.armed(List.of(timer), START).jumped(now);

    List<Effect> expected =
        ticks == 0
            ? List.of()
            : List.of(new Effect.TimerExpired("t", 160 * SECOND, ticks, ticks - 1));
    assertThat(fired.effects()).isEqualTo(expected);
    assertThat(fired.next().pending()).isEqualTo(pending);
  }

  @Test
  void jumped_keepsThePhaseOfAPeriodicTimer() {
    Timer timer = new Timer("t", Clock.MONOTONIC, true, 101 * SECOND, 7 * SECOND, false, true);
    Timekeeper now = START.run(10 * SECOND);

    // Due at 101 and 108; the next is 115, not 110 + 7.
    TimerQueue next = TimerQueue.armed(List.of(timer), START).jumped(now).next();

    assertThat(next.jumped(START.run(15 * SECOND - 1)).effects()).isEmpty();
    assertThat(next.jumped(START.run(15 * SECOND)).effects()).hasSize(1);
  }

  @Test
  void ran_expiresOneByOneInOrder() {
    List<Timer> timers =
        List.of(
            new Timer("late", Clock.MONOTONIC, true, 109 * SECOND, 0, false, true),
            new Timer("wall", Clock.REALTIME, true, 1_003 * SECOND, 0, false, true),
            new Timer("tick", Clock.BOOTTIME, true, 105 * SECOND, 2 * SECOND, false, true));
    Timekeeper now = START.run(10 * SECOND);

    TimerQueue.Fired fired = TimerQueue.armed(timers, START).ran(START, now);

    assertThat(fired.effects())
        .containsExactly(
            new Effect.TimerExpired("wall", 103 * SECOND, 1, 0),
            new Effect.TimerExpired("tick", 105 * SECOND, 3, 0),
            new Effect.TimerExpired("late", 109 * SECOND, 1, 0));
  }

  @Test
  void relativeRealtime_runsOnMonotonic() {
    Timer timer = new Timer("t", Clock.REALTIME, false, 1_030 * SECOND, 0, true, true);
    TimerQueue queue = TimerQueue.armed(List.of(timer), START);
    Timekeeper stepped = START.injectOffset(60 * SECOND).orElseThrow();

    assertThat(queue.wasSet(START, stepped).effects()).isEmpty();
    assertThat(queue.jumped(START.run(30 * SECOND - 1)).effects()).isEmpty();
    assertThat(queue.jumped(START.run(30 * SECOND)).effects()).hasSize(1);
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
    Timer timer = new Timer("t", clock, absolute, 2_000 * SECOND, 0, flag, true);
    Timekeeper stepped = START.injectOffset(stepNanos).orElseThrow();

    List<Effect> effects = TimerQueue.armed(List.of(timer), START).wasSet(START, stepped).effects();

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
    List<Timer> timers =
        List.of(
            recorded("os.REALTIME.COS.023", 2_550_874_822L, 0),
            recorded("os.REALTIME.COS.031", 25_477_824_533L, 0),
            recorded("os.REALTIME.COS.033", 35_423_790_269L, 0),
            recorded("os.REALTIME.COS.035", 47_993_733_222L, 0),
            recorded("os.REALTIME.COS.037", 63_894_042_253L, 0),
            recorded("per.REALTIME.COS.1000", 860_187_391L, SECOND));
    Timekeeper before = START.run(340_248_822L);
    Timekeeper stepped = before.injectOffset(stepNanos).orElseThrow();

    TimerQueue.Fired fired =
        TimerQueue.armed(timers, START).ran(START, before).next().wasSet(before, stepped);
    TimerQueue.Fired later =
        fired.next().ran(stepped, stepped.run(55_362_122_881L - 340_248_822L - stepNanos));

    assertThat(fired.effects())
        .hasSize(6)
        .allSatisfy(effect -> assertThat(effect).isInstanceOf(Effect.TimerCancelled.class));
    assertThat(later.effects())
        .extracting(effect -> ((Effect.TimerExpired) effect).timerId())
        .containsExactly("os.REALTIME.COS.033", "os.REALTIME.COS.035");
  }

  @Test
  void wasSet_againOnATimerThatIsDone_cancelsItAgain() {
    Timer timer = new Timer("t", Clock.REALTIME, true, 1_001 * SECOND, 0, true, true);
    Timekeeper once = START.injectOffset(60 * SECOND).orElseThrow();
    Timekeeper back = once.injectOffset(-60 * SECOND).orElseThrow();
    TimerQueue done = TimerQueue.armed(List.of(timer), START).wasSet(START, once).next();

    TimerQueue.Fired again = done.wasSet(once, back);

    assertThat(done.pending()).isZero();
    assertThat(again.effects()).containsExactly(new Effect.TimerCancelled("t", 100 * SECOND, true));
  }

  @Test
  void wasSet_backwards_postponesOnly() {
    Timer timer = new Timer("t", Clock.REALTIME, true, 1_005 * SECOND, 0, false, true);
    Timekeeper stepped = START.injectOffset(-60 * SECOND).orElseThrow();

    TimerQueue.Fired fired = TimerQueue.armed(List.of(timer), START).wasSet(START, stepped);

    assertThat(fired.effects()).isEmpty();
    assertThat(fired.next().jumped(stepped.run(64 * SECOND)).effects()).isEmpty();
    assertThat(fired.next().jumped(stepped.run(65 * SECOND)).effects()).hasSize(1);
  }

  @Test
  void unread_hasNoExpiryOfItsOwn_butCanBeCancelled() {
    Timer timer = new Timer("t", Clock.REALTIME, true, 1_005 * SECOND, SECOND, true, false);
    Timekeeper later = START.run(60 * SECOND);
    Timekeeper stepped = later.injectOffset(1).orElseThrow();

    TimerQueue.Fired ran = TimerQueue.armed(List.of(timer), START).ran(START, later);

    assertThat(ran.effects()).isEmpty();
    assertThat(ran.next().wasSet(later, stepped).effects())
        .containsExactly(new Effect.TimerCancelled("t", 160 * SECOND, false));
  }

  @Test
  void expiry_at63Bits_saturatesLikeTheKernel() {
    Timer huge =
        new Timer("huge", Clock.MONOTONIC, true, 101 * SECOND, Long.MAX_VALUE, false, true);
    Timer never = new Timer("never", Clock.MONOTONIC, true, Long.MAX_VALUE, 1, false, true);
    Timekeeper now = START.run(10 * SECOND);

    TimerQueue.Fired fired = TimerQueue.armed(List.of(huge, never), START).jumped(now);

    assertThat(fired.effects())
        .containsExactly(new Effect.TimerExpired("huge", 110 * SECOND, 1, 0));
    assertThat(fired.next().jumped(START.run(8_000_000_000L * SECOND)).effects()).isEmpty();
  }

  @Test
  void armed_withTooMany_isRefused() {
    Timer timer = new Timer("t", Clock.MONOTONIC, true, 0, 0, false, true);
    List<Timer> tooMany = Collections.nCopies(TimerQueue.TIMERS_MAX + 1, timer);

    assertThatThrownBy(() -> TimerQueue.armed(tooMany, START))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("timers must be at most 65536: 65537");
  }

  private static Timer recorded(String id, long afterStartNanos, long intervalNanos) {
    long expiresNanos = 1_000 * SECOND + afterStartNanos;
    return new Timer(id, Clock.REALTIME, true, expiresNanos, intervalNanos, true, true);
  }
}
