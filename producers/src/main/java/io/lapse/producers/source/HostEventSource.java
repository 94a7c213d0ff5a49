package io.lapse.producers.source;

import io.lapse.ledger.LedgerInput;

/** A place where host events and guest events are written down. One adapter for each format. */
public interface HostEventSource {

  /**
   * Reads all of it, in the order in which it is written. The same content gives the same calls,
   * wherever it lies and whenever it is read. Nothing is thrown for what others wrote: what cannot
   * be taken is reported, and the rest is read.
   */
  void read(Sink sink);

  /** Where the events go. */
  interface Sink {
    /** Takes one event; {@code where} says which line stated it. */
    void accept(LedgerInput input, Location where);

    /** Takes a problem: of one line, or of the whole source. */
    void report(Problem problem);
  }
}
