package io.lapse.guestkernel.ntp;

import static io.lapse.guestkernel.Notices.SECOND;
import static io.lapse.guestkernel.ntp.Ntp.STA_DEL;
import static io.lapse.guestkernel.ntp.Ntp.STA_INS;
import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.guestkernel.GuestKernel;
import io.lapse.guestkernel.KernelBuild;
import io.lapse.guestkernel.KernelStart;
import io.lapse.guestkernel.Kernels;
import io.lapse.guestkernel.effect.Effect;
import io.lapse.guestkernel.timekeeping.Clock;
import io.lapse.guestkernel.timekeeping.Clocks;
import io.lapse.guestkernel.timer.Timer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The leap-second machine of kernel/time/ntp.c, alone and in a guest. Instants are of midnight. */
class LeapSecondTest {
  private static final long MIDNIGHT = 20_000L * 86_400;
  private static final int PLL_NANO = Ntp.STA_PLL | Ntp.STA_NANO;

  /** One second begins: what it does to a machine in that state. */
  @ParameterizedTest(name = "{0}, flags {1}, second {2}: step {3}, {4}")
  @CsvSource(
      textBlock =
          """
          # state, flags,   second, step, state
          OK,      -,       -10,    0,    OK
          OK,      INS,     -10,    0,    INS
          OK,      DEL,     -10,    0,    DEL
          OK,      INS DEL, -10,    0,    INS
          INS,     INS,     -1,     0,    INS
          INS,     INS,     0,      -1,   OOP
          INS,     INS,     1,      0,    INS
          INS,     -,       -1,     0,    OK
          INS,     -,       0,      0,    OK
          INS,     DEL,     0,      0,    OK
          DEL,     DEL,     -2,     0,    DEL
          DEL,     DEL,     -1,     1,    WAIT
          DEL,     DEL,     0,      0,    DEL
          DEL,     -,       -1,     0,    OK
          DEL,     INS,     -1,     0,    OK
          OOP,     INS,     0,      0,    WAIT
          OOP,     -,       0,      0,    WAIT
          WAIT,    DEL,     1,      0,    WAIT
          WAIT,    INS,     1,      0,    WAIT
          WAIT,    -,       1,      0,    OK
          """)
  void second_begins(TimeState state, String flags, long second, int step, TimeState next) {
    Ntp ntp = in(state);
    setFlags(ntp, flags);

    assertThat(ntp.secondOverflow(MIDNIGHT + second)).isEqualTo(step);

    assertThat(stateOf(ntp)).isEqualTo(next);
  }

  /** A flag is noticed when a second begins: in the last one of a day it is of the next. */
  @ParameterizedTest(name = "{0} noticed at {1}: at {2}")
  @CsvSource({
    "INS, -86400, 0",
    "INS, -1, 0",
    "INS, 0, 86400",
    "INS, 1, 86400",
    "DEL, -86401, -1",
    "DEL, -86400, -1",
    "DEL, -2, -1",
    "DEL, -1, 86399",
    "DEL, 0, 86399"
  })
  void leap_isAtTheEndOfTheDay(String flags, long noticed, long leapsAt) {
    Ntp ntp = in(TimeState.OK);
    setFlags(ntp, flags);

    long second = noticed;
    while (ntp.secondOverflow(MIDNIGHT + second) == 0 && second < 200_000) {
      second++;
    }

    assertThat(second).isEqualTo(leapsAt);
  }

  /** Between midnight and the tick that notices it adjtimex knows already. */
  @ParameterizedTest(name = "{0} at {1}: returns {2}, TAI {3}")
  @CsvSource(
      textBlock =
          """
          # state, at, returned, tai
          INS,     -1, INS,      37
          INS,     0,  OOP,      38
          INS,     1,  OOP,      38
          DEL,     -2, DEL,      37
          DEL,     -1, WAIT,     36
          OOP,     -1, OOP,      37
          OOP,     0,  WAIT,     37
          WAIT,    0,  WAIT,     37
          OK,      0,  OK,       37
          """)
  void adjtimex_looksAhead(TimeState state, long at, TimeState returned, int tai) {
    AdjtimexReply reply = in(state).reply(MIDNIGHT + at, 37);

    assertThat(reply.timeState()).isEqualTo(returned.code());
    assertThat(reply.taiOffsetSeconds()).isEqualTo(tai);
  }

  /** Measured on 6.1 and 6.12. */
  @Test
  void stepWhileALeapIsArmed_losesIt() {
    Ntp ntp = in(TimeState.INS);

    ntp.clear();
    setFlags(ntp, "INS");

    assertThat(ntp.secondOverflow(MIDNIGHT)).isZero();
    assertThat(stateOf(ntp)).isEqualTo(TimeState.INS);
    setFlags(ntp, "INS");
    assertThat(ntp.secondOverflow(MIDNIGHT + 86_400)).isZero();
    assertThat(stateOf(ntp)).isEqualTo(TimeState.INS);

    setFlags(ntp, "-");
    ntp.secondOverflow(MIDNIGHT + 86_401);
    setFlags(ntp, "INS");
    ntp.secondOverflow(MIDNIGHT + 86_402);
    assertThat(ntp.secondOverflow(MIDNIGHT + 2 * 86_400)).isEqualTo(-1);
  }

  /** From 5 s before midnight for 10 s; a jump does it inside. */
  @ParameterizedTest(name = "{0}, jump {1}")
  @CsvSource(
      textBlock =
          """
          # flag, jump,  REALTIME, TAI-UTC, cancelled at
          INS,    false, 9,        38,      105
          INS,    true,  9,        38,      110
          DEL,    false, 11,       36,      104
          DEL,    true,  11,       36,      110
          -,      false, 10,       37,      0
          """)
  void guest_leaps(String flags, boolean jump, long realtime, int tai, long cancelledAt) {
    GuestKernel kernel = beforeMidnight(flags);
    Clocks before = kernel.clocks();
    List<Effect> effects = new ArrayList<>();

    if (jump) {
      kernel.jumpCounter(10 * SECOND, true, false, effects::add);
    } else {
      kernel.run(10 * SECOND, effects::add);
    }

    Clocks after = kernel.clocks();
    assertThat(after.realtimeNanos() - before.realtimeNanos()).isEqualTo(realtime * SECOND);
    assertThat(after.taiNanos() - before.taiNanos()).isEqualTo(10 * SECOND);
    assertThat(after.monotonicNanos() - before.monotonicNanos()).isEqualTo(10 * SECOND);
    assertThat(after.boottimeNanos() - before.boottimeNanos()).isEqualTo(10 * SECOND);
    assertThat(after.taiOffsetSeconds()).isEqualTo(tai);
    assertThat(effects).doesNotContain(new Effect.NtpCleared());
    assertThat(kernel.ntp().maxError()).isEqualTo(500L * 10);
    List<Effect> expected = new ArrayList<>();
    if (cancelledAt != 0) {
      expected.add(new Effect.ClockWasSet(Set.of(Clock.REALTIME, Clock.TAI)));
      expected.add(new Effect.TimerCancelled("cos", cancelledAt * SECOND, true));
    }
    assertThat(effects).isEqualTo(expected);
  }

  /** Due at midnight: after the inserted second; due in the deleted one: when that is skipped. */
  @ParameterizedTest(name = "{0}: due at {1} ms, expires after {2} ms")
  @CsvSource(
      textBlock =
          """
          # flag, due of midnight, after the start
          INS,    -1000, 4000
          INS,       -1, 4999
          INS,        0, 6000
          INS,        1, 6001
          INS,     1000, 7000
          DEL,    -1001, 3999
          DEL,    -1000, 4000
          DEL,     -500, 4000
          DEL,        0, 4000
          DEL,        1, 4001
          DEL,     1000, 5000
          """)
  void absoluteTimer_aroundALeap(String flags, long dueMillis, long afterMillis) {
    GuestKernel kernel = beforeMidnight(flags, MIDNIGHT * SECOND + dueMillis * 1_000_000);

    List<Effect> effects = Kernels.effects(to -> kernel.run(10 * SECOND, to));

    assertThat(Kernels.only(Effect.TimerExpired.class, effects))
        .containsExactly(new Effect.TimerExpired("t", 100 * SECOND + afterMillis * 1_000_000, 1));
  }

  private static GuestKernel beforeMidnight(String flags, long... dueNanos) {
    Clocks clocks = Clocks.reading((MIDNIGHT - 5) * SECOND, 100 * SECOND, 100 * SECOND, 37);
    NtpStart ntp = new NtpStart(PLL_NANO | bits(flags), 0, 0, 0, 0, 2, 10_000, 0);
    List<Timer> timers =
        dueNanos.length == 0
            ? List.of(Kernels.cancelOnSet("cos", Long.MAX_VALUE, 0))
            : List.of(Kernels.timerfd("t", Clock.REALTIME, dueNanos[0], 0));
    return GuestKernel.started(new KernelStart(KernelBuild.UNKNOWN, clocks, ntp, timers));
  }

  /** Armed for the midnight, and brought there. */
  private static Ntp in(TimeState state) {
    Ntp ntp = new Ntp(250, new NtpStart(PLL_NANO, 0, 0, 0, 0, 2, 10_000, 0));
    switch (state) {
      case INS -> noticed(ntp, "INS");
      case DEL -> noticed(ntp, "DEL");
      case OOP -> {
        noticed(ntp, "INS");
        ntp.secondOverflow(MIDNIGHT);
      }
      case WAIT -> {
        noticed(ntp, "DEL");
        ntp.secondOverflow(MIDNIGHT - 1);
      }
      case OK, ERROR -> {}
    }
    return ntp;
  }

  private static void noticed(Ntp ntp, String flags) {
    setFlags(ntp, flags);
    ntp.secondOverflow(MIDNIGHT - 10);
  }

  private static void setFlags(Ntp ntp, String flags) {
    AdjtimexCall call =
        new AdjtimexCall(
            AdjtimexCall.ADJ_STATUS | AdjtimexCall.ADJ_MAXERROR,
            0,
            0,
            0,
            0,
            Ntp.STA_PLL | bits(flags),
            0,
            0,
            0);
    ntp.adjust(call, MIDNIGHT - 10, 37);
  }

  private static int bits(String flags) {
    return (flags.contains("INS") ? STA_INS : 0) | (flags.contains("DEL") ? STA_DEL : 0);
  }

  /** As adjtimex returns it at an instant that is long before any leap. */
  private static TimeState stateOf(Ntp ntp) {
    int code = ntp.reply(0, 37).timeState();
    return Arrays.stream(TimeState.values())
        .filter(state -> state.code() == code)
        .findFirst()
        .orElseThrow();
  }
}
