package io.lapse.guestkernel;

import static io.lapse.guestkernel.Notices.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lapse.guestkernel.effect.Effect;
import io.lapse.guestkernel.ntp.AdjtimexCall;
import io.lapse.guestkernel.timekeeping.Clock;
import io.lapse.guestkernel.timekeeping.Overflow;
import io.lapse.guestkernel.timer.Timer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers at the ends of 64 bits end in an answer, or in an exception and no change. */
class ExtremeNumbersTest {
  private static final Timer[] TIMERS = {
    Kernels.timerfd("mono", Clock.MONOTONIC, 101 * SECOND, SECOND),
    Kernels.timerfd("tai", Clock.TAI, 1_038 * SECOND, 7_000_000),
    Kernels.cancelOnSet("cos", Long.MAX_VALUE, 0)
  };

  /** By how much every clock moves; a counter that is half its width ahead counts as behind. */
  @ParameterizedTest(name = "{0} ns: {1}")
  @CsvSource({
    "-1000000000, 0",
    "0, 0",
    "40000000000000, 40000000000000",
    "4611686018427387904, 4611686018427387904",
    "9223370999854775807, 9223370999854775807",
    "-9223372036854775808, 0",
    "-9223372036854775807, 0"
  })
  void jump_moves(long nanos, long moved) {
    GuestKernel kernel = Kernels.exact(TIMERS);

    List<Effect> effects = new ArrayList<>();
    kernel.jumpCounter(nanos, true, false, effects::add);

    for (Clock clock : Clock.values()) {
      assertThat(kernel.read(clock) - Kernels.CLOCKS.read(clock)).as("%s", clock).isEqualTo(moved);
    }
    assertThat(effects).hasSize(moved == 0 ? 0 : 2);
  }

  @ParameterizedTest(name = "{0} ns")
  @ValueSource(longs = {Long.MAX_VALUE, Long.MAX_VALUE - 1_036 * SECOND})
  void jump_beyond64Bits_throwsAndChangesNothing(long nanos) {
    for (boolean tickPending : new boolean[] {true, false}) {
      GuestKernel kernel = Kernels.exact(TIMERS);
      KernelSnapshot before = kernel.snapshot();

      assertThatThrownBy(() -> kernel.jumpCounter(nanos, tickPending, false, effect -> {}))
          .isInstanceOf(ArithmeticException.class);

      assertThat(kernel.snapshot()).isEqualTo(before);
      assertSoundAfterwards(kernel);
    }
  }

  /** A counter of 64 bits that runs faster than 1 GHz goes round before 2^62 ns are over. */
  @ParameterizedTest(name = "{0}")
  @EnumSource(Overflow.class)
  void jump_ofATscThatGoesRound_endsInAnAnswer(Overflow overflow) {
    for (boolean tickPending : new boolean[] {true, false}) {
      GuestKernel kernel = Kernels.started(Kernels.tsc("6.1.0", 2_445_406, overflow), TIMERS);

      kernel.jumpCounter(1L << 62, tickPending, false, effect -> {});
      kernel.jumpCounter(-SECOND, tickPending, false, effect -> {});
      kernel.run(SECOND, effect -> {});

      assertThat(kernel.read(Clock.MONOTONIC_RAW)).isGreaterThanOrEqualTo(100 * SECOND);
    }
  }

  @ParameterizedTest(name = "{0}({1})")
  @CsvSource({
    "run, 9223372036854775807",
    "skip, 9223372036854775807",
    "resume, 9223372036854775807",
    "sleep, 9223372036854775807",
    "resumeAt, 9223372036854775807",
    "resumeAt, -9223372036854775808"
  })
  void operation_beyond64Bits_throwsAndChangesNothing(String operation, long nanos) {
    GuestKernel kernel = Kernels.exact(TIMERS);
    KernelSnapshot before = kernel.snapshot();

    assertThatThrownBy(
            () -> {
              switch (operation) {
                case "run" -> kernel.run(nanos, effect -> {});
                case "skip" -> kernel.skip(nanos);
                case "resume" -> kernel.resume(nanos, effect -> {});
                case "sleep" -> kernel.injectSleeptime(nanos, effect -> {});
                case "resumeAt" -> kernel.resumeAt(nanos, effect -> {});
                default -> throw new IllegalArgumentException(operation);
              }
            })
        .isInstanceOf(ArithmeticException.class);

    assertThat(kernel.snapshot()).isEqualTo(before);
    assertSoundAfterwards(kernel);
  }

  @ParameterizedTest(name = "step by {0}")
  @ValueSource(longs = {Long.MIN_VALUE, Long.MIN_VALUE + 1, -(1L << 62), Long.MAX_VALUE})
  void step_beyondTheLimits_isEinval(long nanos) {
    GuestKernel kernel = Kernels.exact(TIMERS);
    KernelSnapshot before = kernel.snapshot();

    assertThat(kernel.adjtimex(AdjtimexCall.setOffset(nanos), effect -> {})).isEmpty();
    assertThat(kernel.setTime(nanos, effect -> {})).isEmpty();

    assertThat(kernel.snapshot()).isEqualTo(before);
  }

  @Test
  void negativeRun_isABugOfTheCaller() {
    assertThatThrownBy(() -> Kernels.exact().run(-1, effect -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("nanos must not be negative: -1");
    assertThatThrownBy(() -> Kernels.exact().skip(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("nanos must not be negative: -1");
  }

  @ParameterizedTest(name = "{0} ppb: {1} ns in a second")
  @CsvSource({"0, 1000000000", "1000, 1000001000", "-999999999, 1", "1000000000, 2000000000"})
  void counterChange_isNotNoticed_butRunsFaster(long ppb, long nanos) {
    GuestKernel kernel = Kernels.exact();

    kernel.changeCounter(ppb);
    kernel.jumpCounter(SECOND, true, false, effect -> {});

    assertThat(kernel.read(Clock.MONOTONIC)).isEqualTo(100 * SECOND + nanos);
  }

  @Test
  void counterChange_thatStopsTheCounter_isABugOfTheCaller() {
    assertThatThrownBy(() -> Kernels.exact().changeCounter(-1_000_000_000))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("ppb must be more than -1000000000: -1000000000");
  }

  /** What a copy and an untouched kernel do next, this one does, too. */
  private static void assertSoundAfterwards(GuestKernel kernel) {
    GuestKernel untouched = Kernels.exact(TIMERS);
    List<Effect> effects = Kernels.effects(to -> kernel.run(3 * SECOND / 2, to));

    assertThat(effects).isEqualTo(Kernels.effects(to -> untouched.run(3 * SECOND / 2, to)));
    assertThat(kernel.snapshot()).isEqualTo(untouched.snapshot());
  }
}
