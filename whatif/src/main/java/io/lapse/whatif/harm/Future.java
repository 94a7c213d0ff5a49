package io.lapse.whatif.harm;

/** What becomes of an outage's time. */
public enum Future {
  /** The host advances the guest's counter by Tout. */
  COMPENSATED,
  /** The counter stands still; the guest is told, and injects Tout. */
  INJECTED,
  /** The guest suspended itself, and accounts for the time on resume; the rest it injects. */
  SLEPT,
  /** The guest did not cooperate in time, and is killed. */
  KILLED
}
