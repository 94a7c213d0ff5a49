package io.lapse.streamsapp.replay;

/**
 * The offsets of a partition at a moment.
 *
 * @param begin the first that is there
 * @param end behind the last that can be read: from here on a transaction may be open
 * @param written behind the last that was written
 */
public record InputRange(long begin, long end, long written) {
  /** So many offsets lie behind the beginning of an open transaction. */
  public long undecided() {
    return Math.max(0, written - end);
  }

  /** So many offsets are to be read; the markers of transactions count too. */
  public long length() {
    return Math.max(0, end - begin);
  }
}
