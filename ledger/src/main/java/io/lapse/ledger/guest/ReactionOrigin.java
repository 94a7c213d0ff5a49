package io.lapse.ledger.guest;

/** Who reacted to a notice. */
public enum ReactionOrigin {
  /** A real guest's agent says so. */
  REPORTED,
  /** Lapse's emulated kernel. */
  EMULATED
}
