package io.lapse.ledger.simulation;

import io.lapse.ledger.LedgerInput;

/**
 * Something that was said, before any network has seen it.
 *
 * @param at when, by true TAI
 * @param loss whether the network may lose it
 */
record Said(long at, LedgerInput input, Loss loss) {

  /** What the network may do to it. */
  enum Loss {
    /** It may get lost. */
    POSSIBLE,
    /** It may get lost, but it is an end of an outage: two in a row would be one false outage. */
    OF_AN_END,
    /** Without it the books could not tell what happened, so it is sent until it arrives. */
    NEVER
  }
}
