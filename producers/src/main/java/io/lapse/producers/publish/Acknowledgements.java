package io.lapse.producers.publish;

import java.util.BitSet;

/**
 * How far the acknowledged sending has come. Brokers acknowledge each partition by itself, so a
 * later send may be stored before an earlier one: what counts is the run without a gap from the
 * first. It holds a bit for each send since the gap, no matter how many there were before.
 */
final class Acknowledgements {
  /** Bits of what lies behind are dropped in pieces of this size. */
  private static final int PIECE = 1 << 16;

  private BitSet stored = new BitSet();

  /** The send that the first bit stands for. */
  private long offset;

  /** So many from the offset on are stored without a gap. */
  private int run;

  /**
   * A send has been stored.
   *
   * @param number of the send, from 0
   */
  synchronized void stored(long number) {
    stored.set(Math.toIntExact(number - offset));
    if (stored.get(run)) {
      run = stored.nextClearBit(run);
      if (run >= PIECE) {
        stored = stored.get(run, Math.max(run, stored.length()));
        offset += run;
        run = 0;
      }
    }
  }

  /** All sends with lower numbers have been stored. */
  synchronized long count() {
    return offset + run;
  }
}
