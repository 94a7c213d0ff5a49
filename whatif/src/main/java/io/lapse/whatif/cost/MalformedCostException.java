package io.lapse.whatif.cost;

/** What somebody wrote is no cost function. Who catches it knows the file. */
public final class MalformedCostException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int line;

  MalformedCostException(int line, String message) {
    super(message);
    this.line = line;
  }

  /** The line within the text, counted from 1. */
  public int line() {
    return line;
  }

  /** {@link #getMessage()}, which is never null here: what was found, and what was expected. */
  public String explanation() {
    return String.valueOf(getMessage());
  }
}
