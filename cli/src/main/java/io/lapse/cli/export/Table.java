package io.lapse.cli.export;

import java.util.List;

/**
 * A table that is exported.
 *
 * @param name of its file, without the ending
 * @param record what Avro calls a row of it
 * @param meaning what a row is
 */
record Table<R>(String name, String record, String meaning, List<Column<R>> columns) {
  Table {
    columns = List.copyOf(columns);
  }
}
