package io.lapse.guestkernel.discipline.ntpd;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.guestkernel.discipline.Bench;
import io.lapse.guestkernel.discipline.Daemon;
import io.lapse.guestkernel.timekeeping.Clock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NtpdTest {
  private static final long MILLI = 1_000_000L;
  private static final long SECOND = 1_000_000_000L;

  private final Bench bench = new Bench();
  private Ntpd ntpd = Ntpd.of(NtpdSettings.NTPD_4_2_8);

  @BeforeEach
  void start() {
    ntpd.start(bench);
  }

  /** Wakes it once a second until it has sent the next request; after how many seconds. */
  private int untilRequest() {
    long before = bench.requests;
    int seconds = 0;
    while (bench.requests == before && seconds < 5_000) {
      bench.wake(ntpd);
      seconds++;
    }
    return seconds;
  }

  private void exchange(long serverAheadNanos) {
    untilRequest();
    ntpd.replied(bench.reply(serverAheadNanos), bench);
  }

  @Test
  void firstAnswer_setsOffABurstOfSix_thenAPollIntervalOf64Seconds() {
    assertThat(untilRequest()).isEqualTo(1);

    for (int i = 2; i <= 6; i++) {
      ntpd.replied(bench.reply(0), bench);
      assertThat(untilRequest()).as("request %d", i).isEqualTo(2);
    }
    ntpd.replied(bench.reply(0), bench);
    assertThat(untilRequest()).isGreaterThan(50);
  }

  @Test
  void noAnswer_asksAgainAfterAPollInterval() {
    untilRequest();

    assertThat(untilRequest()).isEqualTo(64);
  }

  @Test
  void answerToAnEarlierRequest_isNotUsed() {
    untilRequest();
    untilRequest();

    ntpd.replied(bench.reply(0, 300 * MILLI, 0), bench);

    assertThat(bench.steps).isEmpty();
  }

  @Test
  void firstOffsetBeyondTheStep_isSteppedAtOnce_andItAsksAnew() {
    exchange(300 * MILLI);

    assertThat(bench.steps).containsExactly(300 * MILLI);
    assertThat(ntpd.state()).isEqualTo(ClockState.SYNC);
    assertThat(untilRequest()).isEqualTo(1);
  }

  @Test
  void panic_exits() {
    exchange(1_001 * SECOND);

    assertThat(ntpd.hasExited()).isTrue();
    assertThat(ntpd.timerNanos()).isEqualTo(Daemon.NEVER);
    assertThat(bench.steps).isEmpty();
  }

  /** ntpd counts signals: a jump over many seconds is one. */
  @Test
  void jumpOfMonotonic_isOneSecondToIt() {
    untilRequest();
    bench.kernel.jumpCounter(600 * SECOND, true, false, bench.effects::add);
    long jumped = bench.read(Clock.MONOTONIC);

    ntpd.timerExpired(bench);

    assertThat(ntpd.timerNanos()).isBetween(jumped, jumped + SECOND);
    assertThat(untilRequest()).isEqualTo(63);
  }

  /** hrtimer_forward(): the alarm keeps its phase. */
  @Test
  void lateAlarm_keepsItsPhase() {
    long first = ntpd.timerNanos();
    bench.run(3 * SECOND + 400 * MILLI);

    ntpd.timerExpired(bench);

    assertThat((ntpd.timerNanos() - first) % SECOND).isZero();
    assertThat(ntpd.timerNanos()).isGreaterThan(bench.read(Clock.MONOTONIC));
  }

  @Test
  void copy_goesItsOwnWay() {
    Ntpd copy = ntpd.copy();

    exchange(1_001 * SECOND);

    assertThat(copy.hasExited()).isFalse();
  }

  @Test
  void afresh_startsWithAFrequency_evenIfItHadNoneBefore() {
    ntpd = Ntpd.of(NtpdSettings.NTPD_4_2_8.withFrequencyKnown(false));
    assertThat(ntpd.state()).isEqualTo(ClockState.NSET);

    assertThat(ntpd.afresh().state()).isEqualTo(ClockState.FSET);
  }
}
