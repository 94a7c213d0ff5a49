package io.lapse.whatif.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.ledger.host.RestartMode;
import io.lapse.ledger.host.StopReason;
import io.lapse.ledger.notice.InjectAs;
import io.lapse.ledger.policy.AfterDeadline;
import io.lapse.ledger.policy.Policy;
import io.lapse.whatif.harm.Figure;
import io.lapse.whatif.harm.Figures;
import io.lapse.whatif.harm.Models;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Outages at the edges of what there is. */
class EdgesTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long ALWAYS = Policy.DURATION_NANOS_MAX;
  private static final Policy NEVER = Sweeps.policy(0, InjectAs.OFFSET, AfterDeadline.FORCE);
  private static final Question QUESTION = Sweeps.question(NEVER);

  /** The hosts' clocks disagree: nothing to advance, and the wall clock goes back. */
  @Test
  void backwardOutage_compensated_stepsBack() {
    Tale tale =
        new Tale()
            .error(10 * Tale.MILLI)
            .stop(0, "h0")
            .restart(100, "h0", RestartMode.CONTINUED)
            .restart(5_000, "h1", RestartMode.INCOMING)
            .stop(5_005, "h0");

    WhatIf result = tale.swept(QUESTION);

    Figures compensated = Sweeps.under(result, 30 * SECOND);
    Figures injected = Sweeps.under(result, 0);
    assertThat(result.coverage().of(Count.BACKWARD)).isEqualTo(1);
    assertThat(compensated.orZero(Figure.COMPENSATED)).isEqualTo(2);
    assertThat(compensated.orZero(Figure.MONOTONIC_JUMPED_MS)).isEqualTo(100);
    assertThat(compensated.orZero(Figure.BACKWARD_STEPS)).isEqualTo(1);
    assertThat(compensated.orZero(Figure.REALTIME_STEPPED_MS)).isEqualTo(5);
    assertThat(injected.orZero(Figure.BACKWARD_STEPS)).isEqualTo(1);
    assertThat(injected.orZero(Figure.REALTIME_STEPPED_MS)).isEqualTo(105);
  }

  /** What no counter can make up for does to the wall clock what it does where T is 0. */
  @Test
  void backwardOutage_compensated_leavesTheWallClockAsWrongAsInjected() {
    Tale tale =
        new Tale().error(10 * SECOND).restart(5_000, "h1", RestartMode.INCOMING).stop(13_000, "h0");

    WhatIf result = tale.swept(QUESTION);

    Figures compensated = Sweeps.under(result, 600 * SECOND);
    assertThat(compensated.orZero(Figure.COMPENSATED)).isEqualTo(1);
    for (Figure figure :
        List.of(Figure.NAIVE_STALE_MS, Figure.NAIVE_WRONG_MS_S, Figure.AWARE_WRONG_MS_S)) {
      assertThat(compensated.orZero(figure))
          .as("%s", figure)
          .isEqualTo(Sweeps.under(result, 0).orZero(figure));
    }
    assertThat(compensated.orZero(Figure.NAIVE_WRONG_MS_S)).isPositive();
  }

  @Test
  void backwardOutageForCertain_isNeverCompensated() {
    Tale tale =
        new Tale().migration("m").restart(5_000, "h1", RestartMode.INCOMING).stop(5_050, "h0");

    WhatIf result = tale.swept(QUESTION);

    Figures figures = Sweeps.under(result, ALWAYS);
    assertThat(figures.orZero(Figure.OUTAGES)).isEqualTo(1);
    assertThat(figures.orZero(Figure.INJECTED)).isEqualTo(1);
  }

  @Test
  void outageOfNoLength_movesNothing() {
    Tale tale = new Tale().error(0).stop(0, "h0").restart(0, "h0", RestartMode.CONTINUED);

    WhatIf result = tale.swept(QUESTION);

    for (long threshold : List.of(0L, 1L)) {
      Figures figures = Sweeps.under(result, threshold);
      assertThat(figures.orZero(Figure.OUTAGES)).isEqualTo(1);
      assertThat(figures.orZero(Figure.MONOTONIC_JUMPS)).isZero();
      assertThat(figures.orZero(Figure.REALTIME_STEPS)).isZero();
      assertThat(figures.orZero(Figure.NTP_RESETS)).isEqualTo(1);
    }
    assertThat(Sweeps.under(result, 0).orZero(Figure.INJECTED)).isEqualTo(1);
    assertThat(Sweeps.under(result, 1).orZero(Figure.COMPENSATED)).isEqualTo(1);
  }

  @Test
  void outagesWithoutAnEnd_areCountedAndNotPriced() {
    Tale tale =
        new Tale()
            .restart(0, "h0", RestartMode.CONTINUED)
            .stop(10_000, "h0")
            .restart(10_100, "h0", RestartMode.CONTINUED)
            .stop(20_000, "h0");

    WhatIf result = tale.swept(QUESTION);

    assertThat(result.coverage().of(Count.STOP_MISSING)).isEqualTo(1);
    assertThat(result.coverage().of(Count.OPEN)).isEqualTo(1);
    assertThat(result.coverage().of(Count.OUTAGES)).isEqualTo(1);
    assertThat(Sweeps.under(result, 0).orZero(Figure.OUTAGES)).isEqualTo(1);
  }

  @Test
  void forkedSnapshot_isAnOutagePerRestart() {
    Tale tale =
        new Tale()
            .stop(0, "h0", StopReason.SAVE)
            .restart(10_000, "h1", RestartMode.RESTORED)
            .restart(25_000, "h2", RestartMode.RESTORED);

    WhatIf result = tale.swept(QUESTION);

    Figures figures = Sweeps.under(result, ALWAYS);
    assertThat(figures.orZero(Figure.COMPENSATED)).isEqualTo(2);
    assertThat(figures.orZero(Figure.MONOTONIC_JUMPED_MS)).isEqualTo(35_000);
    assertThat(figures.orZero(Figure.MONOTONIC_JUMP_MAX_NS)).isEqualTo(25 * SECOND);
  }

  /** Whatever T is: MONOTONIC stands still, and what the sleep left over is injected. */
  @ParameterizedTest
  @CsvSource({"0, false", "31536000000000, false", "0, true", "31536000000000, true"})
  void guestThatSlept_isNotCompensated(long threshold, boolean claimed) {
    Tale tale =
        new Tale()
            .timersDue(10_000, false)
            .stop(5_000, "h0", StopReason.SLEEP)
            .restart(35_000, "h0", RestartMode.WAKEUP);
    Tale told = claimed ? tale.slept(35_000, 29 * SECOND) : tale;
    Policy policy = Sweeps.policy(threshold, InjectAs.OFFSET, AfterDeadline.FORCE);

    WhatIf result = told.swept(Sweeps.question(policy));

    Figures figures = Sweeps.row(result, Scenario.Kind.AS_WRITTEN, null).figures();
    assertThat(figures.orZero(Figure.SLEPT)).isEqualTo(1);
    assertThat(figures.orZero(Figure.COMPENSATED)).isZero();
    assertThat(figures.orZero(Figure.MONOTONIC_TIMERS)).isZero();
    assertThat(figures.orZero(Figure.TIMERS)).isEqualTo(3);
    assertThat(figures.orZero(Figure.REALTIME_STEPPED_MS)).isEqualTo(claimed ? 1_000 : 0);
    assertThat(result.worstBursts()).isEmpty();
  }

  @Test
  void injectionAsSleep_movesBoottimeToo() {
    Tale tale =
        new Tale()
            .timersDue(10_000, true)
            .stop(5_000, "h0")
            .restart(35_000, "h0", RestartMode.CONTINUED);
    Policy asSleep = Sweeps.policy(0, InjectAs.SLEEP, AfterDeadline.FORCE);

    Figures offset = Sweeps.under(tale.swept(QUESTION), 0);
    Figures sleep = Sweeps.under(tale.swept(Sweeps.question(asSleep)), 0);

    assertThat(offset.orZero(Figure.TIMERS)).isEqualTo(2);
    assertThat(sleep.orZero(Figure.TIMERS)).isEqualTo(3);
    assertThat(sleep.orZero(Figure.MONOTONIC_TIMERS)).isZero();
  }

  /** Of four timers with the flag one is of CLOCK_REALTIME: the others do not hear of it. */
  @Test
  void setClock_wakesTimersOfRealtimeAlone() {
    Tale tale =
        new Tale()
            .timersDue(100_000, true)
            .stop(5_000, "h0")
            .restart(35_000, "h0", RestartMode.CONTINUED);

    WhatIf result = tale.swept(QUESTION);

    assertThat(Sweeps.under(result, 0).orZero(Figure.CANCELLED_TIMERS)).isEqualTo(1);
    assertThat(Sweeps.under(result, ALWAYS).orZero(Figure.CANCELLED_TIMERS)).isZero();
  }

  @Test
  void guestThatDies_hasNoOtherHarm() {
    Tale tale =
        new Tale()
            .timersDue(10_000, true)
            .announced(1_000, "h0", 4_000)
            .stop(5_000, "h0")
            .restart(35_000, "h0", RestartMode.CONTINUED);
    Policy die = Sweeps.policy(0, InjectAs.OFFSET, AfterDeadline.DIE);

    WhatIf result = tale.swept(Sweeps.question(die));

    Figures figures = Sweeps.under(result, ALWAYS);
    assertThat(figures.orZero(Figure.KILLED)).isEqualTo(1);
    assertThat(figures.orZero(Figure.WOULD_DIE)).isEqualTo(1);
    assertThat(figures.orZero(Figure.TIMERS)).isZero();
    assertThat(Sweeps.row(result, Scenario.Kind.THRESHOLD, ALWAYS).bursts()).isEmpty();
    assertThat(figures.orZero(Figure.NTP_RESETS)).isZero();
    assertThat(figures.orZero(Figure.NAIVE_WRONG_MS_S)).isZero();
    assertThat(Sweeps.under(tale.swept(QUESTION), ALWAYS).orZero(Figure.WOULD_DIE)).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({", 2000000", "tsc,", "pit, 2000000"})
  void clocksourceThatIsNotKnown_isCounted(String clocksource, Long khz) {
    Tale tale =
        new Tale()
            .profile(clocksource, khz, "linux")
            .stop(5_000, "h0")
            .restart(2_000_000, "h0", RestartMode.CONTINUED);

    WhatIf result = tale.swept(QUESTION);

    Figures figures = Sweeps.under(result, ALWAYS);
    assertThat(figures.orZero(Figure.CATCH_UP_UNKNOWN)).isEqualTo(1);
    assertThat(figures.orZero(Figure.WRAPS)).isZero();
    assertThat(result.coverage().of(Count.CLOCKSOURCE_UNKNOWN)).isEqualTo(1);
  }

  @Test
  void guestThatIsNotLinux_hasNoTimersAndNoStalls() {
    Tale tale =
        new Tale()
            .profile("tsc", 2_000_000L, "windows")
            .timersDue(10_000, true)
            .stop(5_000, "h0")
            .restart(2_000_000, "h0", RestartMode.CONTINUED);

    WhatIf result = tale.swept(QUESTION);

    Figures figures = Sweeps.under(result, ALWAYS);
    assertThat(figures.orZero(Figure.TIMERS_UNKNOWN)).isEqualTo(1);
    assertThat(figures.orZero(Figure.TIMERS)).isZero();
    assertThat(figures.orZero(Figure.SOFT_LOCKUPS)).isZero();
    assertThat(figures.orZero(Figure.MAX_IDLE_CROSSED)).isZero();
    assertThat(figures.orZero(Figure.MONOTONIC_JUMPS)).isEqualTo(1);
    assertThat(result.coverage().of(Count.UNSUPPORTED_GUEST)).isEqualTo(1);
  }

  /** From its first instant on, and up to its last, but not with it. */
  @ParameterizedTest
  @CsvSource({"10, 20, 1, 2", "9, 21, 2, 1", "11, 20, 0, 3", "10, 10, 0, 3", "0, 30, 2, 1"})
  void outages_areAskedForByTheirStop(long from, long to, long asked, long leftOut) {
    Tale tale =
        new Tale()
            .stop(10, "h0")
            .restart(15, "h0", RestartMode.CONTINUED)
            .stop(20, "h0")
            .restart(25, "h0", RestartMode.CONTINUED)
            .stop(40, "h0");
    Question question =
        new Question(QUESTION.policies(), List.of(0L), Models.DEFAULT, Tale.at(from), Tale.at(to));

    WhatIf result = tale.swept(question);

    assertThat(Sweeps.under(result, 0).orZero(Figure.OUTAGES)).isEqualTo(asked);
    assertThat(result.coverage().of(Count.LEFT_OUT)).isEqualTo(leftOut);
    assertThat(result.coverage().of(Count.OUTAGES)).isEqualTo(asked);
  }
}
