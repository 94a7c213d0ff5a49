package io.lapse.guestkernel.discipline.timesyncd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lapse.guestkernel.discipline.Bench;
import io.lapse.guestkernel.discipline.Daemon;
import io.lapse.guestkernel.effect.Effect;
import io.lapse.guestkernel.ntp.AdjtimexCall;
import io.lapse.guestkernel.ntp.AdjtimexReply;
import io.lapse.guestkernel.timekeeping.Clock;
import io.lapse.guestkernel.timer.Timer;
import io.lapse.ledger.notice.InjectAs;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimesyncdTest {
  private static final long MILLI = 1_000_000L;
  private static final long SECOND = 1_000_000_000L;

  private final Timesyncd timesyncd = Timesyncd.of(TimesyncdSettings.DEFAULT);
  private final Bench bench = new Bench(timesyncd.armed().toArray(Timer[]::new));

  @BeforeEach
  void start() {
    timesyncd.start(bench);
  }

  private void answer(long serverAheadNanos) {
    timesyncd.replied(bench.reply(serverAheadNanos), bench);
  }

  private void exchange(long serverAheadNanos) {
    bench.wake(timesyncd);
    answer(serverAheadNanos);
  }

  private boolean wasCancelled() {
    return bench.effects.stream().anyMatch(Effect.TimerCancelled.class::isInstance);
  }

  @Test
  void start_asksAtOnce() {
    assertThat(bench.requests).isEqualTo(1);
  }

  @ParameterizedTest(name = "{0} ms: stepped {1}")
  @CsvSource({"399, false", "400, true", "-399, false", "-400, true", "100000, true"})
  void offsetOf400Millis_isStepped(long millis, boolean stepped) {
    answer(millis * MILLI);

    assertThat(bench.steps).hasSize(stepped ? 1 : 0);
    assertThat(bench.kernel.ntp().synchronised()).isTrue();
    assertThat(bench.kernel.ntp().maxError()).isZero();
  }

  /**
   * The constant is log2 of the poll interval less 4, and STA_NANO keeps the kernel from adding 4.
   */
  @Test
  void smallOffset_goesToTheKernelsPll() {
    answer(10 * MILLI);

    AdjtimexReply ntp = bench.kernel.ntp();
    assertThat(ntp.offset()).isBetween(10 * MILLI - 1, 10 * MILLI);
    assertThat(timesyncd.pollSeconds()).isEqualTo(64);
    assertThat(ntp.constant()).isEqualTo(2);
  }

  /** From an interval of 128 s, and by an offset; the fourth sample may be a spike. */
  @ParameterizedTest(name = "{0} ms: {1} s")
  @CsvSource({
    "0, 256",
    "49, 256",
    "-49, 256",
    "50, 128",
    "150, 128",
    "151, 64",
    "-151, 64",
    "200, 64",
    "201, 32",
    "-201, 32",
    "5000, 32"
  })
  void pollInterval_followsTheOffset(long millis, long seconds) {
    answer(0);
    exchange(0);
    assertThat(timesyncd.pollSeconds()).isEqualTo(128);

    exchange(millis * MILLI);

    assertThat(timesyncd.pollSeconds()).isEqualTo(seconds);
    assertThat(timesyncd.timerNanos() - bench.read(Clock.BOOTTIME)).isEqualTo(seconds * SECOND);
  }

  @Test
  void pollInterval_isAtMost2048Seconds() {
    answer(0);
    for (int i = 0; i < 10; i++) {
      exchange(0);
    }

    assertThat(timesyncd.pollSeconds()).isEqualTo(2_048);
  }

  /** 15 s, then 4/3 of it again and again, at most 360 s. */
  @Test
  void noAnswer_asksAgainLaterAndLater() {
    long before = bench.read(Clock.BOOTTIME);
    assertThat(timesyncd.timerNanos() - before).isEqualTo(15 * SECOND);

    bench.wake(timesyncd);

    assertThat(bench.requests).isEqualTo(2);
    assertThat(timesyncd.timerNanos() - bench.read(Clock.BOOTTIME)).isEqualTo(20 * SECOND);
    for (int i = 0; i < 20; i++) {
      bench.wake(timesyncd);
    }
    assertThat(timesyncd.timerNanos() - bench.read(Clock.BOOTTIME)).isEqualTo(360 * SECOND);
  }

  @Test
  void answerToAnEarlierRequest_isNotUsed() {
    bench.wake(timesyncd);

    timesyncd.replied(bench.reply(0, SECOND, 0), bench);

    assertThat(bench.steps).isEmpty();
  }

  /** The kernel cancels the timer that the daemon keeps armed; the daemon asks at once. */
  @Test
  void injectionByTheKernel_makesItAskAtOnce() {
    answer(0);
    exchange(0);
    bench.effects.clear();
    long asked = bench.requests;

    bench.kernel.notice(1, 5 * SECOND, InjectAs.OFFSET, bench.effects::add);
    assertThat(wasCancelled()).isTrue();
    timesyncd.clockWasSet(bench);

    assertThat(bench.requests).isEqualTo(asked + 1);
    answer(0);
    assertThat(timesyncd.pollSeconds()).isEqualTo(32);
  }

  /** A compensated outage sets no clock: nothing is cancelled. */
  @Test
  void noticeWithoutInjection_cancelsNothing() {
    answer(0);
    bench.effects.clear();

    bench.kernel.notice(1, 0, InjectAs.OFFSET, bench.effects::add);

    assertThat(wasCancelled()).isFalse();
  }

  @Test
  void itsOwnStep_isNoReasonToAsk() {
    answer(5 * SECOND);
    assertThat(wasCancelled()).isTrue();
    long asked = bench.requests;

    timesyncd.clockWasSet(bench);
    assertThat(bench.requests).isEqualTo(asked);

    timesyncd.clockWasSet(bench);
    assertThat(bench.requests).isEqualTo(asked + 1);
  }

  /** An offset of 0.5 s by a round trip of 1.01 s: nothing is adjusted, and it asks sooner. */
  @Test
  void spike_isNotUsed() {
    for (int i = 0; i < 5; i++) {
      exchangeTaking(10 * MILLI, 5 * MILLI);
    }
    int calls = bench.adjtimex.size();
    long before = timesyncd.pollSeconds();

    exchangeTaking(1_010 * MILLI, 1_005 * MILLI);

    assertThat(bench.adjtimex).hasSize(calls);
    assertThat(timesyncd.pollSeconds()).isEqualTo(before / 2);
  }

  /** The whole round trip is the way back. */
  private void exchangeTaking(long backNanos, long serverAheadNanos) {
    bench.wake(timesyncd);
    bench.run(backNanos);
    timesyncd.replied(bench.reply(bench.requests - 1, serverAheadNanos, backNanos), bench);
  }

  @Test
  void step_isOneCallThatEndsSynchronised() {
    answer(-3 * SECOND);

    AdjtimexCall call = bench.adjtimex.get(bench.adjtimex.size() - 1);
    assertThat(call.timeNanos()).isEqualTo(-3 * SECOND);
    assertThat(bench.kernel.ntp().synchronised()).isTrue();
  }

  @Test
  void copyAndAfresh_goTheirOwnWay() {
    Daemon copy = timesyncd.copy();
    Timesyncd afresh = timesyncd.afresh();

    exchange(0);

    assertThat(copy.timerNanos()).isNotEqualTo(timesyncd.timerNanos());
    assertThat(afresh.timerNanos()).isEqualTo(Daemon.NEVER);
    assertThat(afresh.hasExited()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 32, 2048, stepNanos must be 1 to 500000000: 0",
    "500000001, 32, 2048, stepNanos must be 1 to 500000000: 500000001",
    "1, 8, 2048, 'pollSecondsMin must be a power of two, at least 16: 8'",
    "1, 33, 2048, 'pollSecondsMin must be a power of two, at least 16: 33'",
    "1, 64, 32, 'pollSecondsMax must be a power of two, at least 64: 32'"
  })
  void impossibleSetting_isRefusedByName(long step, long min, long max, String message) {
    assertThatThrownBy(() -> new TimesyncdSettings(step, min, max))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
