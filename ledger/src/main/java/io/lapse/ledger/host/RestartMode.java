package io.lapse.ledger.host;

/** How a guest came to run again, as far as the log tells. */
public enum RestartMode {
  /** The process that had stopped it let it go on. */
  CONTINUED,
  /** A process that had loaded its state from a migration stream, or from a file. */
  INCOMING,
  /** The source says that a saved state was restored. */
  RESTORED,
  /** The guest woke up from S3. */
  WAKEUP
}
