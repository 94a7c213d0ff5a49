package io.lapse.guestkernel.timekeeping;

import static io.lapse.guestkernel.Notices.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.guestkernel.ntp.Calls;
import io.lapse.guestkernel.ntp.Ntp;
import io.lapse.guestkernel.ntp.NtpStart;
import io.lapse.ledger.catchup.Clocksource;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The mult of MONOTONIC after adjtimex set a frequency, by the formula of {@code
 * tk_setup_internals} and {@code timekeeping_adjust}, worked out here without a limit of 64 bits:
 *
 * <pre>
 *   interval  = 10^9 / HZ << shift                  cycles = (interval + mult / 2) / mult
 *   remainder = interval - cycles * mult
 *   tick      = ((tick_usec * 100,000 << 32) + freq * 65,536,000) / HZ
 *   mult'     = ((tick >> 32 - shift) - remainder) / cycles, plus 1 while the clock is behind
 * </pre>
 */
class NtpMultTest {
  private static final int HZ = 250;
  private static final BigInteger BILLION = BigInteger.valueOf(SECOND);

  /** {@code freq} in ppm scaled by 2^16; 809041 is 12.345 ppm. */
  @ParameterizedTest(name = "{0} kHz, freq {1}, tick {2}: mult {3}")
  @CsvSource(
      textBlock =
          """
          # kHz,   freq,      tick,  mult,    registered
          2445406, 0,         10000, 6860708, 6860708
          2445406, 809041,    10000, 6860792, 6860708
          2445406, -809041,   10000, 6860623, 6860708
          2445406, 32768000,  10000, 6864138, 6860708
          2445406, -32768000, 10000, 6857277, 6860708
          2445406, 0,         11000, 7546778, 6860708
          2445406, 0,         9000,  6174637, 6860708
          2445406, 809041,    10001, 6861478, 6860708
          2000000, 809041,    10000, 4194355, 4194304
          2400000, 809041,    10000, 6990593, 6990507
          3665039, -6553600,  10000, 2288589, 2288818
          1000000, 65536,     10000, 8388616, 8388608
          """)
  void mult_afterAdjtimex(long khz, long freq, long tick, long mult, long registered) {
    Clocksource source = Clocksource.named("tsc", khz, null).orElseThrow();
    Timekeeper clocks = Timekeepers.of(source, Overflow.SAFE, NtpStart.SYNCHRONISED);

    clocks.ntp().adjust(Calls.freq(freq), 1_000, 37);
    clocks.ntp().adjust(Calls.of(0x4000, tick), 1_000, 37);
    clocks.applyFrequency();

    assertThat(source.mult()).isEqualTo(registered);
    assertThat(clocks.mult()).isEqualTo(mult).isEqualTo(byFormula(source, freq, tick));
  }

  /** A kernel that is found with a frequency has that mult from the start. */
  @ParameterizedTest(name = "{0} kHz, freq {1}")
  @CsvSource({"2445406, 809041", "2000000, -809041", "2600000, 32768000"})
  void mult_ofAKernelThatIsFound(long khz, long freq) {
    Clocksource source = Clocksource.named("tsc", khz, null).orElseThrow();

    Timekeeper clocks = Timekeepers.of(source, Overflow.SAFE, at(freq));

    assertThat(clocks.mult()).isEqualTo(byFormula(source, freq, 10_000));
  }

  /** A jump of J: MONOTONIC by the corrected mult, RAW by the registered one; to the ns. */
  @ParameterizedTest(name = "freq {0}, jump of {1} s")
  @CsvSource({
    "809041, 1",
    "809041, 60",
    "809041, 3600",
    "0, 3600",
    "-809041, 3600",
    "32768000, 40000",
    "-32768000, 40000"
  })
  void jump_advancesByTheMult(long freq, long seconds) {
    Clocksource source = Clocksource.named("tsc", 2_445_406L, null).orElseThrow();
    Timekeeper clocks = Timekeepers.of(source, Overflow.SAFE, at(freq));
    Clocks before = clocks.clocks();
    long cycles = 2_445_406_000L * seconds;

    clocks.count(cycles);

    Clocks after = clocks.clocks();
    assertThat(after.monotonicNanos() - before.monotonicNanos())
        .isEqualTo(nanos(cycles, byFormula(source, freq, 10_000), source.shift()));
    assertThat(after.monotonicRawNanos() - before.monotonicRawNanos())
        .isEqualTo(nanos(cycles, source.mult(), source.shift()));
  }

  /** The tick adds whole intervals and changes mult; what the clocks read stays the same. */
  @ParameterizedTest(name = "freq {0}, jump of {1} s")
  @CsvSource({"809041, 1", "809041, 3600", "-809041, 3600", "32768000, 40000", "0, 4000000"})
  void tickAfterAJump_readsTheSame(long freq, long seconds) {
    Clocksource source = Clocksource.named("tsc", 2_445_406L, null).orElseThrow();
    Timekeeper clocks = Timekeepers.of(source, Overflow.SAFE, at(freq));
    clocks.count(2_445_406_000L * seconds + 12_345);
    Clocks beforeTheTick = clocks.clocks();

    clocks.advance();

    // The PLL has no offset to make up for, so nothing but the rounding of one ns is lost.
    Clocks after = clocks.clocks();
    assertThat(after.monotonicNanos() - beforeTheTick.monotonicNanos()).isBetween(-1L, 1L);
    assertThat(after.monotonicRawNanos()).isEqualTo(beforeTheTick.monotonicRawNanos());
  }

  /** A mult is an integer: the kernel adds 1 to it while the clock is behind NTP's. */
  @Test
  void longRun_followsNtp_notTheRoundedMult() {
    Clocksource source = Clocksource.named("tsc", 2_445_406L, null).orElseThrow();
    Timekeeper clocks = Timekeepers.of(source, Overflow.SAFE, at(809_041));
    long start = clocks.monotonicNanos();
    long low = byFormula(source, 809_041, 10_000);
    long ticks = 1_000L * HZ;

    boolean low1 = false;
    boolean high1 = false;
    for (int i = 0; i < ticks; i++) {
      clocks.count(clocks.cycleInterval());
      clocks.advance();
      low1 |= clocks.mult() == low;
      high1 |= clocks.mult() == low + 1;
      assertThat(clocks.mult()).isBetween(low, low + 1);
    }

    // Each tick is as long as NTP says, less what whole cycles of the counter leave of it.
    BigInteger tick =
        tickScaled(809_041, 10_000).subtract(remainder(source).shiftLeft(32 - source.shift()));
    long expected = tick.multiply(BigInteger.valueOf(ticks)).shiftRight(32).longValueExact();
    assertThat(low1 && high1).isTrue();
    assertThat(clocks.monotonicNanos() - start).isBetween(expected - 2, expected + 2);
  }

  private static NtpStart at(long freq) {
    return new NtpStart(Ntp.STA_PLL | Ntp.STA_NANO, 0, freq, 0, 0, 2, 10_000, 0);
  }

  private static long byFormula(Clocksource source, long freq, long tick) {
    return tickScaled(freq, tick)
        .shiftRight(32 - source.shift())
        .subtract(remainder(source))
        .divide(cycles(source))
        .longValueExact();
  }

  private static BigInteger cycles(Clocksource source) {
    BigInteger mult = BigInteger.valueOf(source.mult());
    return interval(source).add(mult.shiftRight(1)).divide(mult);
  }

  private static BigInteger remainder(Clocksource source) {
    return interval(source).subtract(cycles(source).multiply(BigInteger.valueOf(source.mult())));
  }

  private static BigInteger interval(Clocksource source) {
    return BILLION.divide(BigInteger.valueOf(HZ)).shiftLeft(source.shift());
  }

  private static BigInteger tickScaled(long freq, long tick) {
    return BigInteger.valueOf(tick * 100_000)
        .shiftLeft(32)
        .add(BigInteger.valueOf(freq * 65_536_000))
        .divide(BigInteger.valueOf(HZ));
  }

  private static long nanos(long cycles, long mult, int shift) {
    return BigInteger.valueOf(cycles)
        .multiply(BigInteger.valueOf(mult))
        .shiftRight(shift)
        .longValueExact();
  }
}
