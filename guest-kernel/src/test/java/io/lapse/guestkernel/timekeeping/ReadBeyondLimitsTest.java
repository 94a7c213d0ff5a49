package io.lapse.guestkernel.timekeeping;

import static io.lapse.guestkernel.Notices.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.guestkernel.CounterRate;
import io.lapse.guestkernel.GuestKernel;
import io.lapse.guestkernel.KernelBuild;
import io.lapse.guestkernel.Kernels;
import io.lapse.guestkernel.effect.Effect;
import io.lapse.guestkernel.ntp.AdjtimexCall;
import io.lapse.guestkernel.ntp.NtpStart;
import io.lapse.guestkernel.watchdog.Load;
import io.lapse.ledger.catchup.Clocksource;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is read before the first tick of a jump, on a TSC of 2445406 kHz (shift 24) if not said. */
class ReadBeyondLimitsTest {
  private static final long KHZ = 2_445_406;
  private static final Clocksource TSC = Clocksource.named("tsc", KHZ, null).orElseThrow();

  /** 2^64 >> shift ns. */
  private static final long WRAP_NANOS = 1L << 40;

  /** So many times 2^40 ns too little, in all clocks; right as soon as the tick has come. */
  @ParameterizedTest(name = "{0}, {1} ns after a second began, jump of {2} s: {3} * 2^40 ns lost")
  @CsvSource(
      textBlock =
          """
          # overflow, nanos,   jump, lost
          WRAP,       0,         10, 0
          WRAP,       0,        990, 0
          WRAP,       0,       1000, 0
          WRAP,       0,       1099, 0
          WRAP,       0,       1100, 1
          WRAP,       0,       1200, 1
          WRAP,       0,       2300, 2
          WRAP,       0,       4000, 3
          WRAP,       0,      40000, 36
          WRAP,       400000000, 1099, 0
          WRAP,       600000000, 1099, 1
          SAFE,       0,       1000, 0
          SAFE,       0,       1200, 0
          SAFE,       0,      40000, 0
          SAFE,       600000000, 4000, 0
          """)
  void firstRead_afterAJump(Overflow overflow, long nanos, long jump, long lost) {
    GuestKernel kernel = Kernels.started(Kernels.tsc("6.1.0", KHZ, overflow));
    kernel.run(nanos, effect -> {});
    Clocks before = kernel.clocks();

    kernel.jumpCounter(jump * SECOND, false, false, effect -> {});
    Clocks read = kernel.clocks();
    kernel.jumpCounter(0, true, false, effect -> {});
    Clocks ticked = kernel.clocks();

    long advance = nanos(KHZ * 1_000 * jump, TSC);
    for (Clock clock : Clock.values()) {
      assertThat(read.read(clock) - before.read(clock))
          .as("%s before the tick", clock)
          .isBetween(advance - lost * WRAP_NANOS - 1, advance - lost * WRAP_NANOS + upTo(nanos));
      assertThat(ticked.read(clock) - before.read(clock))
          .as("%s after the tick", clock)
          .isBetween(advance - 1, advance + upTo(nanos));
    }
  }

  /** After a run MONOTONIC may have a mult that is larger by one: 146 ns in a second. */
  private static long upTo(long ranNanos) {
    return ranNanos == 0 ? 1 : 4_000 * 146;
  }

  /** With CONFIG_DEBUG_TIMEKEEPING not more than max_cycles count before the tick. */
  @ParameterizedTest(name = "jump of {0} s")
  @CsvSource({"10", "990", "991", "1200", "40000"})
  void firstRead_ofADebugKernel_isCapped(long jump) {
    GuestKernel kernel = Kernels.started(Kernels.tsc("6.1.0", KHZ, Overflow.CAP));
    Clocks before = kernel.clocks();

    kernel.jumpCounter(jump * SECOND, false, false, effect -> {});
    long read = kernel.clocks().monotonicNanos() - before.monotonicNanos();
    kernel.jumpCounter(0, true, false, effect -> {});

    long cycles = KHZ * 1_000 * jump;
    assertThat(read).isEqualTo(nanos(Math.min(cycles, TSC.maxCycles()), TSC));
    assertThat(kernel.clocks().monotonicRawNanos() - before.monotonicRawNanos())
        .isEqualTo(nanos(cycles, TSC));
  }

  /** {@code timekeeping_forward_now} multiplies too: what it lost, no tick brings back. */
  @ParameterizedTest(name = "{0}: {1} * 2^40 ns lost for good")
  @CsvSource({"WRAP, 1", "SAFE, 0"})
  void stepBeforeTheTick_makesTheErrorLast(Overflow overflow, long lost) {
    GuestKernel kernel = Kernels.started(Kernels.tsc("6.1.0", KHZ, overflow));
    Clocks before = kernel.clocks();

    kernel.jumpCounter(1_200 * SECOND, false, false, effect -> {});
    kernel.adjtimex(AdjtimexCall.setOffset(0), effect -> {});
    kernel.jumpCounter(0, true, false, effect -> {});

    long advance = nanos(KHZ * 1_000 * 1_200, TSC);
    assertThat(kernel.clocks().monotonicRawNanos() - before.monotonicRawNanos())
        .isBetween(advance - lost * WRAP_NANOS - 1, advance - lost * WRAP_NANOS);
  }

  /** No timer expires before the tick; in it all that are due. */
  @Test
  void timers_waitForTheTick() {
    GuestKernel kernel =
        Kernels.started(
            Kernels.tsc("6.1.0", KHZ, Overflow.WRAP),
            Kernels.timerfd("t", Clock.MONOTONIC, 1_000 * SECOND, 0));
    List<Effect> effects = new ArrayList<>();

    kernel.jumpCounter(1_200 * SECOND, false, false, effects::add);
    assertThat(effects).isEmpty();
    kernel.run(10_000_000, effects::add);

    assertThat(effects).hasSize(1);
  }

  /** Time stands still until the counter is where it was, and goes on from there. */
  @Test
  void counterTurnedBack_standsStill() {
    GuestKernel kernel =
        Kernels.exact(Kernels.timerfd("t", Clock.MONOTONIC, 100 * SECOND + 500_000_000, 0));
    Clocks before = kernel.clocks();
    List<Effect> effects = new ArrayList<>();

    kernel.jumpCounter(-2 * SECOND, true, false, effects::add);
    assertThat(kernel.clocks()).isEqualTo(before);
    kernel.run(SECOND, effects::add);
    assertThat(kernel.clocks()).isEqualTo(before);
    kernel.run(SECOND, effects::add);
    assertThat(kernel.clocks()).isEqualTo(before);
    assertThat(effects).isEmpty();
    kernel.run(SECOND, effects::add);

    assertThat(kernel.clocks().monotonicNanos()).isEqualTo(101 * SECOND);
    assertThat(kernel.clocks().realtimeNanos()).isEqualTo(1_001 * SECOND);
    assertThat(effects)
        .containsExactly(new Effect.TimerExpired("t", 100 * SECOND + 500_000_000, 1));
  }

  /** A narrow counter goes round in a jump; with the top bit of the difference set it is behind. */
  @ParameterizedTest(name = "{0}, jump of {1} cycles: {2} count")
  @CsvSource(
      textBlock =
          """
          # counter, jump,        counted
          acpi_pm,   3579545,     3579545
          acpi_pm,   8388607,     8388607
          acpi_pm,   8388608,     0
          acpi_pm,   16777215,    0
          acpi_pm,   16777216,    0
          acpi_pm,   20356761,    3579545
          hpet,      100000000,   100000000
          hpet,      2147483647,  2147483647
          hpet,      2147483648,  0
          hpet,      4294967295,  0
          hpet,      4394967296,  100000000
          """)
  void narrowCounter_goesRound(String counter, long jump, long counted) {
    Clocksource source = Clocksource.named(counter, KHZ, null).orElseThrow();
    Timekeeper clocks = Timekeepers.of(source, Overflow.WRAP, NtpStart.SYNCHRONISED);

    clocks.count(jump);

    assertThat(clocks.rawNanos() - 100 * SECOND).isEqualTo(nanos(counted, source));
  }

  /** Ticks come long before it goes round. */
  @ParameterizedTest(name = "{0} of {1} Hz")
  @CsvSource({"acpi_pm, 3579545", "hpet, 100000000"})
  void narrowCounter_inARun_losesNothing(String counter, long hz) {
    Clocksource source = Clocksource.named(counter, null, null).orElseThrow();
    CounterRate rate = CounterRate.ofHz(hz);
    GuestKernel kernel =
        Kernels.started(
            new KernelBuild("6.1.0", source, rate, Overflow.WRAP, 250, 1, Load.IDLE, false));

    kernel.run(100 * SECOND, effect -> {});

    assertThat(kernel.read(Clock.MONOTONIC_RAW) - 100 * SECOND).isEqualTo(nanos(hz * 100, source));
  }

  private static long nanos(long cycles, Clocksource source) {
    return BigInteger.valueOf(cycles)
        .multiply(BigInteger.valueOf(source.mult()))
        .shiftRight(source.shift())
        .longValueExact();
  }
}
