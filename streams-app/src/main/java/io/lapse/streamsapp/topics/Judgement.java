package io.lapse.streamsapp.topics;

/** How well something fits what the ledger needs. */
public enum Judgement {
  OK,
  /** The ledger runs, and loses nothing by it alone. */
  WARN,
  /** The books may be wrong, records may be lost, or the ledger cannot run. */
  FAIL
}
