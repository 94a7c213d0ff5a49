package io.lapse.ledger.policy;

/** How much it matters. */
public enum Severity {
  INFO,
  WARNING,
  CRITICAL
}
