package io.lapse.guestkernel.discipline.ntpd;

/**
 * The clock discipline's state machine: RFC 5905, figure 26, and appendix A.5.5.6, {@code
 * local_clock()}. It decides; who is told does it.
 *
 * <pre>
 *   state   within the step threshold           beyond it
 *   NSET    slew once, FREQ                     step, FREQ
 *   FSET    discipline, SYNC                    step, SYNC
 *   FREQ    until the stepout ignore, then      until the stepout ignore, then
 *           set frequency, discipline, SYNC     set frequency, step, SYNC
 *   SYNC    discipline, SYNC                    ignore, SPIK
 *   SPIK    discipline, SYNC                    until the stepout ignore, then step, SYNC
 * </pre>
 */
public enum ClockState {
  /** Started without a frequency. */
  NSET,
  /** Started with a frequency from the drift file. */
  FSET,
  /** The frequency is being measured. */
  FREQ,
  /** An offset beyond the step threshold was seen; it may be a spike. */
  SPIK,
  /** At work. */
  SYNC;

  /**
   * What an offset leads to.
   *
   * @param beyondStep whether it is beyond the step threshold
   * @param stepoutIsOver whether the last offset that was not ignored is a stepout interval old
   */
  public Transition on(boolean beyondStep, boolean stepoutIsOver) {
    return switch (this) {
      case NSET -> new Transition(FREQ, false, beyondStep ? Action.STEP : Action.SLEW_ONCE);
      case FSET -> new Transition(SYNC, false, beyondStep ? Action.STEP : Action.DISCIPLINE);
      case FREQ ->
          stepoutIsOver
              ? new Transition(SYNC, true, beyondStep ? Action.STEP : Action.DISCIPLINE)
              : ignored(FREQ);
      case SYNC -> beyondStep ? ignored(SPIK) : new Transition(SYNC, false, Action.DISCIPLINE);
      case SPIK -> {
        if (!beyondStep) {
          yield new Transition(SYNC, false, Action.DISCIPLINE);
        }
        yield stepoutIsOver ? new Transition(SYNC, false, Action.STEP) : ignored(SPIK);
      }
    };
  }

  private static Transition ignored(ClockState next) {
    return new Transition(next, false, Action.IGNORE);
  }

  /** What is done about an offset. */
  public enum Action {
    /** Nothing: it counts as not seen. */
    IGNORE,
    /** {@code adjtime} by as much as one second may take; the frequency waits. */
    SLEW_ONCE,
    /** Phase and frequency follow it. */
    DISCIPLINE,
    /** The clock is set. */
    STEP
  }

  /**
   * What an offset led to.
   *
   * @param next the state from now on
   * @param setsFrequency whether the frequency is set to the offset by the time it took
   * @param action what is done then
   */
  public record Transition(ClockState next, boolean setsFrequency, Action action) {}
}
