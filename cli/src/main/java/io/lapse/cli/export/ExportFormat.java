package io.lapse.cli.export;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;

/** How tables are written. */
enum ExportFormat {
  CSV,
  AVRO;

  /** What its files end with, and how a user names it. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  <R> TableFile<R> begin(Table<R> table, OutputStream out) throws IOException {
    return switch (this) {
      case CSV -> new CsvTableFile<>(table, out);
      case AVRO -> new AvroTableFile<>(table, out);
    };
  }
}
