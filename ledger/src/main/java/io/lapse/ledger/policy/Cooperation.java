package io.lapse.ledger.policy;

/** How a guest came to stand still. */
public enum Cooperation {
  /** It was warned and brought itself to rest, or it suspended itself. */
  COOPERATIVE,
  /** It was warned, did not quiesce in time, and was stopped all the same. */
  FORCED,
  /** It was warned, did not quiesce in time, and was killed. */
  KILLED,
  /** Nobody warned it. */
  UNANNOUNCED,
  /** The source cannot tell. */
  UNKNOWN
}
