package io.lapse.streamsapp.board.column;

import java.util.Arrays;

/** Growing numbers, each as its distance from the one before: some three bytes each. */
public final class OffsetLog {
  private static final int SEVEN_BITS = 0x7F;
  private static final int MORE = 0x80;

  private byte[] bytes = new byte[0];
  private int length;
  private int size;
  private long first;
  private long last;

  /** How many there are. */
  public int size() {
    return size;
  }

  /** The least, where there is one. */
  public long first() {
    return first;
  }

  /** The largest, where there is one. */
  public long last() {
    return last;
  }

  /**
   * Adds one.
   *
   * @throws IllegalArgumentException if it is not larger than the last, or negative
   */
  public void add(long offset) {
    if (offset < 0 || (size > 0 && offset <= last)) {
      throw new IllegalArgumentException("offset must be larger than " + last + ": " + offset);
    }
    long distance = size == 0 ? offset : offset - last;
    while (distance > SEVEN_BITS) {
      put((byte) ((distance & SEVEN_BITS) | MORE));
      distance >>>= 7;
    }
    put((byte) distance);
    first = size == 0 ? offset : first;
    last = offset;
    size++;
  }

  private void put(byte b) {
    if (length == bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(8, length + (length >> 2)));
    }
    bytes[length++] = b;
  }

  /** All of them, the least first. */
  public long[] offsets() {
    long[] offsets = new long[size];
    long offset = 0;
    int at = 0;
    for (int i = 0; i < size; i++) {
      long distance = 0;
      int shift = 0;
      byte b;
      do {
        b = bytes[at++];
        distance |= (long) (b & SEVEN_BITS) << shift;
        shift += 7;
      } while (b < 0);
      offset += distance;
      offsets[i] = offset;
    }
    return offsets;
  }

  /**
   * Forgets those below an offset.
   *
   * @return how many
   */
  public int forgetBelow(long floor) {
    long[] kept = Arrays.stream(offsets()).filter(offset -> offset >= floor).toArray();
    int forgotten = size - kept.length;
    if (forgotten > 0) {
      bytes = new byte[0];
      length = 0;
      size = 0;
      for (long offset : kept) {
        add(offset);
      }
    }
    return forgotten;
  }
}
