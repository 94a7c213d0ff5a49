package io.lapse.streamsapp.board.column;

import java.util.ArrayList;
import java.util.List;

/** One 32-bit number for each row. It grows by chunks: nothing is copied, little is to spare. */
public final class IntColumn {
  static final int BITS = 14;
  static final int CHUNK = 1 << BITS;

  private final List<int[]> chunks = new ArrayList<>();

  /** The number of a row that was set before. */
  public int get(int row) {
    return chunks.get(row >> BITS)[row & (CHUNK - 1)];
  }

  /** Sets it; the column grows up to the row. */
  public void set(int row, int value) {
    while (row >> BITS >= chunks.size()) {
      chunks.add(new int[CHUNK]);
    }
    chunks.get(row >> BITS)[row & (CHUNK - 1)] = value;
  }
}
