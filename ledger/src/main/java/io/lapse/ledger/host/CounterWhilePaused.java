package io.lapse.ledger.host;

/** What a guest's counter does while its host holds it stopped. */
public enum CounterWhilePaused {
  /** It stands still: QEMU/TCG, and a guest on kvm-clock under QEMU. */
  STOPS,
  /** It runs on: KVM stop and cont on one host, clocksource tsc. The pause is a forward jump. */
  RUNS,
  /** Nobody said. */
  UNKNOWN
}
