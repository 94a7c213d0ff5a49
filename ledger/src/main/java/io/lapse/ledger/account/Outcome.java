package io.lapse.ledger.account;

/** What became of an input. */
public enum Outcome {
  /** It is in the books. */
  ACCEPTED,
  /** It already was. */
  DUPLICATE,
  /** An emulated reaction where only reported ones count. */
  NOT_COUNTED,
  /** Its stamp cannot be true: before 2000, from 2100 on, or long after it was observed. */
  IMPLAUSIBLE_STAMP,
  /** The books cannot hold it: an amount or an interval beyond 64 bits of nanoseconds. */
  OUT_OF_RANGE,
  /** It would reopen a sealed outage: it lies more than the horizon behind the watermark. */
  LATE;

  /** Whether it belongs in quarantine. */
  public boolean quarantined() {
    return this == IMPLAUSIBLE_STAMP || this == OUT_OF_RANGE || this == LATE;
  }
}
