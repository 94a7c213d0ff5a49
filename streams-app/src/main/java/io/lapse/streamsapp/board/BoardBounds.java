package io.lapse.streamsapp.board;

/**
 * How much the board holds. Beyond it the oldest is dropped, never what is open.
 *
 * @param outagesMax outages, and likewise alerts
 */
public record BoardBounds(int outagesMax) {
  /** Records of the ledger whose offsets are kept, for each outage. */
  static final int RECORDS_PER_OUTAGE = 4;

  public BoardBounds {
    if (outagesMax < 1) {
      throw new IllegalArgumentException("outagesMax must be at least 1: " + outagesMax);
    }
  }
}
