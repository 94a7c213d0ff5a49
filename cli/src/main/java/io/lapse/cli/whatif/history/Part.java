package io.lapse.cli.whatif.history;

import io.lapse.ledger.LedgerInput;
import java.util.function.Consumer;

/** A part of a history: one thread reads it from its beginning to its end. */
public interface Part {
  /**
   * Reads it, in its own order. The same part may be read again, and gives the same then.
   *
   * @param events takes each event; what it throws ends the reading
   * @return what was wrong
   * @throws InterruptedException if the reading thread is interrupted while it waits
   */
  Findings read(Consumer<LedgerInput> events) throws InterruptedException;
}
