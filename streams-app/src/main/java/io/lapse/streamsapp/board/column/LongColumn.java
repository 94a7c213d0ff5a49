package io.lapse.streamsapp.board.column;

import java.util.Arrays;

/** One 64-bit number for each row. It grows by chunks: nothing is copied, little is to spare. */
public final class LongColumn {
  static final int BITS = 14;
  static final int CHUNK = 1 << BITS;

  private long[][] chunks = new long[4][];
  private int used;

  /** The number of a row that was set before. */
  public long get(int row) {
    return chunks[row >> BITS][row & (CHUNK - 1)];
  }

  /** Sets it; the column grows up to the row. */
  public void set(int row, long value) {
    while (row >> BITS >= used) {
      if (used == chunks.length) {
        chunks = Arrays.copyOf(chunks, used * 2);
      }
      chunks[used++] = new long[CHUNK];
    }
    chunks[row >> BITS][row & (CHUNK - 1)] = value;
  }
}
