package io.lapse.cli.quarantine;

import io.lapse.cli.text.Instants;
import io.lapse.cli.text.TextTable;
import java.util.List;

/** Entries, a row each. */
final class EntryTable {
  private static final long MILLI_NANOS = 1_000_000;
  private static final int GUEST_CHARS_MAX = 40;

  private EntryTable() {}

  static String render(List<QuarantineEntry> entries, RequeueMarks marks) {
    TextTable table =
        new TextTable(
            ">entry",
            "set aside (UTC)",
            "reason",
            "guest",
            "topic",
            ">from",
            ">bytes",
            "sent back");
    for (QuarantineEntry entry : entries) {
      table.row(
          entry.place().toString(),
          at(entry),
          Untrusted.cut(entry.reason()),
          guest(entry),
          Untrusted.cut(entry.topic()),
          Untrusted.cut(entry.source()),
          bytes(entry),
          sentBack(entry, marks));
    }
    return table.render();
  }

  static String at(QuarantineEntry entry) {
    return Instants.millis(entry.atMillis() * MILLI_NANOS);
  }

  static String bytes(QuarantineEntry entry) {
    return entry.valueBytes() < 0 ? "none" : Integer.toString(entry.valueBytes());
  }

  static String guest(QuarantineEntry entry) {
    String shown = Untrusted.shown(entry.key());
    int points = shown.codePointCount(0, shown.length());
    return points <= GUEST_CHARS_MAX
        ? shown
        : shown.substring(0, shown.offsetByCodePoints(0, GUEST_CHARS_MAX)) + "...";
  }

  /** Whether it was sent back from here, and from where it came back. */
  static String sentBack(QuarantineEntry entry, RequeueMarks marks) {
    List<String> before = entry.requeuedFrom();
    String came = before.isEmpty() ? "" : "came back from " + before.get(before.size() - 1);
    if (!marks.contains(entry.place())) {
      return came;
    }
    return came.isEmpty() ? "yes" : "yes, " + came;
  }
}
