package io.lapse.guestkernel.discipline.chrony;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.guestkernel.discipline.Bench;
import io.lapse.guestkernel.timekeeping.Clock;
import io.lapse.ledger.notice.InjectAs;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChronyTest {
  private static final long MILLI = 1_000_000L;
  private static final long SECOND = 1_000_000_000L;

  private final Bench bench = new Bench();
  private final Chrony chrony = Chrony.of(ChronySettings.PACKAGED);

  @BeforeEach
  void start() {
    chrony.start(bench);
  }

  /** Wakes it until it has sent the next request; after how many seconds, rounded. */
  private long untilRequest() {
    long before = bench.requests;
    long began = bench.read(Clock.MONOTONIC);
    for (int i = 0; bench.requests == before && i < 100; i++) {
      bench.wake(chrony);
    }
    return (bench.read(Clock.MONOTONIC) - began + SECOND / 2) / SECOND;
  }

  /** An exchange whose ways take 5 ms each. */
  private void exchange(long serverAheadNanos) {
    untilRequest();
    answer(serverAheadNanos);
  }

  private void answer(long serverAheadNanos) {
    bench.run(10 * MILLI);
    chrony.replied(
        bench.reply(bench.requests - 1, serverAheadNanos + 5 * MILLI, 10 * MILLI), bench);
  }

  private void settle() {
    for (int i = 0; i < 4; i++) {
      exchange(0);
    }
  }

  private void settleFor(int exchanges) {
    settleFor(exchanges, 0);
  }

  /** By the true time, which the bench's counter counts; the clock is behind it by so much. */
  private void settleFor(int exchanges, long behindNanos) {
    long truth = bench.read(Clock.REALTIME) - bench.read(Clock.MONOTONIC_RAW) + behindNanos;
    for (int i = 0; i < exchanges; i++) {
      untilRequest();
      long ahead = truth + bench.read(Clock.MONOTONIC_RAW) - bench.read(Clock.REALTIME);
      answer(ahead);
    }
  }

  @Test
  void start_asksFourTimesIn6Seconds_thenEvery64() {
    assertThat(untilRequest()).isZero();
    answer(0);
    for (int i = 0; i < 3; i++) {
      assertThat(untilRequest()).isEqualTo(2);
      answer(0);
    }

    assertThat(untilRequest()).isEqualTo(64);
  }

  @Test
  void start_turnsTheKernelsPllOff() {
    assertThat(bench.kernel.ntp().status() & 1).isZero();
    assertThat(bench.kernel.ntp().synchronised()).isFalse();
  }

  /** A server is selectable when there is a line: with three samples. */
  @Test
  void thirdSample_makesItSynchronised() {
    exchange(0);
    exchange(0);
    assertThat(bench.kernel.ntp().synchronised()).isFalse();

    exchange(0);

    assertThat(bench.kernel.ntp().synchronised()).isTrue();
  }

  @Test
  void largeOffsetAtTheStart_isStepped_laterOnlySlewed() {
    for (int i = 0; i < 3; i++) {
      exchange(5 * SECOND);
    }
    assertThat(bench.steps).hasSize(1);
    assertThat(bench.steps.get(0)).isCloseTo(5 * SECOND, Offset.offset(MILLI));
    settleFor(12);

    settleFor(20, 5 * SECOND);

    assertThat(bench.steps).hasSize(1);
    assertThat(bench.adjtimex).anyMatch(call -> call.has(0x4000) && call.tick() > 10_800);
  }

  /** What select() returns to: REALTIME is to be off by more than 10 s. */
  @ParameterizedTest(name = "set by {0} ms: {1} jumps")
  @CsvSource({"9999, 0", "10001, 1", "-9999, 0", "-10001, 1", "3600000, 1"})
  void setClock_isAJumpBeyond10Seconds(long millis, long jumps) {
    bench.setTime(100_000 * SECOND);
    settle();
    long before = chrony.jumps();

    bench.kernel.notice(1, millis * MILLI, InjectAs.OFFSET, bench.effects::add);
    bench.wake(chrony);

    assertThat(chrony.jumps() - before).isEqualTo(jumps);
  }

  /** A jump of the counter is seen by how far it passes the timeout: 64 s here. */
  @ParameterizedTest(name = "advanced by {0} s: {1} jumps")
  @CsvSource({"60, 0", "73, 0", "75, 1", "600, 1"})
  void advancedCounter_isAJumpBeyondTheTimeoutAnd10Seconds(long seconds, long jumps) {
    settle();

    bench.kernel.jumpCounter(seconds * SECOND, true, false, bench.effects::add);
    chrony.timerExpired(bench);

    assertThat(chrony.jumps()).isEqualTo(jumps);
  }

  /** An outage that nothing moved a clock for: there is nothing to see. */
  @Test
  void pausedGuest_seesNothing() {
    settle();

    // The bench stands still while the world goes on: the next sample is all that tells.
    bench.wake(chrony);

    assertThat(chrony.jumps()).isZero();
  }

  /** It asks at once, and is without a source until there are three samples again. */
  @Test
  void jump_dropsTheSamples_andAsksAtOnce_thenEvery64Seconds() {
    settleFor(100);
    assertThat(chrony.poll()).isGreaterThan(6);
    bench.kernel.notice(1, 60 * SECOND, InjectAs.OFFSET, bench.effects::add);
    long asked = bench.requests;

    bench.wake(chrony);

    assertThat(chrony.jumps()).isEqualTo(1);
    assertThat(chrony.poll()).isEqualTo(6);
    assertThat(bench.requests - asked).isEqualTo(1);
    answer(0);
    assertThat(untilRequest()).isEqualTo(64);
    answer(0);
    assertThat(bench.kernel.ntp().synchronised()).isFalse();
    untilRequest();
    answer(0);
    assertThat(bench.kernel.ntp().synchronised()).isTrue();
  }

  @Test
  void answerToARequestFromBeforeAJump_isNotUsed() {
    settle();
    untilRequest();
    bench.kernel.notice(1, 60 * SECOND, InjectAs.OFFSET, bench.effects::add);

    answer(0);

    assertThat(chrony.jumps()).isEqualTo(1);
    assertThat(bench.kernel.ntp().synchronised()).isFalse();
  }

  /** maxdelay 3 s. */
  @Test
  void sampleByAWayOfMoreThan3Seconds_isNotUsed() {
    for (int i = 0; i < 4; i++) {
      untilRequest();
      bench.run(3_100 * MILLI);
      chrony.replied(bench.reply(bench.requests - 1, 1_550 * MILLI, 3_100 * MILLI), bench);
    }

    assertThat(bench.kernel.ntp().synchronised()).isFalse();
  }

  /** maxdelaydevratio: an offset of half a way that is a second longer may come from that way. */
  @Test
  void sampleInFlightAcrossAnInjection_isNotUsed() {
    settleFor(12);
    untilRequest();
    long calls = bench.adjtimex.size();
    bench.kernel.notice(1, SECOND, InjectAs.OFFSET, bench.effects::add);
    bench.run(10 * MILLI);

    // The server's clock is as the guest's is now, and was as it was when the request left.
    chrony.replied(bench.reply(bench.requests - 1, 5 * MILLI, 10 * MILLI), bench);

    assertThat(bench.adjtimex).hasSize((int) calls);
  }

  /** maxjitter 1 s: a line through samples that are seconds apart is no source. */
  @Test
  void samplesThatAreSecondsApart_areNoSource() {
    settleFor(12);
    bench.adjtimex.clear();

    exchange(30 * SECOND);

    assertThat(bench.adjtimex.stream().filter(call -> call.has(0x10))).isEmpty();
    assertThat(chrony.poll()).isEqualTo(6);
  }

  @Test
  void copyAndAfresh_goTheirOwnWay() {
    Chrony copy = chrony.copy();
    long before = copy.timerNanos();

    settle();

    assertThat(copy.timerNanos()).isEqualTo(before);
    Chrony afresh = chrony.afresh();
    afresh.start(bench);
    assertThat(afresh.poll()).isEqualTo(6);
    assertThat(bench.kernel.ntp().synchronised()).isFalse();
    assertThat(chrony.hasExited()).isFalse();
  }
}
