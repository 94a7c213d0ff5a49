package io.lapse.guestkernel.discipline.ntpd;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClockStateTest {
  /** RFC 5905, appendix A.5.5.6: every state by every input. */
  @ParameterizedTest(name = "{0}, beyond the step threshold {1}, stepout over {2}: {5}, {3}")
  @CsvSource(
      textBlock =
          """
          # state, beyond, over,  next, freq,  action
          NSET,    false,  false, FREQ, false, SLEW_ONCE
          NSET,    false,  true,  FREQ, false, SLEW_ONCE
          NSET,    true,   false, FREQ, false, STEP
          NSET,    true,   true,  FREQ, false, STEP
          FSET,    false,  false, SYNC, false, DISCIPLINE
          FSET,    false,  true,  SYNC, false, DISCIPLINE
          FSET,    true,   false, SYNC, false, STEP
          FSET,    true,   true,  SYNC, false, STEP
          FREQ,    false,  false, FREQ, false, IGNORE
          FREQ,    false,  true,  SYNC, true,  DISCIPLINE
          FREQ,    true,   false, FREQ, false, IGNORE
          FREQ,    true,   true,  SYNC, true,  STEP
          SPIK,    false,  false, SYNC, false, DISCIPLINE
          SPIK,    false,  true,  SYNC, false, DISCIPLINE
          SPIK,    true,   false, SPIK, false, IGNORE
          SPIK,    true,   true,  SYNC, false, STEP
          SYNC,    false,  false, SYNC, false, DISCIPLINE
          SYNC,    false,  true,  SYNC, false, DISCIPLINE
          SYNC,    true,   false, SPIK, false, IGNORE
          SYNC,    true,   true,  SPIK, false, IGNORE
          """)
  void offset_leadsToOneTransition(
      ClockState state,
      boolean beyondStep,
      boolean stepoutIsOver,
      ClockState next,
      boolean setsFrequency,
      ClockState.Action action) {
    ClockState.Transition transition = state.on(beyondStep, stepoutIsOver);

    assertThat(transition).isEqualTo(new ClockState.Transition(next, setsFrequency, action));
  }
}
