package io.lapse.cli.fleet;

import io.lapse.ledger.LedgerInput;
import java.io.Closeable;
import java.io.IOException;

/** A file that events are written to, one after the other. One adapter for each format. */
interface EventFile extends Closeable {
  /** Appends an event; what was written is complete once the file is closed. */
  void write(LedgerInput input) throws IOException;
}
