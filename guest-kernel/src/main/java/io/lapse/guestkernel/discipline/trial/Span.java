package io.lapse.guestkernel.discipline.trial;

/** How long something lasted from the restart on. */
public sealed interface Span {
  /**
   * It is over, for as long as was watched.
   *
   * @param nanos from the restart until it ended; 0 if it never began
   */
  record Ended(long nanos) implements Span {}

  /** It was not over when the trial ended. */
  record Lasting() implements Span {}
}
