package io.lapse.ledger;

/**
 * The identity of an event.
 *
 * @param hex 32 lower-case hex digits: the first 16 bytes of the SHA-256 of its canonical form
 */
public record EventId(String hex) implements Comparable<EventId> {

  public EventId {
    if (!isLowerHex(hex)) {
      throw new IllegalArgumentException("hex must be 32 lower-case hex digits: " + hex);
    }
  }

  private static boolean isLowerHex(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
        return false;
      }
    }
    return text.length() == 32;
  }

  @Override
  public int compareTo(EventId other) {
    return hex.compareTo(other.hex);
  }

  @Override
  public String toString() {
    return hex;
  }
}
