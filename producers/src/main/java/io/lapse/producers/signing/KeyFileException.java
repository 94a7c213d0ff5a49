package io.lapse.producers.signing;

/** A file of keys that cannot be used. The message names it, and never says what stands in it. */
public final class KeyFileException extends RuntimeException {
  KeyFileException(String message) {
    super(message);
  }

  KeyFileException(String message, Throwable cause) {
    super(message, cause);
  }
}
