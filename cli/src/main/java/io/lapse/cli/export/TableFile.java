package io.lapse.cli.export;

import java.io.IOException;

/** A table on its way into a file. */
interface TableFile<R> {
  /** Adds a row. */
  void append(R row) throws IOException;

  /** Writes what is still held back; nothing is added after it. */
  void end() throws IOException;
}
