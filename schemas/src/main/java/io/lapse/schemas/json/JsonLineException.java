package io.lapse.schemas.json;

/** A line is not what it should be; the message says what was expected. */
public final class JsonLineException extends RuntimeException {
  public JsonLineException(String message) {
    super(message);
  }

  public JsonLineException(String message, Throwable cause) {
    super(message, cause);
  }
}
