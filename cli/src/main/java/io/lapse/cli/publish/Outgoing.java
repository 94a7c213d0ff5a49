package io.lapse.cli.publish;

import io.lapse.ledger.LedgerInput;

/** Where events go: they are under way when they are sent, and stored some time later. */
interface Outgoing {
  /** Sends one without waiting for it. */
  void send(LedgerInput event);

  /** How many of those that were sent are stored, from the first without a gap. */
  long acknowledged();

  /** Throws what has gone wrong since, if anything has. */
  void throwIfFailed();
}
