package io.lapse.schemas.file;

/** A file is not what it should be; the message says what was expected, and where. */
final class DamagedException extends Exception {
  private static final long serialVersionUID = 1L;

  DamagedException(String message) {
    super(message);
  }

  /** {@link #getMessage()}, which is never null here. */
  String explanation() {
    return String.valueOf(getMessage());
  }
}
