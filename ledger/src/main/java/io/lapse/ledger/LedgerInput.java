package io.lapse.ledger;

import io.lapse.ledger.time.Stamp;

/**
 * One thing that the ledger is told: a host event or a guest event. A set of inputs determines the
 * standing ledger; their order and number do not.
 */
public interface LedgerInput {
  /** Who says it, about which guest, and when it happened. */
  Envelope envelope();

  /** What is hashed into {@link #id()}, on top of the envelope: kind first, then the payload. */
  void describe(CanonicalForm form);

  /** The guest that it is about. */
  default String guest() {
    return envelope().guest();
  }

  /** When it happened, with its error. */
  default Stamp stamp() {
    return envelope().stamp();
  }

  /**
   * The identity of the event: equal for the same event read again, from another file, by another
   * process.
   */
  default EventId id() {
    CanonicalForm form = new CanonicalForm();
    envelope().describe(form);
    describe(form);
    return form.id();
  }
}
