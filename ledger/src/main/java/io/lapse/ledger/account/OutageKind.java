package io.lapse.ledger.account;

/** What an outage was. */
public enum OutageKind {
  /** On one host, in one process. */
  PAUSE,
  /** Its state went through a saved image. */
  SNAPSHOT,
  /** From one host to another. */
  MIGRATION
}
