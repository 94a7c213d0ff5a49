package io.lapse.guestkernel.discipline.trial;

import io.lapse.guestkernel.ntp.AdjtimexReply;

/**
 * Is shown the guest's clock at least once a second of true time, and before and after each step.
 */
@FunctionalInterface
public interface Observer {
  /** Looks away. */
  Observer NONE = (sinceRestartNanos, errorNanos, ntp) -> {};

  /**
   * The clock at a moment.
   *
   * @param sinceRestartNanos true time since the restart
   * @param errorNanos REALTIME less true UTC; positive: the clock is ahead
   * @param ntp what a plain adjtimex would say
   */
  void at(long sinceRestartNanos, long errorNanos, AdjtimexReply ntp);
}
