package io.lapse.producers.json;

import io.lapse.schemas.codec.InputLimits;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What a text must be, so that every part of Lapse takes it. */
final class TextForm {
  private TextForm() {}

  /**
   * What the text should have been; null if it is that.
   *
   * @param text null: it is no text
   */
  static @Nullable String missedBy(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return "a text that is not empty";
    }
    if (InputLimits.isTooLong(text)) {
      return "at most " + InputLimits.TEXT_BYTES_MAX + " bytes of UTF-8";
    }
    // Half of a surrogate pair has no UTF-8 form, so it could not be told from another half.
    return StandardCharsets.UTF_8.newEncoder().canEncode(text) ? null : "valid Unicode";
  }
}
