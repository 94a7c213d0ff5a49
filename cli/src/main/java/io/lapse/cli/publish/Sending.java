package io.lapse.cli.publish;

import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.time.TaiInstant;
import java.util.List;
import java.util.function.LongConsumer;

/** Sends events in their order and at their pace, and looks now and then how far it has come. */
final class Sending {
  private static final long LOOK_NANOS = 100_000_000L;
  private static final long KEEP_NANOS = 1_000_000_000L;

  /** No wait is shorter: events that are due within one go together, or waiting would be all. */
  private static final long WAIT_NANOS_MIN = 1_000_000L;

  /** How long the last events are waited for at a time. */
  private static final long DRAIN_NANOS = 5_000_000L;

  private final List<LedgerInput> events;
  private final int from;
  private final Pace pace;
  private final Time time;
  private final Outgoing outgoing;
  private final Progress progress;
  private final LongConsumer keeper;
  private long lookedNanos;
  private long keptNanos;

  /**
   * @param from how many of the events were stored before
   * @param keeper takes now and then how many events are stored, those before included
   */
  Sending(
      List<LedgerInput> events,
      int from,
      Pace pace,
      Time time,
      Outgoing outgoing,
      Progress progress,
      LongConsumer keeper) {
    this.events = events;
    this.from = from;
    this.pace = pace;
    this.time = time;
    this.outgoing = outgoing;
    this.progress = progress;
    this.keeper = keeper;
    this.lookedNanos = time.nanos();
    this.keptNanos = lookedNanos;
  }

  /**
   * Sends them; returns when all are stored, or when it has been told to stop.
   *
   * @return whether all are stored
   */
  boolean run() throws InterruptedException {
    TaiInstant latest = events.get(from).stamp().at();
    for (LedgerInput event : events.subList(from, events.size())) {
      TaiInstant at = event.stamp().at();
      if (!awaitDue(at, latest)) {
        return false;
      }
      outgoing.send(event);
      latest = at;
    }
    while (stored() < events.size()) {
      if (time.pause(DRAIN_NANOS)) {
        return false;
      }
      look(time.nanos(), latest);
      outgoing.throwIfFailed();
    }
    return true;
  }

  /** How many events are stored, those before included. */
  long stored() {
    return from + outgoing.acknowledged();
  }

  /** Returns whether it may go on. */
  private boolean awaitDue(TaiInstant at, TaiInstant latest) throws InterruptedException {
    long nowNanos = time.nanos();
    if (look(nowNanos, latest) && time.pause(0)) {
      return false;
    }
    long waitNanos = pace.waitNanos(at, nowNanos);
    while (waitNanos > 0) {
      if (time.pause(Math.min(Math.max(waitNanos, WAIT_NANOS_MIN), LOOK_NANOS))) {
        return false;
      }
      nowNanos = time.nanos();
      look(nowNanos, latest);
      waitNanos = pace.waitNanos(at, nowNanos);
    }
    return true;
  }

  /** Returns whether it was time to look. */
  private boolean look(long nowNanos, TaiInstant latest) {
    if (nowNanos - lookedNanos < LOOK_NANOS) {
      return false;
    }
    lookedNanos = nowNanos;
    // While it waits for the next, nobody else would notice.
    outgoing.throwIfFailed();
    TaiInstant last = events.get(events.size() - 1).stamp().at();
    long leftNanos = pace.isKept() ? Math.max(0, pace.waitNanos(last, nowNanos)) : -1;
    progress.show(nowNanos, stored(), latest, leftNanos);
    if (nowNanos - keptNanos >= KEEP_NANOS) {
      keptNanos = nowNanos;
      keeper.accept(stored());
    }
    return true;
  }
}
