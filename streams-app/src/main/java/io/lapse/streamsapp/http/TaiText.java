package io.lapse.streamsapp.http;

import io.lapse.ledger.time.TaiInstant;
import io.lapse.schemas.tai.InstantText;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Instants as clients write them. */
public final class TaiText {
  /** A plus that nobody encoded is a space once it is decoded. */
  private static final Pattern LOST_PLUS = Pattern.compile("(.*\\d) (\\d\\d:\\d\\d)");

  private TaiText() {}

  /**
   * Reads {@code tai:NANOS}, or RFC 3339 with an offset. The 60th second of a leap second is one.
   *
   * @throws BadParameterException if it is neither, or outside 64 bits of nanoseconds
   */
  public static TaiInstant parse(String text) throws BadParameterException {
    Matcher lost = LOST_PLUS.matcher(text);
    try {
      return InstantText.parse(lost.matches() ? lost.group(1) + "+" + lost.group(2) : text);
    } catch (IllegalArgumentException e) {
      throw new BadParameterException(String.valueOf(e.getMessage()));
    }
  }
}
