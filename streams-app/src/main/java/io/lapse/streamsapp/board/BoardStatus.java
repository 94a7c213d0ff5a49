package io.lapse.streamsapp.board;

import org.jspecify.annotations.Nullable;

/**
 * How far the board has read.
 *
 * @param revision grows with each change of the board
 * @param asOfTaiNanos the newest stop, restart or instant of an alert; null if there is none
 * @param fromTaiNanos the oldest stop; null if there is none
 * @param isTruncated whether older outages were dropped, or lie before where the board begins
 */
public record BoardStatus(
    State state,
    long revision,
    @Nullable Long asOfTaiNanos,
    @Nullable Long fromTaiNanos,
    boolean isTruncated) {

  /** CATCHING_UP until it has come to the ends of the topics as they were when it started. */
  public enum State {
    CATCHING_UP,
    LIVE
  }
}
