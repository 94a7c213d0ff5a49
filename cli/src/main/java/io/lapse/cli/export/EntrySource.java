package io.lapse.cli.export;

import io.lapse.cli.failure.Failure;
import io.lapse.ledger.account.Entry;
import java.util.function.Consumer;

/** Where a standing ledger comes from. */
interface EntrySource {
  /**
   * Hands on its entries, in the order of {@code ledger.jsonl}.
   *
   * @param complaints takes what could not be read, each with its place
   * @throws Failure if it cannot be read at all, or is no standing ledger
   */
  void read(Consumer<Entry> entries, Consumer<String> complaints) throws InterruptedException;
}
