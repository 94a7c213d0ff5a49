package io.lapse.cli.whatif.gather;

/** The input is not sorted by guest; it is read again, otherwise. */
final class OutOfOrderException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  OutOfOrderException(String message) {
    super(message, null, false, false);
  }
}
