package io.lapse.cli.quarantine;

import java.util.Locale;

/** Bytes as a person reads them: offset, digits, text. */
final class HexDump {
  private static final int LINE_BYTES = 16;

  private HexDump() {}

  /** The first bytes, at most so many, each line ended. */
  static String of(byte[] bytes, int bytesMax) {
    StringBuilder dump = new StringBuilder();
    int end = Math.min(bytes.length, bytesMax);
    for (int at = 0; at < end; at += LINE_BYTES) {
      line(dump, bytes, at, Math.min(end, at + LINE_BYTES));
    }
    if (end < bytes.length) {
      dump.append("... ").append(bytes.length - end).append(" more bytes\n");
    }
    return dump.toString();
  }

  private static void line(StringBuilder dump, byte[] bytes, int from, int to) {
    dump.append(String.format(Locale.ROOT, "%08x ", from));
    StringBuilder text = new StringBuilder();
    for (int at = from; at < from + LINE_BYTES; at++) {
      if (at < to) {
        dump.append(String.format(Locale.ROOT, " %02x", bytes[at]));
        text.append(bytes[at] >= ' ' && bytes[at] < 0x7f ? (char) bytes[at] : '.');
      } else {
        dump.append("   ");
      }
    }
    dump.append("  |").append(text).append("|\n");
  }
}
