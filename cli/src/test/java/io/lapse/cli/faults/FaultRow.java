package io.lapse.cli.faults;

import io.lapse.cli.text.TextTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What became of a fault.
 *
 * @param fault its name
 * @param sent records that went to the application, garbage and repetitions among them
 * @param expected entries of the standing ledger of an undisturbed fold
 * @param found entries of the standing ledger that was read back
 * @param identical whether both are the same, byte for byte
 * @param refused records in quarantine
 * @param leftOut why it was not tried; empty if it was
 */
record FaultRow(
    String fault,
    int sent,
    int expected,
    int found,
    boolean identical,
    int refused,
    String leftOut) {
  private static final Path FOLDER = Path.of("target/faults");

  static FaultRow leftOut(String fault, String reason) {
    return new FaultRow(fault, 0, 0, 0, false, 0, reason);
  }

  boolean tried() {
    return leftOut.isEmpty();
  }

  private String verdict() {
    return !tried() ? "left out" : identical ? "yes" : "NO";
  }

  /** The rows as a table of plain text. */
  static String table(List<FaultRow> rows) {
    TextTable table =
        new TextTable("FAULT", ">SENT", ">EXPECTED", ">FOUND", "IDENTICAL", ">QUARANTINED");
    for (FaultRow row : rows) {
      table.row(
          row.fault,
          Integer.toString(row.sent),
          Integer.toString(row.expected),
          Integer.toString(row.found),
          row.verdict(),
          Integer.toString(row.refused));
    }
    return table.render();
  }

  /** One JSON object, in one line. */
  String json() {
    return String.format(
        "{\"fault\":\"%s\",\"events_sent\":%d,\"entries_expected\":%d,\"entries_found\":%d,"
            + "\"identical\":%b,\"quarantined\":%d,\"left_out\":%s}%n",
        fault, sent, expected, found, identical, refused, quoted(leftOut));
  }

  private static String quoted(String reason) {
    return reason.isEmpty() ? "null" : "\"" + reason.replace("\"", "'") + "\"";
  }

  /** Writes it into the folder of all rows, and returns it. */
  FaultRow write() {
    try {
      Files.createDirectories(FOLDER);
      Files.writeString(FOLDER.resolve(fault.replaceAll("\\W+", "-") + ".json"), json());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the row of " + fault, e);
    }
    return this;
  }
}
