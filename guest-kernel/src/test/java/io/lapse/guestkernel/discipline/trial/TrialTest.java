package io.lapse.guestkernel.discipline.trial;

import static io.lapse.guestkernel.discipline.trial.Trials.CHRONY;
import static io.lapse.guestkernel.discipline.trial.Trials.EVEN;
import static io.lapse.guestkernel.discipline.trial.Trials.HOUR;
import static io.lapse.guestkernel.discipline.trial.Trials.MILLI;
import static io.lapse.guestkernel.discipline.trial.Trials.NTPD;
import static io.lapse.guestkernel.discipline.trial.Trials.PPB;
import static io.lapse.guestkernel.discipline.trial.Trials.SECOND;
import static io.lapse.guestkernel.discipline.trial.Trials.TIMESYNCD;
import static io.lapse.guestkernel.discipline.trial.Trials.compensated;
import static io.lapse.guestkernel.discipline.trial.Trials.lost;
import static io.lapse.guestkernel.discipline.trial.Trials.nanos;
import static io.lapse.guestkernel.discipline.trial.Trials.ntpdEvery64;
import static io.lapse.guestkernel.discipline.trial.Trials.setup;
import static io.lapse.guestkernel.discipline.trial.Trials.watch;
import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.guestkernel.KernelBuild;
import io.lapse.guestkernel.discipline.chrony.ChronySettings;
import io.lapse.guestkernel.discipline.ntpd.NtpdSettings;
import io.lapse.ledger.notice.InjectAs;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TrialTest {
  private static final Moment IN_FLIGHT = new Moment.AfterRequest(7 * MILLI);

  private static Outcome run(Program program, Outage outage, long horizonNanos) {
    return Trial.run(setup(program), outage, watch(horizonNanos));
  }

  private static Offset<Long> within(long nanos) {
    return Offset.offset(nanos);
  }

  /**
   * Asked every 64 s. The clock filter may keep to one of the last eight samples, so the spike is
   * seen up to eight polls late, and the last good offset may be as old.
   */
  @ParameterizedTest(name = "stepout {0} s")
  @CsvSource({"300", "900", "2000"})
  void ntpd_stepsHalfASecondAfterTheStepout(int stepoutSeconds) {
    Program program = ntpdEvery64(NtpdSettings.NTPD_4_2_8.withStepout(stepoutSeconds));

    Outcome outcome = run(program, lost(500 * MILLI), HOUR);

    assertThat(nanos(outcome.staleWindow()))
        .isBetween((stepoutSeconds - 8 * 64) * SECOND, (stepoutSeconds + 9 * 64) * SECOND);
    assertThat(outcome.steps()).isEqualTo(new Steps(0, 1, 0));
    assertThat(outcome.largestErrorNanos()).isCloseTo(500 * MILLI, within(MILLI));
  }

  /** The jitter of eight samples makes the server unfit until all of them have the offset. */
  @Test
  void ntpd_followsNoServerThatIs10SecondsOff_untilEightSamplesAre() {
    Outcome outcome = run(ntpdEvery64(NtpdSettings.NTPD_4_2_8), lost(10 * SECOND), HOUR);

    // Then one of them is the spike, and a later one is stepped.
    assertThat(nanos(outcome.staleWindow())).isBetween(9 * 64 * SECOND - SECOND, 24 * 64 * SECOND);
    assertThat(outcome.steps().byDaemon()).isEqualTo(1);
  }

  /** It is gone for good; and the kernel goes on calling the clock synchronised for hours. */
  @Test
  void ntpd_exitsBeyond1000Seconds() {
    Outcome outcome = run(ntpdEvery64(NtpdSettings.NTPD_4_2_8), lost(1_001 * SECOND), HOUR);

    assertThat(outcome.gaveUp()).isTrue();
    assertThat(outcome.staleWindow()).isEqualTo(new Span.Lasting());
    assertThat(outcome.steps()).isEqualTo(Steps.NONE);
    assertThat(outcome.unsynchronised()).isEqualTo(new Span.Ended(0));
    assertThat(outcome.beyondMaxErrorNanos()).isCloseTo(HOUR, within(SECOND));
  }

  @Test
  void ntpd_steps999Seconds() {
    Outcome outcome = run(ntpdEvery64(NtpdSettings.NTPD_4_2_8), lost(999 * SECOND), HOUR);

    assertThat(outcome.gaveUp()).isFalse();
    assertThat(outcome.steps().byDaemon()).isEqualTo(1);
  }

  /** {@code -g} was used up by the first offset after the start. */
  @Test
  void ntpdDashG_doesNotHelpAtAnOutage() {
    NtpdSettings dashG = NtpdSettings.NTPD_4_2_8.withPanicAllowedOnce(true);

    assertThat(run(ntpdEvery64(dashG), lost(1_001 * SECOND), HOUR).gaveUp()).isTrue();
  }

  /** A slew of a twelfth: from 60 s to 100 ms in 719 s, once the new samples are believed. */
  @Test
  void chrony_needsTwelveTimesTheOffset_andNeverSteps() {
    Outcome outcome = run(CHRONY, lost(60 * SECOND), 2 * HOUR);

    assertThat(nanos(outcome.staleWindow())).isGreaterThanOrEqualTo(12 * 59_900 * MILLI);
    assertThat(nanos(outcome.staleWindow())).isLessThan((1_024 + 12 * 64 + 730) * SECOND);
    assertThat(outcome.steps()).isEqualTo(Steps.NONE);
    assertThat(outcome.gaveUp()).isFalse();
  }

  @Test
  void chrony_makestepOff_slewsEvenWhenAware() {
    Program program = new Program.Chrony(ChronySettings.NO_STEP);
    Outage wrong =
        new Outage(
            SECOND, false, 5 * SECOND, PPB, Moment.AFTER_REPLY, Knowledge.WOKEN, InjectAs.OFFSET);

    assertThat(run(program, wrong, HOUR).steps()).isEqualTo(new Steps(1, 0, 0));
    assertThat(run(CHRONY, wrong, HOUR).steps()).isEqualTo(new Steps(1, 1, 1));
  }

  /** One answer is enough: it steps 10 ms after its next request. */
  @Test
  void timesyncd_stepsAtItsNextPoll() {
    Trial trial = Trial.of(setup(TIMESYNCD));
    long untilPoll = trial.pollNanos() - 100 * MILLI;

    Outcome outcome = trial.run(lost(10 * SECOND), watch(2 * HOUR));

    assertThat(nanos(outcome.staleWindow())).isCloseTo(untilPoll + 10 * MILLI, within(MILLI));
    assertThat(outcome.steps()).isEqualTo(new Steps(0, 1, 0));
  }

  /** The injection cancels its timer: it has its answer 10 ms after the restart. */
  @Test
  void timesyncd_asksAtOnceWhenTheKernelInjects_butNotWhenTheCounterWasAdvanced() {
    Trial trial = Trial.of(setup(TIMESYNCD));

    Outcome injected = trial.run(lost(10 * SECOND).withKnowledge(Knowledge.KERNEL), watch(HOUR));
    Outcome advanced =
        trial.run(compensated(10 * SECOND).withKnowledge(Knowledge.KERNEL), watch(HOUR));

    assertThat(nanos(injected.unsynchronised())).isCloseTo(10 * MILLI, within(MILLI));
    assertThat(nanos(advanced.unsynchronised())).isGreaterThan(1_000 * SECOND);
  }

  /** What is injected is no stale window: the guest has not run in between. */
  @Test
  void kernel_injectsBeforeAnybodyReadsTheClock() {
    Outcome outcome = run(CHRONY, lost(3_000 * SECOND).withKnowledge(Knowledge.KERNEL), HOUR);

    assertThat(outcome.staleWindow()).isEqualTo(new Span.Ended(0));
    assertThat(outcome.largestErrorNanos()).isLessThan(MILLI);
    assertThat(outcome.steps()).isEqualTo(new Steps(1, 0, 0));
  }

  /** The advance is scaled by NTP's own correction: -10 ppm of an hour are 36 ms. */
  @Test
  void compensation_isWrongByTheFrequencyThatNtpCorrects() {
    Outcome outcome = run(CHRONY, compensated(HOUR), SECOND);

    assertThat(outcome.largestErrorNanos()).isCloseTo(36 * MILLI, within(MILLI));
    assertThat(outcome.steps()).isEqualTo(Steps.NONE);
  }

  @Test
  void injectionAsSleep_movesTheWallClockAlike() {
    Outage sleep =
        new Outage(60 * SECOND, false, 0, PPB, Moment.MIDWAY, Knowledge.KERNEL, InjectAs.SLEEP);

    Outcome outcome = run(CHRONY, sleep, HOUR);

    assertThat(outcome.largestErrorNanos()).isLessThan(MILLI);
    assertThat(outcome.steps().byKernel()).isEqualTo(1);
  }

  /**
   * The answer comes from before the outage, and says that nothing is wrong, by a shorter way than
   * any other: ntpd believes it for as long as it keeps it.
   */
  @Test
  void answerInFlight_misleadsANaiveNtpd_forEightPolls() {
    Program program = ntpdEvery64(NtpdSettings.NTPD_4_2_8);

    Outcome after = run(program, lost(SECOND), HOUR);
    Outcome inFlight = run(program, lost(SECOND).withMoment(IN_FLIGHT), HOUR);

    assertThat(nanos(after.staleWindow())).isLessThan(8 * 64 * SECOND);
    assertThat(nanos(inFlight.staleWindow())).isGreaterThan(8 * 64 * SECOND);
  }

  /** A daemon that has just started has nothing to hold the answer against: half the outage. */
  @Test
  void answerInFlight_makesANaiveNtpdStepByHalfTheOutage_ifItIsItsFirst() {
    Setup starting = new Setup(KernelBuild.UNKNOWN, PPB, EVEN, NTPD, 0);
    Outage outage = compensated(2 * SECOND).withMoment(IN_FLIGHT);

    Outcome naive = Trial.run(starting, outage.withKnowledge(Knowledge.KERNEL), watch(HOUR));
    Outcome aware = Trial.run(starting, outage.withKnowledge(Knowledge.AWARE), watch(HOUR));

    assertThat(naive.largestErrorNanos()).isCloseTo(SECOND, within(10 * MILLI));
    assertThat(naive.steps().backward()).isEqualTo(1);
    assertThat(nanos(naive.staleWindow())).isGreaterThan(300 * SECOND);
    assertThat(aware.largestErrorNanos()).isLessThan(MILLI);
    assertThat(aware.steps()).isEqualTo(Steps.NONE);
  }

  /** The hosts' clocks are 0.3 s apart; an aware daemon asks, and puts it right. */
  @Test
  void wrongInjection_isSteppedBackByTheDaemon() {
    Outage outage =
        new Outage(
            SECOND, false, 300 * MILLI, PPB, Moment.MIDWAY, Knowledge.WOKEN, InjectAs.OFFSET);

    Outcome outcome = run(NTPD, outage, HOUR);

    assertThat(outcome.steps()).isEqualTo(new Steps(1, 1, 1));
    assertThat(nanos(outcome.staleWindow())).isLessThan(2 * SECOND);
  }

  @ParameterizedTest
  @EnumSource
  void sameTrialTwice_isEqual(Knowledge knowledge) {
    Trial trial = Trial.of(setup(CHRONY));
    Outage outage = lost(20 * SECOND).withKnowledge(knowledge).withMoment(Moment.MIDWAY);

    Outcome first = trial.run(outage, watch(HOUR));

    trial.run(compensated(HOUR), watch(HOUR));
    assertThat(trial.run(outage, watch(HOUR))).isEqualTo(first);
    assertThat(Trial.run(setup(CHRONY), outage, watch(HOUR))).isEqualTo(first);
  }

  @Test
  void observer_seesWhatTheOutcomeSays_andChangesNothing() {
    Trial trial = Trial.of(setup(TIMESYNCD));
    List<Long> times = new ArrayList<>();
    List<Long> errors = new ArrayList<>();

    Outcome observed =
        trial.run(
            lost(3 * SECOND),
            watch(HOUR),
            (at, error, ntp) -> {
              times.add(at);
              errors.add(error);
            });

    assertThat(times).isSorted().startsWith(0L).endsWith(HOUR);
    assertThat(errors.stream().mapToLong(Math::abs).max()).hasValue(observed.largestErrorNanos());
    for (int i = 1; i < times.size(); i++) {
      assertThat(times.get(i) - times.get(i - 1)).isLessThanOrEqualTo(1_010 * MILLI);
    }
    assertThat(observed).isEqualTo(trial.run(lost(3 * SECOND), watch(HOUR)));
  }

  @Test
  void moments_strikeWhereTheySay() {
    Trial trial = Trial.of(setup(TIMESYNCD));
    long poll = trial.pollNanos();

    // From the restart to the repair it is as long as it was from the stop to the next answer.
    assertThat(staleAt(trial, Moment.MIDWAY)).isCloseTo(poll / 2, within(50 * MILLI));
    assertThat(staleAt(trial, Moment.BEFORE_REQUEST)).isCloseTo(20 * MILLI, within(5 * MILLI));
    assertThat(staleAt(trial, new Moment.BeforeRequest(10 * HOUR)))
        .isCloseTo(poll, within(20 * MILLI));
  }

  private static long staleAt(Trial trial, Moment moment) {
    return nanos(trial.run(lost(10 * SECOND).withMoment(moment), watch(2 * HOUR)).staleWindow());
  }
}
