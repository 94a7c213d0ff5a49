package io.lapse.streamsapp.board;

/** For tests of who asks a board: the reader alone says that it is live. */
public final class LiveBoards {
  private LiveBoards() {}

  /** It has come to the ends of its topics. */
  public static void live(Board board) {
    board.live();
  }
}
