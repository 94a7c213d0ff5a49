package io.lapse.cli.quarantine;

import io.lapse.cli.text.Printable;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Bytes that anybody may have written, fit for a terminal. */
final class Untrusted {
  /** A key or a header may be as large as a record. */
  static final int CHARS_MAX = 200;

  private Untrusted() {}

  /** Their text if they are UTF-8; null if they are not, or there are none. */
  static @Nullable String text(byte @Nullable [] bytes) {
    if (bytes == null) {
      return null;
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  /** On one line: their text, or {@code 0x} and their digits; cut where they are long. */
  static String shown(byte @Nullable [] bytes) {
    if (bytes == null) {
      return "(none)";
    }
    String text = text(bytes);
    if (text != null) {
      return cut(text);
    }
    int shown = Math.min(bytes.length, CHARS_MAX / 2);
    String digits = "0x" + HexFormat.of().formatHex(bytes, 0, shown);
    return shown < bytes.length ? digits + "... (" + bytes.length + " bytes)" : digits;
  }

  /** On one line, cut where it is long. */
  static String cut(String text) {
    int points = text.codePointCount(0, text.length());
    if (points <= CHARS_MAX) {
      return Printable.of(text);
    }
    String head = text.substring(0, text.offsetByCodePoints(0, CHARS_MAX));
    return Printable.of(head) + "... (" + points + " characters)";
  }
}
