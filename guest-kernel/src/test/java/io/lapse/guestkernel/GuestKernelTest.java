package io.lapse.guestkernel;

import static io.lapse.guestkernel.Kernels.effects;
import static io.lapse.guestkernel.Notices.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lapse.guestkernel.effect.Effect;
import io.lapse.guestkernel.ntp.AdjtimexCall;
import io.lapse.guestkernel.timekeeping.Clock;
import io.lapse.guestkernel.timer.Timer;
import io.lapse.ledger.notice.InjectAs;
import io.lapse.ledger.notice.Notice;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuestKernelTest {
  private static final Timer CANCEL_ON_SET = Kernels.cancelOnSet("cos", 1_000_000 * SECOND, 0);

  /** One row per operation, after the kernel's own table; the amounts are in ns. */
  @ParameterizedTest(name = "{0}({1})")
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          # operation,      d, MONO, RAW, REAL, BOOT, TAI,         cleared, bases,             cancelled
          run,              5,    5,   5,    5,    5,   5,           false, -,                 false
          jumpCounter,      5,    5,   5,    5,    5,   5,           false, -,                 false
          jumpCounter,     -5,    0,   0,    0,    0,   0,           false, -,                 false
          pause,            5,    0,   0,    0,    0,   0,           false, -,                 false
          injectOffset,     5,    0,   0,    5,    0,   5,           true,  REALTIME TAI,          true
          injectOffset,    -5,    0,   0,   -5,    0,  -5,           true,  REALTIME TAI,          true
          injectOffset,     0,    0,   0,    0,    0,   0,           true,  REALTIME TAI,          false
          injectSleeptime,  5,    0,   0,    5,    5,   5,           true,  REALTIME BOOTTIME TAI, true
          injectSleeptime,  0,    0,   0,    0,    0,   0,           true,  REALTIME BOOTTIME TAI, false
          injectSleeptime, -5,    0,   0,    0,    0,   0,           false, -,                 false
          resume,           5,    0,   0,    5,    5,   5,           false, REALTIME BOOTTIME TAI, true
          resume,          -5,    0,   0,    0,    0,   0,           false, -,                 false
          setTaiOffset,    42,    0,   0,    0,    0,   5000000000,  false, REALTIME TAI,          false
          setTaiOffset,    32,    0,   0,    0,    0,  -5000000000,  false, REALTIME TAI,          false
          setTaiOffset,    37,    0,   0,    0,    0,   0,           false, -,                     false
          setTaiOffset,    -1,    0,   0,    0,    0,   0,           false, -,                     false
          setTaiOffset,100001,    0,   0,    0,    0,   0,           false, -,                     false
          setTime, 1000000000005, 0,   0,    5,    0,   5,           true,  REALTIME TAI,          true
          setTime, 1000000000000, 0,   0,    0,    0,   0,           true,  REALTIME TAI,          false
          """)
  void operation_movesWhatTheKernelMoves(
      String operation,
      long argument,
      long monotonic,
      long raw,
      long realtime,
      long boottime,
      long tai,
      boolean cleared,
      String bases,
      boolean cancelled) {
    GuestKernel kernel = kernel(CANCEL_ON_SET);
    KernelSnapshot before = kernel.snapshot();

    List<Effect> effects = operate(kernel, operation, argument);

    assertThat(advance(before, kernel, Clock.MONOTONIC)).isEqualTo(monotonic);
    assertThat(advance(before, kernel, Clock.MONOTONIC_RAW)).isEqualTo(raw);
    assertThat(advance(before, kernel, Clock.REALTIME)).isEqualTo(realtime);
    assertThat(advance(before, kernel, Clock.BOOTTIME)).isEqualTo(boottime);
    assertThat(advance(before, kernel, Clock.TAI)).isEqualTo(tai);
    assertThat(kernel.snapshot().ntp().synchronised()).isEqualTo(!cleared);
    assertThat(effects.contains(new Effect.NtpCleared())).isEqualTo(cleared);
    assertThat(basesOf(effects)).isEqualTo(bases);
    assertThat(effects.stream().anyMatch(Effect.TimerCancelled.class::isInstance))
        .isEqualTo(cancelled);
  }

  @Test
  void step_tellsItsEffectsInOrder() {
    GuestKernel kernel =
        kernel(
            CANCEL_ON_SET,
            Kernels.timerfd("tai", Clock.TAI, 1_040 * SECOND, 0),
            Kernels.timerfd("wall", Clock.REALTIME, 1_010 * SECOND, 0),
            Kernels.timerfd("boot", Clock.BOOTTIME, 101 * SECOND, 0));

    List<Effect> effects = operate(kernel, "injectOffset", 30 * SECOND);

    assertThat(effects)
        .extracting(effect -> effect.getClass().getSimpleName())
        .containsExactly(
            "NtpCleared", "ClockWasSet", "TimerExpired", "TimerExpired", "TimerCancelled");
    assertThat(effects.subList(2, 5))
        .containsExactly(
            new Effect.TimerExpired("wall", 100 * SECOND, 1),
            new Effect.TimerExpired("tai", 100 * SECOND, 1),
            new Effect.TimerCancelled("cos", 100 * SECOND, true));
  }

  /** Up to 6.12 the kernel clears NTP even where it refuses to step; this one is the newest. */
  @Test
  void refusal_saysWhatWasRefused() {
    assertThat(operate(kernel(), "injectOffset", -901 * SECOND))
        .containsExactly(new Effect.Refused("timekeeping_inject_offset", -901 * SECOND));
    assertThat(operate(kernel(), "injectSleeptime", -1))
        .containsExactly(new Effect.Refused("timekeeping_inject_sleeptime64", -1));
    assertThat(operate(kernel(), "setTime", -1))
        .containsExactly(new Effect.Refused("do_settimeofday64", -1));
  }

  @ParameterizedTest(name = "{0}: compensated {1}, slept {2}, inject {3}")
  @CsvSource(
      textBlock =
          """
          # as,   compensated, slept, inject, MONO, REAL, BOOT, injected, cancelled by the injection
          OFFSET,          0,     0,     60,     0,   60,    0,       60, true
          OFFSET,          0,     0,    -60,     0,  -60,    0,      -60, true
          OFFSET,         60,     0,      0,    60,   60,   60,        0, false
          OFFSET,         60,     0,      1,    60,   61,   60,        1, true
          OFFSET,          0,    29,      1,     0,   30,   29,        1, true
          SLEEP,           0,     0,     60,     0,   60,   60,       60, true
          SLEEP,           0,     0,    -60,     0,    0,    0,        0, false
          SLEEP,          60,     0,      0,    60,   60,   60,        0, false
          """)
  void notice_isActedOn(
      InjectAs injectAs,
      long compensatedNanos,
      long sleptNanos,
      long injectNanos,
      long monotonic,
      long realtime,
      long boottime,
      long injected,
      boolean cancelled) {
    GuestKernel kernel = kernel(CANCEL_ON_SET);
    KernelSnapshot before = kernel.snapshot();
    Notice notice =
        Notices.notice(1, "g/1", 60, compensatedNanos, sleptNanos, injectNanos, 0, injectAs);

    GuestKernel.Answer answer = kernel.apply(notice, injectNanos).orElseThrow();

    assertThat(advance(before, kernel, Clock.MONOTONIC)).isEqualTo(monotonic);
    assertThat(advance(before, kernel, Clock.REALTIME)).isEqualTo(realtime);
    assertThat(advance(before, kernel, Clock.BOOTTIME)).isEqualTo(boottime);
    assertThat(answer.injectedNanos()).isEqualTo(injected);
    assertThat(answer.injection()).contains(new Effect.NtpCleared());
    assertThat(kernel.snapshot().ntp().synchronised()).isFalse();
    assertThat(answer.injection().stream().anyMatch(Effect.TimerCancelled.class::isInstance))
        .isEqualTo(cancelled);
    assertThat(kernel.snapshot().noticeSequence()).isEqualTo(1);
  }

  @Test
  void notice_thatIsNotNew_doesNothing() {
    GuestKernel kernel = kernel(CANCEL_ON_SET);
    kernel.apply(Notices.lost(7, 60, 60), 60);
    KernelSnapshot before = kernel.snapshot();

    assertThat(kernel.apply(Notices.lost(7, 60, 60), 60)).isEmpty();
    assertThat(kernel.apply(Notices.lost(6, 99, 99), 99)).isEmpty();

    assertThat(kernel.snapshot()).isEqualTo(before);
  }

  @Test
  void notice_withANumberThatDoesNotFit_changesNothing() {
    GuestKernel kernel = kernel(CANCEL_ON_SET);
    KernelSnapshot before = kernel.snapshot();
    Notice notice = Notices.notice(1, "g/1", 60, 60, Long.MAX_VALUE, 60, 0, InjectAs.OFFSET);

    assertThatThrownBy(() -> kernel.apply(notice, 60)).isInstanceOf(ArithmeticException.class);

    assertThat(kernel.snapshot()).isEqualTo(before);
  }

  private static List<Effect> operate(GuestKernel kernel, String operation, long argument) {
    return effects(
        to -> {
          switch (operation) {
            case "run" -> kernel.run(argument, to);
            case "jumpCounter" -> kernel.jumpCounter(argument, true, false, to);
            case "pause" -> {}
            case "injectOffset" -> kernel.adjtimex(AdjtimexCall.setOffset(argument), to);
            case "injectSleeptime" -> kernel.injectSleeptime(argument, to);
            case "resume" -> kernel.resume(argument, to);
            case "setTaiOffset" -> kernel.adjtimex(AdjtimexCall.tai(argument), to);
            case "setTime" -> kernel.setTime(argument, to);
            default -> throw new IllegalArgumentException(operation);
          }
        });
  }

  private static String basesOf(List<Effect> effects) {
    return effects.stream()
        .filter(Effect.ClockWasSet.class::isInstance)
        .map(effect -> ((Effect.ClockWasSet) effect).bases())
        .map(
            bases ->
                bases.stream()
                    .sorted(Comparator.naturalOrder())
                    .map(Clock::name)
                    .collect(Collectors.joining(" ")))
        .findFirst()
        .orElse(null);
  }

  private static long advance(KernelSnapshot before, GuestKernel kernel, Clock clock) {
    return kernel.read(clock) - before.clocks().read(clock);
  }

  private static GuestKernel kernel(Timer... timers) {
    return Kernels.exact(timers);
  }
}
