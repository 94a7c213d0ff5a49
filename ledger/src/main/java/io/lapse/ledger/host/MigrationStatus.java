package io.lapse.ledger.host;

/** Where a migration stands. */
public enum MigrationStatus {
  SETUP,
  ACTIVE,
  /** The destination runs, memory is still on its way. */
  POSTCOPY,
  COMPLETED,
  FAILED,
  CANCELLED,
  /** A state between these, such as {@code device} or {@code pre-switchover}. */
  OTHER
}
