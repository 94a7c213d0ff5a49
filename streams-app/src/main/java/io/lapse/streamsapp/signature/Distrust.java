package io.lapse.streamsapp.signature;

/**
 * Why an event is not trusted.
 *
 * @param explanation what was expected
 */
public record Distrust(Fault fault, String explanation) {

  /** In the order in which they are looked for: an event has the first that it has. */
  public enum Fault {
    /** It has no signature, and needs one. */
    UNSIGNED,
    /** Nobody is known to have that key. */
    UNKNOWN_KEY,
    /** Its signature is none, or not of this record: forged, altered, or moved. */
    BAD_SIGNATURE,
    /** Signed, but by another host than the one that it names. */
    WRONG_HOST,
    /** The key was revoked for its stamp. */
    KEY_REVOKED,
    /** The key does not hold for its stamp. */
    KEY_NOT_VALID,
    /** The same signature was taken before: it is a copy. */
    REPLAYED
  }
}
