package io.lapse.ledger.notice;

/** The two readings of 'inject the TAI delta'. */
public enum InjectAs {
  /** As ADJ_SETOFFSET does (2022): REALTIME and TAI step. */
  OFFSET,
  /** As sleep time (2021): BOOTTIME moves too. The kernel refuses a negative amount. */
  SLEEP
}
