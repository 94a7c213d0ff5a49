package io.lapse.ledger.account;

/** How an amount is known. */
public enum AmountBasis {
  /** Read on the guest. */
  MEASURED,
  /** The host says so. */
  CLAIMED,
  /** Deduced from what the hypervisor does. */
  ASSUMED,
  /** Nobody said; 0 is posted, and nothing that depends on it is certain. */
  UNKNOWN
}
