package io.lapse.schemas.codec;

import java.nio.charset.StandardCharsets;

/**
 * What a record from outside may hold at most. Real ones stay far below: this is what a stranger
 * may cost. What is over a limit is refused before it is built.
 */
public final class InputLimits {
  /** A record on a topic: its encoded value. What a topic takes by default, and no more. */
  public static final int RECORD_BYTES_MAX = 1 << 20;

  /** A text in UTF-8: the names of guests and hosts, ids, versions, words of a status. */
  public static final int TEXT_BYTES_MAX = 1_024;

  /** A list: timers, cells of a histogram, readings of a counter. */
  public static final int LIST_ITEMS_MAX = 65_536;

  /** A map: labels. The ledger itself takes fewer. */
  public static final int MAP_ENTRIES_MAX = 64;

  private InputLimits() {}

  /** Whether a text is longer than one may be. */
  public static boolean isTooLong(String text) {
    // In UTF-8 a char takes one to three bytes.
    return text.length() > TEXT_BYTES_MAX / 3
        && text.getBytes(StandardCharsets.UTF_8).length > TEXT_BYTES_MAX;
  }
}
