package io.lapse.ledger.simulation;

/** What an episode of a guest's life is about. */
enum Act {
  PAUSE(22),
  /** The host is updated under its guests: a pause of 10 to 30 s. */
  UPDATE(3),
  /** The guest stands still while a snapshot is taken, and goes on. */
  CHECKPOINT(8),
  /** Its state is saved, and restored later, here or elsewhere. */
  SAVE(12),
  MIGRATION(34),
  POSTCOPY(4),
  /** It stops for its migration, which fails or is cancelled, and goes on at home. */
  FAILED_MIGRATION(5),
  /** One saved state is restored twice. */
  FORK(2),
  /** The guest suspends itself. */
  SLEEP(6),
  /** It shuts down and is booted again: no outage. */
  REBOOT(4),
  /** It does not quiesce, and is killed, then booted again: no outage. */
  KILL(1),
  /** Its vCPUs are scheduled out for a while: no outage. */
  STARVED(3),
  /** A migration is given up before the guest stops: no outage. */
  GIVEN_UP(2);

  private final int weight;

  Act(int weight) {
    this.weight = weight;
  }

  /** One of them, by weight; without other hosts, one that needs none. */
  static Act draw(SplitMix64 dice, boolean elsewhere) {
    int total = 0;
    for (Act act : values()) {
      total += act.weight;
    }
    long left = dice.between(0, total - 1L);
    for (Act act : values()) {
      left -= act.weight;
      if (left < 0) {
        return act.moves() && !elsewhere ? PAUSE : act;
      }
    }
    throw new IllegalStateException("left must have become negative: " + left);
  }

  /** Whether it cannot happen on one host. */
  boolean moves() {
    return this == MIGRATION || this == POSTCOPY || this == FORK;
  }

  boolean migrates() {
    return this == MIGRATION || this == POSTCOPY;
  }

  /** Whether the guest's state went through a file. */
  boolean saves() {
    return this == SAVE || this == FORK;
  }

  /** What its outage is by the words of the ledger; a log says nothing of a checkpoint. */
  TrueOutage.Kind kind(HostLogs logs) {
    if (migrates()) {
      return TrueOutage.Kind.MIGRATION;
    }
    return saves() || (this == CHECKPOINT && logs.tellAll())
        ? TrueOutage.Kind.SNAPSHOT
        : TrueOutage.Kind.PAUSE;
  }
}
