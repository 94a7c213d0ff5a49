package io.lapse.ledger.host;

/** Why a host stopped a guest's vCPUs, as far as its log tells. */
public enum StopReason {
  /** The log does not tell: a plain QMP STOP. */
  UNKNOWN,
  /** An operator paused it. */
  PAUSE,
  /** Its state goes to disk. */
  SAVE,
  /** It moves to another host. */
  MIGRATE,
  /** A snapshot is taken while it stands still. */
  CHECKPOINT,
  /** The guest suspended itself (S3). */
  SLEEP,
  /** It arrived stopped and has not yet run here: this opens nothing. */
  ARRIVAL
}
