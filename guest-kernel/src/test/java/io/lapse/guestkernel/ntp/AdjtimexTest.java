package io.lapse.guestkernel.ntp;

import static io.lapse.guestkernel.Notices.SECOND;
import static io.lapse.guestkernel.ntp.AdjtimexCall.ADJ_ESTERROR;
import static io.lapse.guestkernel.ntp.AdjtimexCall.ADJ_FREQUENCY;
import static io.lapse.guestkernel.ntp.AdjtimexCall.ADJ_MAXERROR;
import static io.lapse.guestkernel.ntp.AdjtimexCall.ADJ_MICRO;
import static io.lapse.guestkernel.ntp.AdjtimexCall.ADJ_NANO;
import static io.lapse.guestkernel.ntp.AdjtimexCall.ADJ_OFFSET;
import static io.lapse.guestkernel.ntp.AdjtimexCall.ADJ_SETOFFSET;
import static io.lapse.guestkernel.ntp.AdjtimexCall.ADJ_STATUS;
import static io.lapse.guestkernel.ntp.AdjtimexCall.ADJ_TICK;
import static io.lapse.guestkernel.ntp.AdjtimexCall.ADJ_TIMECONST;
import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.guestkernel.GuestKernel;
import io.lapse.guestkernel.KernelBuild;
import io.lapse.guestkernel.KernelStart;
import io.lapse.guestkernel.Kernels;
import io.lapse.guestkernel.effect.Effect;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code __do_adjtimex()}: fields, limits, order and what it returns. */
class AdjtimexTest {
  private static final int PLL_NANO = Ntp.STA_PLL | Ntp.STA_NANO;
  private static final int NOW = 1_000;
  private static final int TAI = 37;
  private static final long SECOND_SCALED = 1_000_000_000L << 32;

  /** One field, a value, what adjtimex shows of it then. */
  @ParameterizedTest(name = "{0} of {1}, status {2}: {3}")
  @CsvSource(
      textBlock =
          """
          # mode, value,               status, shown
          0x0002, 809041,              0x2001, 809041
          0x0002, -809041,             0x2001, -809041
          0x0002, 32768000,            0x2001, 32768000
          0x0002, 32768001,            0x2001, 32768000
          0x0002, -32768001,           0x2001, -32768000
          0x0002, 140737488355,        0x2001, 32768000
          0x0004, 1000,                0x2001, 1000
          0x0004, 16000000,            0x2001, 16000000
          0x0004, 16000001,            0x2001, 16000000
          0x0004, -1,                  0x2001, 0
          0x0008, 100,                 0x2001, 100
          0x0008, 9223372036854775807, 0x2001, 16000000
          0x0008, -9223372036854775808,0x2001, 0
          0x0020, 3,                   0x2001, 3
          0x0020, 3,                   0x0001, 7
          0x0020, 7,                   0x0001, 10
          0x0020, 10,                  0x2001, 10
          0x0020, 11,                  0x2001, 10
          0x0020, -5,                  0x2001, 0
          0x0020, -5,                  0x0001, 4
          0x0020, 9223372036854775807, 0x0001, 10
          0x4000, 9000,                0x2001, 9000
          0x4000, 11000,               0x2001, 11000
          0x0001, 500000001,           0x2001, 500000000
          0x0001, -9223372036854775808,0x2001, -500000000
          0x0001, 499999,              0x0001, 499999
          0x0001, 9223372036854775807, 0x0001, 500000
          0x0001, 7,                   0x2000, 0
          """)
  void field_isSetWithinItsLimits(String mode, long value, String status, long shown) {
    int modes = Integer.decode(mode);
    Ntp ntp = started(Integer.decode(status));

    ntp.adjust(Calls.of(modes, value), NOW, TAI);

    assertThat(field(modes, ntp.reply(NOW, TAI))).isEqualTo(shown);
  }

  private static long field(int mode, AdjtimexReply reply) {
    return switch (mode) {
      case ADJ_OFFSET -> reply.offset();
      case ADJ_FREQUENCY -> reply.freq();
      case ADJ_MAXERROR -> reply.maxError();
      case ADJ_ESTERROR -> reply.estError();
      case ADJ_TIMECONST -> reply.constant();
      case ADJ_TICK -> reply.tick();
      default -> throw new IllegalArgumentException("mode: " + mode);
    };
  }

  @ParameterizedTest(name = "modes {0}, value {1}: valid {2}")
  @CsvSource(
      textBlock =
          """
          0x4000, 8999,                 false
          0x4000, 9000,                 true
          0x4000, 11000,                true
          0x4000, 11001,                false
          0x4000, 0,                    false
          0x2000, 0,                    true
          0x0002, 140737488355,         true
          0x0002, 140737488356,         false
          0x0002, -9223372036854775808, false
          0x8000, 0,                    false
          0x8001, 0,                    true
          0xa001, 0,                    true
          """)
  void call_outsideTheLimits_isEinval(String modes, long value, boolean valid) {
    GuestKernel kernel = Kernels.exact();
    AdjtimexCall call = Calls.of(Integer.decode(modes), value);

    List<Effect> effects =
        Kernels.effects(to -> assertThat(kernel.adjtimex(call, to).isPresent()).isEqualTo(valid));

    assertThat(effects)
        .isEqualTo(
            valid ? List.of() : List.of(new Effect.Refused("adjtimex", Integer.decode(modes))));
  }

  @Property
  void freq_isShownAsItWasSet(@ForAll @LongRange(min = -32_768_000, max = 32_768_000) long freq) {
    Ntp ntp = started(PLL_NANO);

    ntp.adjust(Calls.freq(freq), NOW, TAI);

    assertThat(ntp.reply(NOW, TAI).freq()).isEqualTo(freq);
    assertThat(ntp.tickLength()).isEqualTo(SECOND_SCALED + freq * 65_536_000);
  }

  @ParameterizedTest(name = "{0} over {1}: {2}")
  @CsvSource(
      textBlock =
          """
          # set,  before, after
          0xffff, 0x2001, 0x20ff
          0xffff, 0x0001, 0x00ff
          0xff01, 0x0041, 0x0001
          0x0001, 0x6001, 0x6001
          0x0000, 0x6009, 0x0000
          0x0040, 0x2000, 0x2040
          """)
  void status_keepsTheReadOnlyBits(String set, String before, String after) {
    Ntp ntp = started(Integer.decode(before));

    ntp.adjust(Calls.status(Integer.decode(set)), NOW, TAI);

    assertThat(ntp.reply(NOW, TAI).status()).isEqualTo(Integer.decode(after));
  }

  /** Without the PLL the leap is disarmed, and STA_NANO with all other bits is gone. */
  @Test
  void droppingThePll_resetsTheState() {
    Ntp ntp = started(PLL_NANO | Ntp.STA_INS);
    ntp.secondOverflow(NOW);
    assertThat(ntp.reply(NOW, TAI).timeState()).isEqualTo(TimeState.INS.code());

    ntp.adjust(Calls.status(Ntp.STA_INS), NOW, TAI);

    assertThat(ntp.reply(NOW, TAI).timeState()).isEqualTo(TimeState.OK.code());
    assertThat(ntp.reply(NOW, TAI).status()).isEqualTo(Ntp.STA_INS);
    assertThat(ntp.secondOverflow(86_400)).isZero();
  }

  /** Its reference time is now, so the first offset moves no frequency. */
  @Test
  void settingThePll_beginsItsIntervalNow() {
    Ntp set = started(Ntp.STA_NANO);
    Ntp kept = started(PLL_NANO);
    for (Ntp ntp : List.of(set, kept)) {
      ntp.adjust(Calls.status(Ntp.STA_PLL), NOW, TAI);
      ntp.adjust(Calls.offset(1_000_000), NOW, TAI);
    }

    assertThat(set.reply(NOW, TAI).freq()).isZero();
    assertThat(kept.reply(NOW, TAI).freq()).isPositive();
  }

  @ParameterizedTest(name = "TAI offset {0}: {1}")
  @CsvSource({"0, 0", "38, 38", "100000, 100000", "100001, 37", "-1, 37", "4294967334, 37"})
  void taiOffset_isTakenWithinItsRange(long seconds, int after) {
    assertThat(started(PLL_NANO).adjust(AdjtimexCall.tai(seconds), NOW, TAI)).isEqualTo(after);
  }

  /**
   * All in one call: STA_PLL counts for ADJ_OFFSET, STA_NANO for ADJ_TIMECONST and ADJ_OFFSET; the
   * PLL adds to the new frequency, with the new constant.
   */
  @Test
  void modes_areWorkedOffInTheKernelsOrder() {
    Ntp ntp = started(Ntp.STA_UNSYNC);
    int modes = ADJ_STATUS | ADJ_NANO | ADJ_FREQUENCY | ADJ_TIMECONST | ADJ_OFFSET | ADJ_TICK;
    AdjtimexCall first = new AdjtimexCall(modes, 2_000, 100, 0, 0, Ntp.STA_PLL, 3, 10_001, 0);
    AdjtimexCall second =
        new AdjtimexCall(ADJ_FREQUENCY | ADJ_TIMECONST | ADJ_OFFSET, 2_000, 200, 0, 0, 0, 6, 0, 0);

    ntp.adjust(first, NOW, TAI);
    AdjtimexReply afterFirst = ntp.reply(NOW, TAI);
    ntp.adjust(second, NOW + 64, TAI);

    assertThat(afterFirst)
        .isEqualTo(
            new AdjtimexReply(
                PLL_NANO, 2_000, 100, 0, 0, 3, 10_001, TAI, 32_768_000, TimeState.OK.code()));
    // 2 us over 64 s at constant 6 are 524288000; at constant 3 they would be 64 times that.
    assertThat(ntp.tickLength())
        .isEqualTo(((10_001L * 100_000) << 32) + 200 * 65_536_000L + 524_288_000L);
  }

  @Test
  void nanoAndMicro_together_leaveMicro() {
    Ntp ntp = started(PLL_NANO);

    ntp.adjust(Calls.of(ADJ_NANO | ADJ_MICRO, 0), NOW, TAI);

    assertThat(ntp.reply(NOW, TAI).status()).isEqualTo(Ntp.STA_PLL);
  }

  /** ADJ_SETOFFSET comes first and clears NTP; what the same call states is not lost. */
  @Test
  void stepWithStatusAndErrors_endsSynchronised() {
    GuestKernel kernel = Kernels.exact();
    int modes = ADJ_SETOFFSET | ADJ_NANO | ADJ_STATUS | ADJ_MAXERROR | ADJ_ESTERROR;
    AdjtimexCall call = new AdjtimexCall(modes, 0, 0, 1_000, 100, Ntp.STA_PLL, 0, 0, 30_000L);

    List<Effect> effects = Kernels.effects(to -> assertThat(kernel.adjtimex(call, to)).hasValue(0));

    assertThat(effects).contains(new Effect.NtpCleared());
    assertThat(kernel.ntp().status()).isEqualTo(PLL_NANO);
    assertThat(kernel.ntp().maxError()).isEqualTo(1_000);
    assertThat(kernel.ntp().estError()).isEqualTo(100);
    assertThat(kernel.clocks().realtimeNanos()).isEqualTo(1_000_000_030_000L);
  }

  /** The PLL takes the second of the last tick, not what a reader sees: none passed since. */
  @ParameterizedTest(name = "tick pending {0}: freq {1}")
  @CsvSource({"false, 0", "true, 195"})
  void pll_countsSecondsThatATickHasSeen(boolean tickPending, long freq) {
    GuestKernel kernel =
        GuestKernel.started(
            new KernelStart(
                KernelBuild.UNKNOWN,
                Kernels.CLOCKS,
                new NtpStart(PLL_NANO, 0, 0, 0, 0, 7, 10_000, NOW),
                List.of()));

    kernel.jumpCounter(100 * SECOND, tickPending, false, effect -> {});
    kernel.adjtimex(Calls.offset(125_000), effect -> {});

    // 125000 * 100 << 10, in units of 65536000.
    assertThat(kernel.ntp().freq()).isEqualTo(freq);
  }

  /**
   * {@code is_error_status}; PPS bits: FREQ 2, TIME 4, SIGNAL 100, JITTER 200, WANDER 400, ERROR
   * 800.
   */
  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      textBlock =
          """
          0x0000, 0
          0x2001, 0
          0x0040, 5
          0x1000, 5
          0x0002, 5
          0x0004, 5
          0x0102, 0
          0x0104, 0
          0x0302, 0
          0x0304, 5
          0x0502, 5
          0x0902, 5
          0x0504, 0
          0x0904, 0
          0x0700, 0
          """)
  void result_isTimeError_asTheStatusSays(String status, int result) {
    assertThat(started(Integer.decode(status)).reply(NOW, TAI).timeState()).isEqualTo(result);
  }

  /** At constant 2 and with its last offset at 936 s; HZ 1, so that a tick is a second. */
  private static Ntp started(int status) {
    return new Ntp(1, new NtpStart(status, 0, 0, 0, 0, 2, 10_000, NOW - 64));
  }
}
