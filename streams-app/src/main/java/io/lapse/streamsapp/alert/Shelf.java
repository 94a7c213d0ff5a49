package io.lapse.streamsapp.alert;

import io.lapse.ledger.account.Alert;
import io.lapse.schemas.tai.UtcScale;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a sink knows of one partition: what stands, and how far it is with the records. */
final class Shelf {
  private final Map<String, StandingAlert> standing = new HashMap<>();
  private final TreeSet<Long> undone = new TreeSet<>();
  private final CommitNote note;
  private long next;

  /** Whether what was sent before is still being read again. */
  private boolean recalling;

  /**
   * A partition that was just assigned.
   *
   * @param committed the first record that is not done; 0 if none is
   */
  Shelf(long committed, CommitNote note) {
    this.note = note;
    next = committed;
    recalling = true;
  }

  /** From here on records are new, and what stands may be told again. */
  void recalled() {
    recalling = false;
  }

  boolean isRecalling() {
    return recalling;
  }

  Map<String, StandingAlert> standing() {
    return standing;
  }

  @Nullable StandingAlert find(String alertId) {
    return standing.get(alertId);
  }

  /**
   * When a record counts as first read, in ms UTC.
   *
   * @param nowMillis UTC
   */
  long readMillis(long offset, long appendedMillis, long nowMillis) {
    return offset < note.seen() ? Math.max(appendedMillis, note.beganMillis()) : nowMillis;
  }

  /** Whether a fact of that append was resolved before. */
  boolean wasEnded(long appendedMillis, long firingMillis) {
    return appendedMillis + firingMillis <= note.endedMillis();
  }

  void read(long offset) {
    next = offset + 1;
    undone.add(offset);
  }

  void done(long offset) {
    undone.remove(offset);
  }

  /** The first offset that is not done. */
  long committable() {
    return undone.isEmpty() ? next : undone.first();
  }

  /**
   * What is to be committed with it.
   *
   * @param nowMillis UTC
   */
  CommitNote note(long firingMillis, long nowMillis) {
    long ended = nowMillis;
    for (StandingAlert each : standing.values()) {
      if (each.isFact() && each.phase != StandingAlert.Phase.ENDED) {
        ended = Math.min(ended, each.appendedMillis + firingMillis - 1);
      }
    }
    return new CommitNote(note.beganMillis(), Math.max(note.seen(), next), ended);
  }

  /** How many stand that have not ended. */
  int firing() {
    int firing = 0;
    for (StandingAlert each : standing.values()) {
      firing += each.phase == StandingAlert.Phase.FIRING ? 1 : 0;
    }
    return firing;
  }

  /** Whether an alert is older than it may be. */
  static boolean isOld(Alert alert, long readMillis, long ageMaxMillis) {
    return readMillis - UtcScale.toInstant(alert.at()).toEpochMilli() > ageMaxMillis;
  }
}
