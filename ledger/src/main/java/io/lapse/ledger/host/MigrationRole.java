package io.lapse.ledger.host;

/** Which end of a migration reports. */
public enum MigrationRole {
  SOURCE,
  DESTINATION,
  UNKNOWN
}
