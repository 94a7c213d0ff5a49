package io.lapse.guestkernel.ntp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NtpStateTest {
  private static final int STA_INS = 0x10;

  /** Every field differs from its initial value, so that one that is kept can be told. */
  private static final NtpState BUSY =
      new NtpState(
          250,
          NtpState.STA_PLL | NtpState.STA_NANO | STA_INS,
          TimeState.INS,
          8_589_934_592L,
          53_021_245_440L,
          1_000,
          100,
          10,
          1_795_383_360L,
          -300,
          10_001,
          1,
          2,
          1_795_392_000L,
          new Pps(5, 3, 11, 12, 13, 14, 15, 9, 8));

  @Test
  void clear_keepsAndForgets_asTheKernelsTableSays() {
    NtpState cleared = BUSY.clear();

    assertThat(cleared.timeStatus())
        .isEqualTo(NtpState.STA_PLL | NtpState.STA_NANO | STA_INS | NtpState.STA_UNSYNC);
    assertThat(cleared.timeState()).isEqualTo(TimeState.INS);
    assertThat(cleared.timeOffset()).isZero();
    assertThat(cleared.timeFreq()).isEqualTo(BUSY.timeFreq());
    assertThat(cleared.timeMaxErrorMicros()).isEqualTo(16_000_000);
    assertThat(cleared.timeEstErrorMicros()).isEqualTo(16_000_000);
    assertThat(cleared.timeConstant()).isEqualTo(10);
    assertThat(cleared.timeReftimeSeconds()).isEqualTo(BUSY.timeReftimeSeconds());
    assertThat(cleared.timeAdjustMicros()).isZero();
    assertThat(cleared.tickMicros()).isEqualTo(10_001);
    assertThat(cleared.nextLeapSeconds()).isEqualTo(NtpState.NO_LEAP);
    assertThat(cleared.pps()).isEqualTo(new Pps(2, 0, 0, 0, 0, 0, 0, 9, 8));
    assertThat(cleared.hz()).isEqualTo(250);
  }

  /** ((tick_usec * 1000 * 100) << 32 + time_freq) / HZ, worked out apart in arbitrary precision. */
  @ParameterizedTest(name = "hz {0}, tick {1} us, freq {2}: {3}")
  @CsvSource(
      textBlock =
          """
          250,  10000, 0,            17179869184000000
          1000, 10000, 0,            4294967296000000
          250,  10000, 53021245440,  17179869396084981
          250,  10001, 53021245440,  17181587383003381
          250,  10000, -53021245440, 17179868971915018
          250,  11000, 2147483648000000, 18906446036992000
          """)
  void clear_recomputesTheTick(int hz, long tickMicros, long freq, long base) {
    NtpState initial = NtpState.initial(hz);

    NtpState cleared =
        new NtpState(
                hz, 0, TimeState.OK, 0, freq, 0, 0, 2, 0, 0, tickMicros, 0, 0, 0, initial.pps())
            .clear();

    assertThat(cleared.tickLengthBase()).isEqualTo(base);
    assertThat(cleared.tickLength()).isEqualTo(base);
  }

  @Test
  void clear_ofTheInitialState_changesNothing() {
    assertThat(NtpState.initial(250).clear()).isEqualTo(NtpState.initial(250));
  }

  @Test
  void clear_twice_isClearOnce() {
    assertThat(BUSY.clear().clear()).isEqualTo(BUSY.clear());
  }

  @Test
  void clear_ofASynchronisedState_endsTheSynchronisation() {
    NtpState synchronised = NtpState.synchronised(250);

    assertThat(synchronised.synchronised()).isTrue();
    assertThat(synchronised.clear().synchronised()).isFalse();
  }
}
