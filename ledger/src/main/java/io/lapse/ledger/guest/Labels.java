package io.lapse.ledger.guest;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The labels of a guest, such as its zone and its owner: few, and short. */
public final class Labels {
  public static final int COUNT_MAX = 8;
  public static final int KEY_BYTES_MAX = 63;
  public static final int VALUE_BYTES_MAX = 255;

  private Labels() {}

  static Map<String, String> checked(Map<String, String> labels) {
    if (labels.size() > COUNT_MAX) {
      throw new IllegalArgumentException(
          "labels must be at most " + COUNT_MAX + ": " + labels.size());
    }
    labels.forEach(Labels::requireLabel);
    return Map.copyOf(labels);
  }

  private static void requireLabel(String key, String value) {
    if (key.isEmpty()) {
      throw new IllegalArgumentException("labels must have names that are not empty");
    }
    requireText("a label's name", key, KEY_BYTES_MAX);
    requireText("a label's value", value, VALUE_BYTES_MAX);
  }

  private static void requireText(String what, String text, int max) {
    if (text.codePoints().anyMatch(c -> c >= 0xD800 && c <= 0xDFFF)) {
      throw new IllegalArgumentException(
          what + " must be valid Unicode, without half of a surrogate pair");
    }
    int bytes = text.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > max) {
      throw new IllegalArgumentException(
          what + " must be at most " + max + " bytes of UTF-8: " + bytes);
    }
  }
}
