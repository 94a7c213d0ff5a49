package io.lapse.guestkernel.ntp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code ntp_clear()}, {@code second_overflow()} and {@code ntp_update_offset()} of
 * kernel/time/ntp.c. Where HZ is 1, a tick is a second: its length shows time_freq exactly.
 */
class NtpTest {
  private static final int PLL_NANO = Ntp.STA_PLL | Ntp.STA_NANO;
  private static final int NOW = 1_000;
  private static final int TAI = 37;
  private static final long SECOND_SCALED = 1_000_000_000L << 32;

  /** Every field differs from its initial value, so that one that is kept can be told. */
  private static Ntp busy() {
    Ntp ntp =
        new Ntp(
            1,
            new NtpStart(
                PLL_NANO | Ntp.STA_INS, 500_000, 809_041, 1_000, 100, 10, 10_001, NOW - 100));
    ntp.secondOverflow(NOW);
    ntp.adjust(Calls.adjtime(-300), NOW, TAI);
    return ntp;
  }

  /** The kernel's table of what {@code ntp_clear()} keeps and forgets. */
  @ParameterizedTest(name = "{0}: {1}, cleared {2}")
  @CsvSource(
      textBlock =
          """
          # field,              before,              after
          status,               8209,                8273
          time_state,           1,                   1
          offset,               499877,              0
          freq,                 809041,              809041
          maxerror,             1500,                16000000
          esterror,             100,                 16000000
          constant,             10,                  10
          tick,                 10001,               10001
          reftime,              900,                 900
          slew_us,              -300,                0
          tick_length_base,     4295449814040576000, 4295449814040576000
          leap_at_midnight,     -1,                  0
          """)
  void clear_keepsAndForgets_asTheKernelsTableSays(String field, long before, long after) {
    Ntp cleared = busy();
    cleared.clear();

    assertThat(read(field, busy())).as("before").isEqualTo(before);
    assertThat(read(field, cleared)).as("after").isEqualTo(after);
  }

  private static long read(String field, Ntp ntp) {
    AdjtimexReply reply = ntp.reply(NOW, TAI);
    return switch (field) {
      case "status" -> reply.status();
      case "time_state" -> stateOf(ntp);
      case "offset" -> reply.offset();
      case "freq" -> reply.freq();
      case "maxerror" -> reply.maxError();
      case "esterror" -> reply.estError();
      case "constant" -> reply.constant();
      case "tick" -> reply.tick();
      case "reftime" -> reftimeOf(ntp);
      case "slew_us" -> slewOf(ntp);
      case "tick_length_base" -> baseOf(ntp);
      case "leap_at_midnight" -> ntp.secondOverflow(86_400);
      default -> throw new IllegalArgumentException(field);
    };
  }

  /** The status that TIME_ERROR hides behind is taken back first. */
  private static long stateOf(Ntp ntp) {
    ntp.adjust(Calls.status(PLL_NANO | Ntp.STA_INS), NOW, TAI);
    return ntp.reply(NOW, TAI).timeState();
  }

  /** By what 1 ms does to the frequency: at constant 10 16e6 a second since the reference. */
  private static long reftimeOf(Ntp ntp) {
    long before = ntp.tickLength();
    ntp.adjust(Calls.offset(1_000_000), NOW, TAI);
    return NOW - (ntp.tickLength() - before) / 16_000_000;
  }

  /** Once the offset is gone, what a second is longer by than its base. */
  private static long slewOf(Ntp ntp) {
    ntp.adjust(Calls.offset(0), NOW, TAI);
    ntp.secondOverflow(NOW + 1);
    long withSlew = ntp.tickLength();
    ntp.secondOverflow(NOW + 2);
    return (withSlew - ntp.tickLength()) / (1_000L << 32);
  }

  /** The tick's length once neither offset nor slew is left. */
  private static long baseOf(Ntp ntp) {
    ntp.adjust(Calls.offset(0), NOW, TAI);
    ntp.secondOverflow(NOW + 1);
    ntp.secondOverflow(NOW + 2);
    return ntp.tickLength();
  }

  @Test
  void clear_holdsAtOnce() {
    Ntp ntp = busy();
    long withOffset = ntp.tickLength();

    ntp.clear();

    assertThat(withOffset).isNotEqualTo(ntp.tickLength());
    assertThat(ntp.tickLength()).isEqualTo(4_295_449_814_040_576_000L);
  }

  /** ((tick_usec * 1000 * 100) << 32 + time_freq) / HZ, worked out apart in arbitrary precision. */
  @ParameterizedTest(name = "hz {0}, tick {1} us, freq {2}: {3}")
  @CsvSource(
      textBlock =
          """
          # hz, tick,  freq,      base
          250,  10000, 0,         17179869184000000
          1000, 10000, 0,         4294967296000000
          250,  10000, 809041,    17180081269243904
          250,  10001, 809041,    17181799256162304
          250,  10000, -809041,   17179657098756096
          250,  11000, 32768000,  18906446036992000
          """)
  void clear_recomputesTheTick(int hz, long tick, long freq, long base) {
    Ntp ntp = new Ntp(hz, new NtpStart(0, 0, freq, 0, 0, 2, tick, 0));

    ntp.clear();

    assertThat(ntp.tickLength()).isEqualTo(base);
  }

  @ParameterizedTest(name = "hz {0}, {1} ns: time_offset {2}")
  @CsvSource(
      textBlock =
          """
          # hz, offset,       time_offset,      first chunk,   second chunk
          1000,  100000000,   429496729600000,  1677721600000, 1671168000000
          1000, -100000000,  -429496729600000, -1677721600000, -1671168000000
          250,   100000000,  1717986918400000,  6710886400000, 6684672000000
          """)
  void offset_isMadeUpForInChunks(int hz, long offset, long timeOffset, long first, long second) {
    Ntp ntp = new Ntp(hz, new NtpStart(PLL_NANO, 0, 0, 0, 0, 6, 10_000, NOW));
    long base = ntp.tickLength();
    ntp.adjust(Calls.offset(offset), NOW, TAI);

    List<Long> chunks = new ArrayList<>();
    for (int i = 1; i <= 2; i++) {
      ntp.secondOverflow(NOW + i);
      chunks.add(ntp.tickLength() - base);
    }

    // time_offset >> (2 + 6) is the first chunk.
    assertThat(chunks).containsExactly(first, second);
    assertThat(timeOffset / 256).isEqualTo(first);
  }

  /** 100 ms at constant 6; what adjtimex shows after each second does not depend on HZ. */
  @ParameterizedTest(name = "hz {0}")
  @ValueSource(ints = {1000, 250, 100})
  void offset_asAdjtimexShowsIt(int hz) {
    Ntp ntp = new Ntp(hz, new NtpStart(PLL_NANO, 0, 0, 0, 0, 6, 10_000, NOW));
    Ntp behind = ntp.copy();
    ntp.adjust(Calls.offset(100_000_000), NOW, TAI);
    behind.adjust(Calls.offset(-100_000_000), NOW, TAI);

    List<Long> shown = new ArrayList<>();
    for (int i = 1; i <= 5; i++) {
      ntp.secondOverflow(NOW + i);
      behind.secondOverflow(NOW + i);
      shown.add(ntp.reply(NOW + i, TAI).offset());
      assertThat(behind.reply(NOW + i, TAI).offset()).isEqualTo(-ntp.reply(NOW + i, TAI).offset());
    }

    assertThat(shown).containsExactly(99609375L, 99220275L, 98832696L, 98446631L, 98062074L);
  }

  /**
   * PLL: offset * min(secs, 2^(3 + tc)) << (32 - 2 * (4 + tc)). FLL, after 2048 s, or 256 s with
   * STA_FLL: (offset << 30) / secs.
   */
  @ParameterizedTest(name = "{0} ns after {1} s, constant {2}, status {3}: {4}")
  @CsvSource(
      textBlock =
          """
          # offset,   secs,    tc, status, time_freq,        STA_MODE
          1000000,    64,       6, 0x2001, 262144000000,     false
          -1000000,   64,       6, 0x2001, -262144000000,    false
          1000000,    0,        6, 0x2001, 0,                false
          1000000,    512,      6, 0x2001, 2097152000000,    false
          1000000,    513,      6, 0x2001, 2097152000000,    false
          1000000,    2048,     6, 0x2001, 2097152000000,    false
          1000000,    2049,     6, 0x2001, 2621184124938,    true
          1000000,    4096,     6, 0x2001, 2359296000000,    true
          1000000,    255,      6, 0x2009, 1044480000000,    false
          1000000,    256,      6, 0x2009, 5242880000000,    true
          1000000,    64,       6, 0x2081, 0,                false
          500000,     3369600,  7, 0x2001, 524447327787,     true
          1000,       64,       6, 0x0001, 262144000000,     false
          1000000,    64,       6, 0x2000, 0,                false
          """)
  void offset_movesTheFrequency(
      long offset, long secs, int constant, String status, long freq, boolean mode) {
    int startStatus = Integer.decode(status);
    Ntp ntp = new Ntp(1, new NtpStart(startStatus, 0, 0, 0, 0, constant, 10_000, NOW));

    ntp.adjust(Calls.offset(offset), NOW + secs, TAI);

    assertThat(ntp.tickLength() - SECOND_SCALED).isEqualTo(freq);
    assertThat(ntp.reply(NOW, TAI).status()).isEqualTo(startStatus | (mode ? Ntp.STA_MODE : 0));
  }

  /** Measured: 39 days stepped, then 500 us at constant 7: 8002 units, and STA_MODE. */
  @Test
  void step_isElapsedTimeToThePll() {
    Ntp ntp = new Ntp(250, new NtpStart(PLL_NANO, 0, 809_041, 0, 0, 7, 10_000, NOW));
    ntp.clear();

    ntp.adjust(Calls.offset(500_000), NOW + 39 * 86_400, TAI);

    assertThat(ntp.reply(NOW, TAI).freq()).isEqualTo(809_041 + 8_002);
  }

  @Test
  void frequency_isClampedAt500Ppm() {
    Ntp ntp = new Ntp(1, new NtpStart(PLL_NANO, 0, 32_000_000, 0, 0, 2, 10_000, 0));

    ntp.adjust(Calls.offset(500_000_000), NOW, TAI);

    assertThat(ntp.reply(NOW, TAI).freq()).isEqualTo(32_768_000);
    assertThat(ntp.tickLength() - SECOND_SCALED).isEqualTo(500_000L << 32);
  }

  @Test
  void maxerror_grows500MicrosASecond_untilTheClockIsUnsynchronised() {
    Ntp ntp = new Ntp(250, NtpStart.SYNCHRONISED);
    for (int second = 1; second <= 32_000; second++) {
      ntp.secondOverflow(NOW + second);
    }
    AdjtimexReply last = ntp.reply(NOW, TAI);

    ntp.secondOverflow(NOW + 32_001);

    assertThat(last.maxError()).isEqualTo(16_000_000);
    assertThat(last.timeState()).isEqualTo(TimeState.OK.code());
    assertThat(ntp.reply(NOW, TAI).maxError()).isEqualTo(16_000_000);
    assertThat(ntp.reply(NOW, TAI).status()).isEqualTo(PLL_NANO | Ntp.STA_UNSYNC);
    assertThat(ntp.reply(NOW, TAI).timeState()).isEqualTo(TimeState.ERROR.code());
  }

  /** By how much ticks are longer, in the first seconds; the last part is divided first. */
  @ParameterizedTest(name = "hz {0}, {1} us")
  @CsvSource(
      textBlock =
          """
          # hz, us,   per second (us * 1000 / hz, in ns * 2^32)
          1000, 1800, 2147483648000 2147483648000 2147483648000 1288490188800 0
          1000, -1800, -2147483648000 -2147483648000 -2147483648000 -1288490188800 0
          1000, 500,  2147483648000 0
          1000, 501,  2147483648000 4294967296 0
          300,  500,  7155415515136 0
          300,  501,  7158278826666 12884901888 0
          300,  -7,   -98784247808 0
          """)
  void adjtime_slews500MicrosASecond(int hz, long micros, String expected) {
    Ntp ntp = new Ntp(hz, NtpStart.SYNCHRONISED);
    long base = ntp.tickLength();
    ntp.adjust(Calls.adjtime(micros), NOW, TAI);
    assertThat(ntp.tickLength()).as("until the next second").isEqualTo(base);

    List<String> parts = new ArrayList<>();
    for (int i = 0; i < expected.split(" ").length; i++) {
      ntp.secondOverflow(NOW + i);
      parts.add(Long.toString(ntp.tickLength() - base));
    }

    assertThat(String.join(" ", parts)).isEqualTo(expected);
  }

  @Test
  void adjtimeRead_changesNothing() {
    Ntp ntp = new Ntp(1000, NtpStart.SYNCHRONISED);
    ntp.adjust(Calls.adjtime(400), NOW, TAI);
    ntp.adjust(Calls.of(AdjtimexCall.ADJ_OFFSET_SS_READ, 9), NOW, TAI);
    long base = ntp.tickLength();

    ntp.secondOverflow(NOW);

    assertThat(ntp.tickLength() - base).isEqualTo(400L << 32);
  }
}
