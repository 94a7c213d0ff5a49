package io.lapse.streamsapp.account;

import io.lapse.ledger.account.Outcome;

/** Why an input was refused; its name is what {@code lapse.reason} says. */
public enum Reason {
  /** Its bytes are no event that this build knows, or its key is no text. */
  UNDECODABLE,
  /** Its key is not its guest, or it has no value. */
  WRONG_KEY,
  IMPLAUSIBLE_STAMP,
  OUT_OF_RANGE,
  LATE,
  /** Its guest's state would exceed its limit. */
  STATE_FULL,
  /** What follows from it is larger than its topic takes. */
  OUTPUT_TOO_LARGE,
  /** A policy contradicts itself, or one before it. */
  POLICY_CONFLICT,
  /** The fold itself failed. */
  PROCESSING;

  /**
   * Why the books refused it.
   *
   * @param outcome one that is {@linkplain Outcome#quarantined() quarantined}
   */
  static Reason of(Outcome outcome) {
    return valueOf(outcome.name());
  }
}
