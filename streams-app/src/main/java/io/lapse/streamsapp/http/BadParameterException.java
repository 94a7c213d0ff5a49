package io.lapse.streamsapp.http;

/** A parameter is none that could be answered; the message says what was expected. */
public final class BadParameterException extends Exception {
  public BadParameterException(String message) {
    super(message);
  }
}
