package io.lapse.streamsapp.alert;

import io.lapse.ledger.account.Alert;
import org.jspecify.annotations.Nullable;

/**
 * An alert that the receiver is told of, from its opening until nothing is left to say.
 *
 * <pre>
 *   WAITING --receiver took it--> FIRING --RESOLVED, or a fact's time is up--> ENDING
 *   ENDING  --receiver took it--> ENDED  --it was told often enough--> forgotten
 * </pre>
 */
final class StandingAlert {
  /** Where it stands with the receiver. */
  enum Phase {
    WAITING,
    FIRING,
    ENDING,
    ENDED
  }

  static final long NEVER = Long.MAX_VALUE;

  final int partition;

  /** Of the record that opened it. */
  final long openedOffset;

  final Alert opened;
  final String zone;

  /** Of its opening, in ms UTC. */
  final long appendedMillis;

  Phase phase = Phase.WAITING;

  /** Its end, once there is one. */
  @Nullable Alert resolved;

  /** When a fact ends by itself, and an end has been told often enough; steady. */
  long untilMillis = NEVER;

  /** When it is looked at again; steady. */
  long dueMillis = NEVER;

  /** Whether it is told alone: together with others it was refused. */
  boolean alone;

  StandingAlert(int partition, long openedOffset, Alert opened, String zone, long appendedMillis) {
    this.partition = partition;
    this.openedOffset = openedOffset;
    this.opened = opened;
    this.zone = zone;
    this.appendedMillis = appendedMillis;
  }

  String id() {
    return opened.alertId();
  }

  boolean isFact() {
    return Facts.isFact(opened.violation());
  }

  /** Whether it has not ended yet. */
  boolean isOpen() {
    return phase == Phase.WAITING || phase == Phase.FIRING;
  }

  /** What is said of it now, for the first time. */
  AlertMessage news() {
    return message(false);
  }

  /** What is said of it now, again. */
  AlertMessage again() {
    return message(true);
  }

  private AlertMessage message(boolean again) {
    Alert said = resolved == null ? opened : resolved;
    return new AlertMessage(opened, said, openedOffset, again, zone);
  }
}
