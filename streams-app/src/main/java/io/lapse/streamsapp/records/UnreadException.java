package io.lapse.streamsapp.records;

/** What was asked for was not read; the message says why. */
public final class UnreadException extends Exception {
  private final Why why;

  /** What kept it. But for the first, asking again may help. */
  public enum Why {
    /** The instance keeps no board, which would know where it is. */
    NO_BOARD,
    /** As many questions as are read at once are being read. */
    BUSY,
    /** The brokers did not hand it over in time. */
    TOO_SLOW,
    /** Where it is has yet to be found out, after a start. */
    CATCHING_UP,
    /** It was deleted, or cannot be had. */
    UNREADABLE
  }

  UnreadException(Why why, String message) {
    super(message);
    this.why = why;
  }

  UnreadException(Why why, String message, Throwable cause) {
    super(message, cause);
    this.why = why;
  }

  /** What kept it. */
  public Why why() {
    return why;
  }
}
