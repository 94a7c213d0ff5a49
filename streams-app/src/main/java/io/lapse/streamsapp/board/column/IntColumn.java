package io.lapse.streamsapp.board.column;

import java.util.Arrays;

/** One 32-bit number for each row. It grows by chunks: nothing is copied, little is to spare. */
public final class IntColumn {
  static final int BITS = 14;
  static final int CHUNK = 1 << BITS;

  private int[][] chunks = new int[4][];
  private int used;

  /** The number of a row that was set before. */
  public int get(int row) {
    return chunks[row >> BITS][row & (CHUNK - 1)];
  }

  /** Sets it; the column grows up to the row. */
  public void set(int row, int value) {
    while (row >> BITS >= used) {
      if (used == chunks.length) {
        chunks = Arrays.copyOf(chunks, used * 2);
      }
      chunks[used++] = new int[CHUNK];
    }
    chunks[row >> BITS][row & (CHUNK - 1)] = value;
  }
}
