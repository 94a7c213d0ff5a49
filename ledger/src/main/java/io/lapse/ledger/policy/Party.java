package io.lapse.ledger.policy;

/** Who has to act. */
public enum Party {
  HOST,
  GUEST,
  OPERATOR
}
