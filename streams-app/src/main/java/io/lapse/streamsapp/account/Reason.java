package io.lapse.streamsapp.account;

import io.lapse.ledger.account.Outcome;
import io.lapse.streamsapp.signature.Distrust;

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
  PROCESSING,
  /** It has no signature, and needs one. */
  UNSIGNED,
  /** It is signed with a key that nobody is known to have. */
  UNKNOWN_KEY,
  /** Its signature is none, or not of this record: forged, altered, or moved. */
  BAD_SIGNATURE,
  /** It is signed by another host than the one that it names. */
  WRONG_HOST,
  /** Its key does not hold for its stamp. */
  KEY_NOT_VALID,
  /** Its key was revoked for its stamp. */
  KEY_REVOKED,
  /** It is a copy of a signed record that was taken before. */
  REPLAYED;

  /**
   * Why the books refused it.
   *
   * @param outcome one that is {@linkplain Outcome#quarantined() quarantined}
   */
  static Reason of(Outcome outcome) {
    return valueOf(outcome.name());
  }

  /** Why it was not trusted. */
  static Reason of(Distrust distrust) {
    return valueOf(distrust.fault().name());
  }
}
