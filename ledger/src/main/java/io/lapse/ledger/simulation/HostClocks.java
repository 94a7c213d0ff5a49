package io.lapse.ledger.simulation;

/** How well the hosts of a fleet know the time. */
public enum HostClocks {
  /**
   * As clouds publish it: PTP within some 10 us (AWS), a classic service within 1 ms (AWS), and 1
   * to 7 ms (TrueTime, OSDI 2012). Clocks are never stepped, and logs are mostly written at once.
   */
  PUBLIC,
  /** The worst that the books must bear: clocks that drift and are stepped, logs that lag. */
  WILD
}
