package io.lapse.producers.qmp;

import java.nio.charset.StandardCharsets;

/** Names and words in ASCII, as numbers that are compared instead of them. */
final class QmpName {
  private static final int PACKED_BYTES = 8;
  private static final long PRIME = 0x100000001B3L;
  private static final int SLOTS = 256;

  /** Words that were met before, by their keys. */
  private final String[] words = new String[SLOTS];

  /**
   * The key of the name: up to 8 bytes it is the name itself, beyond that a hash, which is below 0.
   */
  static long key(byte[] bytes, int from, int to) {
    long key = 0;
    if (to - from <= PACKED_BYTES) {
      for (int i = from; i < to; i++) {
        key = key << 8 | bytes[i];
      }
      return key;
    }
    for (int i = from; i < to; i++) {
      key = (key ^ bytes[i]) * PRIME;
    }
    return key | Long.MIN_VALUE;
  }

  static long key(String name) {
    byte[] bytes = name.getBytes(StandardCharsets.US_ASCII);
    return key(bytes, 0, bytes.length);
  }

  /** The word, the same object for the same word as far as there is room. */
  String word(byte[] bytes, int from, int to) {
    long key = key(bytes, from, to);
    int slot = (int) ((key ^ key >>> 17 ^ key >>> 37) & (SLOTS - 1));
    String known = words[slot];
    if (known == null || !is(known, bytes, from, to)) {
      known = new String(bytes, from, to - from, StandardCharsets.US_ASCII);
      words[slot] = known;
    }
    return known;
  }

  /** Whether {@code bytes} spell {@code name}. */
  static boolean is(String name, byte[] bytes, int from, int to) {
    if (name.length() != to - from) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      if (name.charAt(i) != bytes[from + i]) {
        return false;
      }
    }
    return true;
  }
}
