package io.lapse.cli.failure;

/** The command cannot do what it was asked to; the message tells its user why. */
public final class Failure extends RuntimeException {
  public Failure(String message) {
    super(message);
  }

  public Failure(String message, Throwable cause) {
    super(message, cause);
  }
}
