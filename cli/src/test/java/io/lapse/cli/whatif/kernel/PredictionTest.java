package io.lapse.cli.whatif.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.cli.timers.RecordedAdvance;
import io.lapse.ledger.guest.TimerClock;
import io.lapse.ledger.timers.ExpiryEstimate;
import io.lapse.ledger.timers.ExpiryEstimate.BaseExpiry;
import io.lapse.whatif.harm.Figure;
import io.lapse.whatif.harm.Figures;
import io.lapse.whatif.harm.Future;
import io.lapse.whatif.harm.Outlook;
import io.lapse.whatif.kernel.KernelCheck;
import io.lapse.whatif.kernel.KernelCheck.Agreement;
import io.lapse.whatif.kernel.KernelCheck.Fired;
import io.lapse.whatif.sweep.WhatIf;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A policy that compensates predicts the timers that a real kernel fired. */
class PredictionTest {

  static List<RecordedAdvance> advances() {
    return RecordedAdvance.all();
  }

  @Test
  void advances_areAll() {
    assertThat(advances()).hasSize(15);
  }

  /** The recording counts all periodic timers: only in its shortest advance some were not due. */
  @ParameterizedTest
  @MethodSource("advances")
  void timersDue_areThoseOfTheRecording(RecordedAdvance advance) {
    for (TimerClock base : TimerClock.values()) {
      long counted = advance.truth(base).oneShots() + advance.truth(base).periodic();
      long shorter = advance.name().equals("D_std_J1") ? 1 : 0;
      assertThat(counted - advance.due(base)).as("%s", base).isBetween(0L, shorter);
    }
  }

  @ParameterizedTest
  @MethodSource("advances")
  void thresholdAboveTheAdvance_predictsWhatTheKernelFired(RecordedAdvance advance) {
    WhatIf result = swept(advance, false);

    Figures figures = CompensatingHost.under(result, advance.advanceNanos() + 1).figures();
    assertThat(figures.orZero(Figure.COMPENSATED)).isEqualTo(1);
    assertFired(advance, figures);
    assertThat(figures.orZero(Figure.MONOTONIC_JUMPED_MS))
        .isEqualTo(advance.advanceNanos() / 1_000_000);
    ExpiryEstimate estimate = outlook(result).expired(Future.COMPENSATED);
    for (TimerClock base : TimerClock.values()) {
      BaseExpiry found = RecordedAdvance.of(estimate, base);
      assertThat(found.expected()).as("%s", base).isEqualTo(advance.due(base));
      assertThat(found.overruns()).as("%s", base).isEqualTo(advance.overruns(base));
    }
  }

  @ParameterizedTest
  @MethodSource("advances")
  void thresholdZero_firesNothingOnMonotonic(RecordedAdvance advance) {
    WhatIf result = swept(advance, false);

    Figures figures = CompensatingHost.under(result, 0).figures();
    assertThat(figures.orZero(Figure.INJECTED)).isEqualTo(1);
    assertThat(figures.orZero(Figure.MONOTONIC_TIMERS)).isZero();
    assertThat(figures.orZero(Figure.MONOTONIC_JUMPS)).isZero();
    assertThat(figures.orZero(Figure.TIMERS))
        .isEqualTo(advance.due(TimerClock.REALTIME) + advance.due(TimerClock.TAI));
  }

  /** The same threshold as the advance is not above it. */
  @ParameterizedTest
  @MethodSource("advances")
  void thresholdOfTheAdvance_doesNotCompensate(RecordedAdvance advance) {
    WhatIf result = swept(advance, false);

    Figures figures = CompensatingHost.under(result, advance.advanceNanos()).figures();
    assertThat(figures).isEqualTo(CompensatingHost.under(result, 0).figures());
  }

  @ParameterizedTest
  @MethodSource("advances")
  void hostThatCompensated_isRecordedAsWhatTheKernelFired(RecordedAdvance advance) {
    WhatIf result = swept(advance, true);

    Figures recorded = CompensatingHost.recorded(result).figures();
    assertFired(advance, recorded);
    assertThat(recorded.orZero(Figure.COMPENSATED)).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("advances")
  void emulatedKernel_firesWhatTheRealOneDid(RecordedAdvance advance) {
    WhatIf result = swept(advance, false);

    List<KernelCheck> checks = KernelChecks.of(result.worstBursts());

    assertThat(checks).hasSize(1);
    KernelCheck check = checks.get(0);
    assertThat(check.notRun()).isNull();
    assertThat(check.advanceNanos()).isEqualTo(advance.advanceNanos());
    for (TimerClock base : TimerClock.values()) {
      assertThat(check.fired().get(base))
          .as("%s", base)
          .isEqualTo(new Fired(advance.due(base), advance.overruns(base)));
    }
    assertThat(check.agreement()).isEqualTo(Agreement.EQUAL);
  }

  private static WhatIf swept(RecordedAdvance advance, boolean compensates) {
    return CompensatingHost.swept(
        CompensatingHost.history(advance, compensates),
        List.of(0L, advance.advanceNanos(), advance.advanceNanos() + 1));
  }

  private static Outlook outlook(WhatIf result) {
    return result.worstBursts().get(0).outlook();
  }

  private static void assertFired(RecordedAdvance advance, Figures figures) {
    assertThat(figures.orZero(Figure.TIMERS)).isEqualTo(total(advance::due));
    assertThat(figures.orZero(Figure.OVERRUNS)).isEqualTo(total(advance::overruns));
    assertThat(figures.orZero(Figure.MONOTONIC_TIMERS))
        .isEqualTo(advance.due(TimerClock.MONOTONIC));
  }

  private static long total(ToLongFunction<TimerClock> figure) {
    return Arrays.stream(TimerClock.values()).mapToLong(figure).sum();
  }
}
