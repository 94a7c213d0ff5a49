package io.lapse.schemas.file;

/** One record cannot be taken; the next one can be read all the same. */
final class RefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  RefusedException(String message) {
    super(message);
  }

  /** {@link #getMessage()}, which is never null here. */
  String explanation() {
    return String.valueOf(getMessage());
  }
}
