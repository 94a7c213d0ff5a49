package io.lapse.ledger.time;

/** The one clock of Lapse, read at the edges only; the core is handed its instants. */
@FunctionalInterface
public interface TaiClock {
  /** Now, on the TAI scale. */
  TaiInstant now();
}
