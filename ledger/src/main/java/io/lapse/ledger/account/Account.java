package io.lapse.ledger.account;

/** The accounts of an outage; what is posted to them sums to zero. */
public enum Account {
  /** What really passed, by TAI: posted as -Tout. */
  ELAPSED,
  /** The counter advanced: MONOTONIC, BOOTTIME, REALTIME, TAI moved. */
  COMPENSATED,
  /** The guest slept: BOOTTIME, REALTIME, TAI moved. */
  SLEPT,
  /** The guest's kernel stepped REALTIME and TAI after the notice. */
  INJECTED,
  /** An NTP daemon or an agent repaired REALTIME and TAI later. */
  CORRECTED,
  /** The rest, either sign: the guest's wall clock is wrong by this much. */
  UNACCOUNTED
}
