package io.lapse.guestkernel.reaction;

import static io.lapse.guestkernel.Notices.EPOCH;
import static io.lapse.guestkernel.Notices.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lapse.guestkernel.KernelBuild;
import io.lapse.guestkernel.KernelStart;
import io.lapse.guestkernel.Kernels;
import io.lapse.guestkernel.Notices;
import io.lapse.guestkernel.ntp.NtpStart;
import io.lapse.guestkernel.timekeeping.Clock;
import io.lapse.guestkernel.timekeeping.Clocks;
import io.lapse.guestkernel.timer.Timer;
import io.lapse.ledger.notice.InjectAs;
import io.lapse.ledger.notice.Notice;
import io.lapse.ledger.notice.Reaction;
import io.lapse.ledger.time.TaiInstant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmulatedGuestTest {
  private final EmulatedGuest guest = new EmulatedGuest("g");

  @ParameterizedTest(name = "{0}: {1} remain, compensated {2}: {3} injected")
  @CsvSource(
      textBlock =
          """
          # as,   remaining, compensated, injected
          OFFSET,        60,           0,       60
          OFFSET,         0,          60,        0
          OFFSET,         1,          59,        1
          OFFSET,       -60,           0,      -60
          SLEEP,         60,           0,       60
          SLEEP,        -60,           0,        0
          """)
  void notice_isAnswered(
      InjectAs injectAs, long remainingNanos, long compensatedNanos, long injectedNanos) {
    Notice notice = Notices.notice(1, "g/1", 60, compensatedNanos, 0, remainingNanos, 0, injectAs);

    Optional<Reaction> reaction = guest.on(notice);

    assertThat(reaction)
        .contains(new Reaction("g", 1, notice.restartedAt(), injectedNanos, injectAs, true, 0));
  }

  @Test
  void noticeTwice_isAnsweredOnce() {
    guest.on(Notices.lost(2, 60, 60));

    assertThat(guest.on(Notices.lost(2, 60, 60))).isEmpty();
    assertThat(guest.on(Notices.lost(1, 60, 60))).isEmpty();
  }

  @Test
  void noticeOfAnotherGuest_isABugOfTheCaller() {
    assertThatThrownBy(() -> new EmulatedGuest("h").on(Notices.lost(1, 60, 60)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("notice must be for h: g");
  }

  @Test
  void secondNoticeBeforeTheLedgerSawTheFirstReaction_injectsTheRestOnly() {
    guest.on(Notices.lost(1, 60, 60));
    Notice computedTooEarly = Notices.notice(2, "g/2", 5, 0, 0, 65, 0, InjectAs.OFFSET);

    Reaction reaction = guest.on(computedTooEarly).orElseThrow();

    assertThat(reaction.injectedNanos()).isEqualTo(5);
  }

  @Test
  void secondNoticeThatAllowsForTheFirstReaction_injectsAllThatRemains() {
    guest.on(Notices.lost(1, 60, 60));
    Notice allowsForIt = Notices.notice(2, "g/2", 5, 0, 0, 5, 1, InjectAs.OFFSET);

    Reaction reaction = guest.on(allowsForIt).orElseThrow();

    assertThat(reaction.injectedNanos()).isEqualTo(5);
  }

  @Test
  void noticeThatFindsTheTimeCompensatedAfterAll_takesTheInjectionBack() {
    guest.on(Notices.lost(1, 60, 60));
    Notice correction = Notices.notice(2, "g/1", 60, 60, 0, -60, 1, InjectAs.OFFSET);

    Reaction reaction = guest.on(correction).orElseThrow();

    assertThat(reaction.injectedNanos()).isEqualTo(-60);
  }

  @Test
  void answersOfAnEarlierLife_count() {
    guest.hasReacted(1, 60);
    guest.hasReacted(2, 5);

    assertThat(guest.on(Notices.lost(2, 5, 5))).isEmpty();
    assertThat(guest.on(Notices.notice(3, "g/3", 7, 0, 0, 12, 1, InjectAs.OFFSET)))
        .map(Reaction::injectedNanos)
        .contains(7L);
  }

  @Test
  void reactionDelay_isWhenItReacts() {
    Notice base = Notices.lost(1, 60, 60);
    Notice delayed =
        new Notice(
            "g", "g/1", 1, base.restartedAt(), 60L, 0L, 0, 0, 60, 0, InjectAs.OFFSET, 5 * SECOND);

    EmulatedGuest.Answer answer = guest.answer(delayed).orElseThrow();

    assertThat(answer.reaction().at()).isEqualTo(base.restartedAt().plus(5 * SECOND));
    assertThat(read(answer, Clock.MONOTONIC)).isEqualTo(5 * SECOND);
    assertThat(read(answer, Clock.REALTIME)).isEqualTo(5 * SECOND + 60);
  }

  @Test
  void nothingKnownOfTheKernel_itsWallClockIsRightAfterTheInjection() {
    Notice notice = Notices.lost(1, 60 * SECOND, 60 * SECOND);

    EmulatedGuest.Answer answer = guest.answer(notice).orElseThrow();

    assertThat(answer.after().clocks().read(Clock.TAI)).isEqualTo(notice.restartedAt().nanos());
    assertThat(answer.before().ntp().synchronised()).isTrue();
    assertThat(answer.after().ntp().synchronised()).isFalse();
  }

  @Test
  void cancelOnSetTimers_areCounted_fromTheLatestStartBeforeTheStop() {
    Notice notice = Notices.lost(1, 60 * SECOND, 60 * SECOND);
    TaiInstant stop = notice.restartedAt().plus(-60 * SECOND);
    guest.foundAt(stop.plus(1), start(9));
    guest.foundAt(stop, start(3));
    guest.foundAt(EPOCH, start(5));

    Reaction reaction = guest.on(notice).orElseThrow();

    assertThat(reaction.cancelledTimers()).isEqualTo(3);
  }

  @Test
  void compensatedInFull_cancelsNothing() {
    guest.foundAt(EPOCH, start(5));

    Reaction reaction =
        guest.on(Notices.notice(1, "g/1", 60, 60, 0, 0, 0, InjectAs.OFFSET)).orElseThrow();

    assertThat(reaction.cancelledTimers()).isZero();
    assertThat(reaction.ntpReset()).isTrue();
  }

  @Test
  void startsBeyondTheMaximum_forgetTheOldest() {
    IntStream.rangeClosed(0, EmulatedGuest.STARTS_MAX)
        .forEach(i -> guest.foundAt(EPOCH.plus(i), start(i + 1)));
    Notice afterTheOldestOnly = stopping(EPOCH);

    assertThat(guest.on(afterTheOldestOnly)).map(Reaction::cancelledTimers).contains(0L);
  }

  @Test
  void kernelRunsOnBetweenOutages() {
    guest.foundAt(EPOCH, start(1));
    guest.on(Notices.lost(1, 0, 0));

    EmulatedGuest.Answer answer = guest.answer(Notices.lost(2, 60 * SECOND, 0)).orElseThrow();

    assertThat(answer.before().clocks().monotonicNanos())
        .isEqualTo(100 * SECOND + 2_000 * SECOND - 60 * SECOND);
  }

  @Test
  void noticeThatDoesNotFit_changesNothing() {
    guest.foundAt(EPOCH, start(1));
    Notice tooFar = Notices.notice(1, "g/1", 60, 0, Long.MAX_VALUE, 60, 0, InjectAs.OFFSET);

    assertThatThrownBy(() -> guest.on(tooFar)).isInstanceOf(ArithmeticException.class);

    EmulatedGuest untouched = new EmulatedGuest("g");
    untouched.foundAt(EPOCH, start(1));
    assertThat(guest.answer(Notices.lost(1, 60, 60)))
        .isEqualTo(untouched.answer(Notices.lost(1, 60, 60)));
  }

  /**
   * The rule that matters: whatever the ledger had seen when it wrote a notice, the guest ends with
   * everything injected once.
   */
  @Property
  void everythingLost_isInjectedOnce_howeverLateTheLedgerSees(
      @ForAll @Size(min = 1, max = 40) List<@LongRange(min = -1_000, max = 1_000) Long> lost,
      @ForAll @IntRange(min = 0, max = 5) int lag) {
    EmulatedGuest one = new EmulatedGuest("g");
    long[] injected = new long[lost.size() + 1];
    long lostSum = 0;
    long injectedSum = 0;

    for (int sequence = 1; sequence <= lost.size(); sequence++) {
      lostSum += lost.get(sequence - 1);
      int seen = Math.max(0, sequence - 1 - lag);
      long seenSum = IntStream.rangeClosed(1, seen).mapToLong(i -> injected[i]).sum();
      Notice notice =
          Notices.notice(
              sequence, "g/" + sequence, 0, 0, 0, lostSum - seenSum, seen, InjectAs.OFFSET);
      injected[sequence] = one.on(notice).orElseThrow().injectedNanos();
      injectedSum += injected[sequence];
    }

    assertThat(injectedSum).isEqualTo(lostSum);
  }

  private static Notice stopping(TaiInstant at) {
    return new Notice("g", "g/1", 1, at.plus(60), 60L, 0L, 0, 0, 60, 0, InjectAs.OFFSET, 0);
  }

  private static long read(EmulatedGuest.Answer answer, Clock clock) {
    return answer.after().clocks().read(clock) - answer.before().clocks().read(clock);
  }

  private static KernelStart start(int cancelOnSetTimers) {
    Clocks clocks = Clocks.reading(EPOCH.nanos() - 37 * SECOND, 100 * SECOND, 100 * SECOND, 37);
    List<Timer> timers =
        IntStream.range(0, cancelOnSetTimers)
            .mapToObj(i -> Kernels.cancelOnSet("t" + i, Long.MAX_VALUE, 0))
            .toList();
    return new KernelStart(KernelBuild.UNKNOWN, clocks, NtpStart.SYNCHRONISED, timers);
  }
}
