package io.lapse.ledger.simulation;

/** Keys that keep apart the sequences which are drawn from one seed. */
final class SeedKey {
  static final long HOST = 1;
  static final long WANDER = 2;
  static final long FAILURE = 3;
  static final long GUEST = 4;
  static final long DELIVERY = 5;
  static final long LOSS = 6;
  static final long BLACKOUT = 7;
  static final long DRAIN = 8;

  private SeedKey() {}
}
