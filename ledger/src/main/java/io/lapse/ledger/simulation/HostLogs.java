package io.lapse.ledger.simulation;

/**
 * How the hosts of a fleet write down what happens: it decides what they can tell, and how late.
 */
public enum HostLogs {
  /** Lapse's own events, of every kind; one host in five stamps like virsh, the others like QMP. */
  EVENTS,
  /** One log per QEMU process: 1 us, up to 5 ms late. It never says that a state was saved. */
  QMP,
  /** What virsh prints: 1 ms, up to 250 ms late. */
  VIRSH;

  /** Whether an event can say all that is known: ids, readings, claims, what a stop is for. */
  boolean tellAll() {
    return this == EVENTS;
  }
}
