package io.lapse.schemas.file;

import org.jspecify.annotations.Nullable;

/** Text that others wrote, or that a library says of it, fit for a message. */
final class MessageText {
  private static final int CHARS_MAX = 200;

  private MessageText() {}

  /** The beginning of {@code text}: one line, printable, short. */
  static String oneLine(@Nullable String text) {
    String whole = String.valueOf(text);
    int length = Math.min(whole.length(), CHARS_MAX);
    StringBuilder shown = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      char c = whole.charAt(i);
      shown.append(Character.isISOControl(c) || Character.isSurrogate(c) ? '?' : c);
    }
    return whole.length() > CHARS_MAX ? shown.append("...").toString() : shown.toString();
  }
}
