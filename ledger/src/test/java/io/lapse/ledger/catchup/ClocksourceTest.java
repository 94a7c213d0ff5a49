package io.lapse.ledger.catchup;

import static java.math.BigInteger.ONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The arithmetic of clocksources, against what real kernels printed. */
class ClocksourceTest {

  /** The clocksource line and the frequency, both in the log of one boot. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # MHz        | mask               | max_cycles       | max_idle_ns
          3819.679     | ffffffffffffffff   | 6e1dec388f1      | 881590444886
          3593.248     | ffffffffffffffff   | 33cb68e6ea4      | 440795288133
          2593.499     | ffffffffffffffff   | 25623ef959c      | 440795271101
          2594.107     | ffffffffffffffff   | 25647d583cf      | 440795304232
          3990.981     | ffffffffffffffff   | 730e299016d      | 881590412744
          3593.233     | ffffffffffffffff   | 33cb5b25ea5      | 440795305334
          3408.006     | ffffffffffffffff   | 311fd9b189d      | 440795225691
          3299.042     | ffffffffffffffff   | 2f8dc3bba88      | 440795361811
          3591.584     | ffffffffffffffff   | 33c545180c2      | 440795274720
          1599.947     | ffffffffffffffff   | 170ff2fc09b      | 440795267654
          2494.223     | ffffffffffffffff   | 23f3e8602d1      | 440795241926
          2499.814     | ffffffffffffffff   | 24088a0007e      | 440795263290
          2495.952     | ffffffffffffffff   | 23fa49fc138      | 440795295059
          2499.784     | ffffffffffffffff   | 24086dc9c08      | 440795236697
          2903.996     | ffffffffffffffff   | 29dc020bb13      | 440795273180
          1996.250     | ffffffffffffffff   | 398caf77d7a      | 881590459467
          1993.943     | ffffffffffffffff   | 397ba967053      | 881590807276
          2194.900     | ffffffffffffffff   | 1fa361254b6      | 440795315371
          2166.743     | ffffffffffffffff   | 1f3b7a14f70      | 440795245921
          4199.978     | ffffffffffffffff   | 3c8a4cbe93a      | 440795327229
          4099.997     | ffffffffffffffff   | 3b195c4884e      | 440795370048
          4007.998     | ffffffffffffffff   | 39c5e079383      | 440795359885
          2200.216     | ffffffffffffffff   | 1fb6feccdd0      | 440795259471
          2593.994     | ffffffffffffffff   | 256412811b4      | 440795306987
          1497.600     | ffffffffffffffff   | 159647815e3      | 440795269835
          1999.968     | ffffffffffffffff   | 39a8208cdd2      | 881590748921
          3696.214     | ffffffffffffffff   | 6a8eb9fe25e      | 881590828916
          3699.996     | ffffffffffffffff   | 6aaaa371c79      | 881590671907
          2096.054     | ffffffffffffffff   | 1e36a0ba545      | 440795203241
          1895.612     | ffffffffffffffff   | 36a5f58a5e2      | 881590593810
          1804.788     | ffffffffffffffff   | 1a03d4aae78      | 440795229005
          1862.322     | ffffffffffffffff   | 35b0465207b      | 881590764823
          """)
  void tsc_isWhatRealKernelsPrinted(
      BigDecimal megahertz, String mask, String maxCycles, long maxIdleNanos) {
    long khz = megahertz.movePointRight(3).longValueExact();

    Clocksource source = Clocksource.named("tsc", khz, null).orElseThrow();

    assertThat(Long.toHexString(source.mask())).isEqualTo(mask);
    assertThat(Long.toHexString(source.maxCycles())).isEqualTo(maxCycles);
    assertThat(source.maxIdleNanos()).isEqualTo(maxIdleNanos);
    assertThat(Clocksource.named("tsc-early", khz, null)).contains(source);
  }

  /** Counters in Hz: a real HPET of 41,666,667 fs, a 57-bit counter of an Arm board. */
  @ParameterizedTest
  @CsvSource({
    "23999999, ffffffff, ffffffff, 79635855245",
    "62500000, 1ffffffffffffff, 1cd42e208c, 881590405314"
  })
  void counterInHz_isWhatRealKernelsPrinted(
      long hz, String mask, String maxCycles, long maxIdleNanos) {
    Clocksource source = Clocksource.registered(Long.parseUnsignedLong(mask, 16), hz, 1);

    assertThat(Long.toHexString(source.maxCycles())).isEqualTo(maxCycles);
    assertThat(source.maxIdleNanos()).isEqualTo(maxIdleNanos);
  }

  /** Where the shift changes: an exact power of two GHz, and 2^40/600 Hz times one. */
  @ParameterizedTest
  @CsvSource({
    "1000000, 8388608, 23, 922746, 1cd42e4dffb, 881590591483",
    "1832519, 9155275, 24, 1007080, 1a6a291e0f7, 440795226494",
    "1832520, 4577635, 23, 503539, 34d4549ea3e, 881590735659",
    "1999999, 4194306, 23, 461373, 39a85afc727, 881590685098",
    "2000000, 4194304, 23, 461373, 39a85c9bff6, 881590591483",
    "2000001, 8388604, 24, 922746, 1cd42f1dc63, 440795248933",
    "2399998, 6990512, 24, 768956, 229835b7123, 440795242976",
    "2400000, 6990507, 24, 768955, 22983777dd9, 440795300422",
    "3665038, 4577638, 24, 503540, 34d451e4e76, 440795237216",
    "3665039, 2288818, 23, 251769, 69a8a93d47c, 881591168438",
    "4000001, 4194303, 24, 461373, 39a85d6bc5e, 440795272337"
  })
  void tsc_hasAShiftThatAlternates(
      long khz, long mult, int shift, long maxAdj, String maxCycles, long maxIdleNanos) {
    Clocksource source = Clocksource.named("tsc", khz, null).orElseThrow();

    assertFigures(source, mult, shift, maxAdj, maxCycles, maxIdleNanos);
  }

  @ParameterizedTest
  @CsvSource({
    "kvm-clock, 8388608, 23, 922746, 1cd42e4dffb, 881590591483",
    "xen, 8388608, 23, 922746, 1cd42e4dffb, 881590591483",
    "acpi_pm, 2343484437, 23, 257783288, ffffff, 2085701024",
    "hpet, 2684354560, 28, 295279001, ffffffff, 19112604467"
  })
  void source_hasItsOwnFrequency(
      String name, long mult, int shift, long maxAdj, String maxCycles, long maxIdleNanos) {
    Clocksource source = Clocksource.named(name, 2_445_406L, null).orElseThrow();

    assertFigures(source, mult, shift, maxAdj, maxCycles, maxIdleNanos);
  }

  private static void assertFigures(
      Clocksource source, long mult, int shift, long maxAdj, String maxCycles, long maxIdleNanos) {
    assertThat(source.mult()).isEqualTo(mult);
    assertThat(source.shift()).isEqualTo(shift);
    assertThat(source.maxAdj()).isEqualTo(maxAdj);
    assertThat(Long.toHexString(source.maxCycles())).isEqualTo(maxCycles);
    assertThat(source.maxIdleNanos()).isEqualTo(maxIdleNanos);
  }

  /** The product goes round after 2^(64-shift) ns, unless the counter does before. */
  @ParameterizedTest
  @CsvSource({
    "64, 2000001, 1000, 1099511627776, false",
    "64, 2000000, 1000, 2199023255552, false",
    "64, 1000000000, 1, 2199023255552, false",
    "57, 62500000, 1, 2199023255552, false",
    "64, 1, 1, 9223372036854775808, false",
    "64, 2, 1, 4611686018427387904, false",
    "24, 3579545, 1, 4686968874, true",
    "32, 100000000, 1, 42949672960, true",
    "34, 4000000000, 1, 4294967296, true",
    "1, 1, 1, 2000000000, true"
  })
  void wrap_isOfTheProductOrOfTheCounter(
      int bits, long frequency, long scale, String wrapNanos, boolean byItself) {
    Clocksource source = Clocksource.registered(-1L >>> (64 - bits), frequency, scale);

    assertThat(Long.toUnsignedString(source.wrapNanos())).isEqualTo(wrapNanos);
    assertThat(source.goesRoundByItself()).isEqualTo(byItself);
  }

  /** 7/8 of the mask, each part rounded down. */
  @ParameterizedTest
  @CsvSource({
    "64, 16140901064495857661",
    "57, 126100789566373885",
    "32, 3758096381",
    "24, 14680061",
    "3, 4",
    "1, 0"
  })
  void maxRawDelta_isSevenEighthsOfTheMask(int bits, String cycles) {
    Clocksource source = Clocksource.registered(-1L >>> (64 - bits), 1_000_000, 1);

    assertThat(Long.toUnsignedString(source.maxRawDelta())).isEqualTo(cycles);
  }

  /** What must be true of the figures of every counter, in numbers without a limit. */
  @Property
  void figures_keepWhatTheyPromise(
      @ForAll @IntRange(min = 1, max = 64) int bits,
      @ForAll @LongRange(min = 1, max = Clocksource.FREQUENCY_MAX) long frequency,
      @ForAll boolean inKhz) {
    Clocksource source = Clocksource.registered(-1L >>> (64 - bits), frequency, inKhz ? 1000 : 1);
    BigInteger mult = BigInteger.valueOf(source.mult());
    BigInteger maxAdj = BigInteger.valueOf(source.maxAdj());
    BigInteger counts = ONE.shiftLeft(bits);
    BigInteger maxCycles =
        ONE.shiftLeft(64).subtract(ONE).divide(mult.add(maxAdj)).min(counts.subtract(ONE));
    BigInteger counterNanos = counts.multiply(mult).shiftRight(source.shift());
    BigInteger hz = BigInteger.valueOf(frequency).multiply(BigInteger.valueOf(inKhz ? 1000 : 1));
    BigInteger error =
        mult.multiply(hz).subtract(BigInteger.valueOf(1_000_000_000).shiftLeft(source.shift()));

    assertThat(mult.add(maxAdj)).isLessThan(ONE.shiftLeft(32));
    assertThat(error.abs()).isLessThanOrEqualTo(hz);
    assertThat(unsigned(source.maxCycles())).isEqualTo(maxCycles);
    assertThat(source.maxIdleNanos())
        .isEqualTo(
            maxCycles
                .multiply(mult.subtract(maxAdj))
                .shiftRight(source.shift() + 1)
                .longValueExact());
    assertThat(unsigned(source.wrapNanos()))
        .isEqualTo(counterNanos.min(ONE.shiftLeft(64 - source.shift())));
  }

  private static BigInteger unsigned(long value) {
    return new BigInteger(Long.toUnsignedString(value));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1000, 1, mask must be 2^n - 1: 0",
    "fffffffe, 1000, 1, mask must be 2^n - 1: 4294967294",
    "fffffffffffffffe, 1000, 1, mask must be 2^n - 1: 18446744073709551614",
    "ffffffff, 0, 1, frequency must be 1 to 2^32 - 1: 0",
    "ffffffff, 4294967296, 1, frequency must be 1 to 2^32 - 1: 4294967296",
    "ffffffff, 1000, 0, scale must be 1 or 1000: 0",
    "ffffffff, 1000, 1000000, scale must be 1 or 1000: 1000000"
  })
  void counter_thatNoKernelRegisters_isRefused(
      String mask, long frequency, long scale, String message) {
    assertThatThrownBy(
            () -> Clocksource.registered(Long.parseUnsignedLong(mask, 16), frequency, scale))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  /** The first two are what kernels of HZ=100 and HZ=250 print. */
  @ParameterizedTest
  @CsvSource({
    "100, 2560000000, 8, 19112604462750000",
    "250, 1024000000, 8, 7645041785100000",
    "1000, 256000000, 8, 1911260446275000",
    "48, 2666666624, 7, 39817925337713102",
    "24, 2666666688, 6, 79635852588028829"
  })
  void jiffies_haveTheirOwnMult(long hz, long mult, int shift, long maxIdleNanos) {
    Clocksource source = Clocksource.named("jiffies", null, hz).orElseThrow();

    assertThat(source.mult()).isEqualTo(mult);
    assertThat(source.shift()).isEqualTo(shift);
    assertThat(source.maxIdleNanos()).isEqualTo(maxIdleNanos);
  }

  /** A jiffy in ns, rounded to the nearest, with the shift that keeps it within 32 bits. */
  @ParameterizedTest
  @CsvSource({
    "24, 2666666688, 6",
    "33, 1939393920, 6",
    "34, 3764705920, 7",
    "66, 1939393920, 7",
    "67, 3820895488, 8",
    "12287, 20835072, 8"
  })
  void jiffies_haveAShiftForTheirRate(long hz, long mult, int shift) {
    Clocksource source = Clocksource.named("jiffies", null, hz).orElseThrow();

    assertThat(source.mult()).isEqualTo(mult);
    assertThat(source.shift()).isEqualTo(shift);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1, mult must be 1 to 2^32 - 1: 0",
    "4294967296, 1, mult must be 1 to 2^32 - 1: 4294967296",
    "1, 0, shift must be 1 to 32: 0",
    "4294967295, 33, shift must be 1 to 32: 33"
  })
  void figures_thatNoKernelHas_areRefused(long mult, int shift, String message) {
    assertThatThrownBy(() -> new Clocksource(-1, mult, shift, false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource({
    ", 2000000, 250",
    "tsc, , 250",
    "tsc, 0, 250",
    "tsc, -1, 250",
    "tsc, 4294967296, 250",
    "tsc-early, , 250",
    "jiffies, 2000000, ",
    "jiffies, 2000000, 23",
    "jiffies, 2000000, 12288",
    "TSC, 2000000, 250",
    "arch_sys_counter, 2000000, 250"
  })
  void source_isNotGuessed(String name, Long tscKhz, Long hz) {
    assertThat(Clocksource.named(name, tscKhz, hz)).isEmpty();
  }
}
