package io.lapse.streamsapp.board;

/** Is told that something changed, on the thread that reads; it must not block. */
public interface BoardListener {
  /**
   * The board, or the guest that was asked for, is another than it was.
   *
   * @param status as it is now
   */
  void changed(BoardStatus status);

  /** That somebody is told; ends when it is closed. */
  interface Subscription extends AutoCloseable {
    @Override
    void close();
  }
}
