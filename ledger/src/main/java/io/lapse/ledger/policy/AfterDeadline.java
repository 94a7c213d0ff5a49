package io.lapse.ledger.policy;

/** What happens to a guest that does not quiesce in time. */
public enum AfterDeadline {
  /** It is killed: 'cooperate within time or die hard'. */
  DIE,
  /** It is stopped by force. */
  FORCE
}
