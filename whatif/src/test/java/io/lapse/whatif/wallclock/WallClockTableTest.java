package io.lapse.whatif.wallclock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.lapse.guestkernel.discipline.trial.Knowledge;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class WallClockTableTest {
  private static final long MILLI = 1_000_000L;
  private static final long SECOND = 1_000 * MILLI;
  private static final long TOLERANCE = 100 * MILLI;
  private static final long WATCHED = 14 * 3_600 * SECOND;

  private static Wrong naive(NtpDaemon daemon, long nanos) {
    return WallClockTable.of(daemon).after(nanos, false, true, Knowledge.NONE);
  }

  /** Lost, other hardware, naive; integrals in s times s, as in docs/concepts/ntp.md. */
  @ParameterizedTest(name = "{0}, {1} ms: {2}")
  @CsvSource(
      textBlock =
          """
          NTPD,         50,    749
          NTPD,       1000,   7159
          NTPD,      10000, 104047
          CHRONY,       50,     75
          CHRONY,     1000,   1221
          CHRONY,    10000,  16622
          """)
  void figures_areThoseOfThePage(NtpDaemon daemon, long millis, long secondsSeconds) {
    long wrong = naive(daemon, millis * MILLI).wrongMillisSeconds();

    assertThat((wrong + 500) / 1_000).isEqualTo(secondsSeconds);
  }

  @ParameterizedTest
  @EnumSource
  void outageWithinTheTolerance_makesNoStaleWindow(NtpDaemon daemon) {
    assertThat(naive(daemon, 0).staleNanos()).isZero();
    assertThat(naive(daemon, TOLERANCE / 4).staleNanos()).isZero();
    assertThat(naive(daemon, TOLERANCE).staleNanos()).isPositive();
  }

  /** Only a naive ntpd exits, and only a naive chrony slews for longer than is watched. */
  @Test
  void endless_isWhatTheDaemonDoesNotRepair() {
    assertThat(naive(NtpDaemon.NTPD, 990 * SECOND).endless()).isFalse();
    assertThat(naive(NtpDaemon.NTPD, 1_010 * SECOND).endless()).isTrue();
    assertThat(naive(NtpDaemon.NTPD, 1_010 * SECOND).staleNanos()).isEqualTo(WATCHED);
    assertThat(naive(NtpDaemon.CHRONY, 3_600 * SECOND).endless()).isFalse();
    assertThat(naive(NtpDaemon.CHRONY, 4_200 * SECOND).endless()).isTrue();
    assertThat(naive(NtpDaemon.TIMESYNCD, 100_000 * SECOND).endless()).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void kernelThatIsTold_isNeverStaleForLong(NtpDaemon daemon) {
    WallClockTable table = WallClockTable.of(daemon);

    for (long nanos : new long[] {0, 1, SECOND, 1_000 * SECOND, 86_400 * SECOND}) {
      assertThat(table.after(nanos, false, true, Knowledge.KERNEL).staleNanos()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource
  void longestOutage_hasAFigure(NtpDaemon daemon) {
    WallClockTable table = WallClockTable.of(daemon);

    for (Case of : Case.all()) {
      Wrong wrong =
          table.after(Long.MAX_VALUE, of.compensated(), of.otherHardware(), of.knowledge());

      assertThat(wrong.staleNanos()).isBetween(0L, WATCHED);
    }
  }

  @Test
  void negativeOutage_isRefused() {
    WallClockTable table = WallClockTable.of(NtpDaemon.CHRONY);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> table.after(-4, false, true, Knowledge.NONE))
        .withMessage("toutNanos must not be negative: -4");
  }

  @Test
  void word_namesItsDaemon() {
    for (NtpDaemon daemon : NtpDaemon.values()) {
      assertThat(NtpDaemon.of(daemon.word())).contains(daemon);
    }
    assertThat(NtpDaemon.of("openntpd")).isEmpty();
  }
}
