package io.lapse.producers.qmp;

import java.nio.charset.StandardCharsets;

/** Names and words in ASCII, as numbers that are compared instead of them. */
final class QmpName {
  private static final int PACKED_BYTES = 8;
  private static final long PRIME = 0x9E3779B97F4A7C15L;
  private static final int SLOTS = 256;

  /** Words that were met before, by their keys. */
  private final String[] words = new String[SLOTS];

  /**
   * The key of the name: up to 8 bytes it is the name itself, beyond that a hash, which is below 0.
   */
  static long key(byte[] bytes, int from, int to) {
    long key = 0;
    for (int i = from; i < to; i++) {
      key = with(key, bytes[i]);
    }
    return finished(key, to - from);
  }

  /** The key that {@link #with} made of a name of {@code length} bytes. */
  static long finished(long key, int length) {
    return length > PACKED_BYTES ? key | Long.MIN_VALUE : key;
  }

  /** The key of a name of ASCII and one letter more, but for the mark of a hash. */
  static long with(long key, byte letter) {
    // Of 8 bytes the first is shifted to the top, and stays exact; from the ninth on it is mixed
    // in.
    return (key << 8 | letter) + (key >>> 56) * PRIME;
  }

  /** One bit of 64: names with the same one may be the same. */
  static long mark(long key) {
    return 1L << ((key * PRIME) >>> 58);
  }

  static long key(String name) {
    byte[] bytes = name.getBytes(StandardCharsets.US_ASCII);
    return key(bytes, 0, bytes.length);
  }

  /** The word, the same object for the same word as far as there is room. */
  String word(byte[] bytes, int from, int to) {
    long key = key(bytes, from, to);
    int slot = (int) ((key ^ (key >>> 17) ^ (key >>> 37)) & (SLOTS - 1));
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
