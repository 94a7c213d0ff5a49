package io.lapse.streamsapp.account;

import io.lapse.ledger.account.Alert;
import io.lapse.ledger.account.GuestState;
import io.lapse.ledger.account.OutageAlarm;
import io.lapse.ledger.account.Rules;
import io.lapse.ledger.time.TaiInstant;
import java.time.Duration;
import java.util.function.Supplier;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says, by the wall clock, which outages of a task have been open for too long, and when they are
 * no longer. It reads the states of the guests and changes none: the books are the same without it.
 *
 * <pre>
 *   a step opens an outage -> watched -> overdue, and inputs are past that -> OPENED, and kept
 *   a step closes it       -> forgotten                                    -> RESOLVED
 * </pre>
 *
 * <p>What is watched is in memory. A task that starts looks through its states for it, a few at a
 * time; what was raised before is known at once.
 */
final class LiveAlarms {
  /** How often the clock is looked at. */
  static final Duration INTERVAL = Duration.ofMillis(100);

  /** So many states are looked at in one go when a task starts, which takes some 10 ms. */
  static final int SCANNED_MAX = 500;

  /** So many outages that are overdue are looked at in one go. */
  static final int LOOKS_MAX = 200;

  /** When an overdue outage is looked at again whose restart may still be read. */
  private static final long PATIENCE_NANOS = 10_000_000_000L;

  private static final long MILLI_NANOS = 1_000_000;

  /** Publishes an alert; false if it cannot be. */
  interface Publication {
    boolean publish(Alert alert);
  }

  private static final Logger LOG = LoggerFactory.getLogger(LiveAlarms.class);

  private final KeyValueStore<String, byte[]> states;
  private final RaisedAlarms raised;
  private final Supplier<Rules> rules;
  private final Publication publication;
  private final OpenOutages outages = new OpenOutages();
  private final InputReach reach;
  private @Nullable KeyValueIterator<String, byte[]> unscanned;
  private boolean scanned;
  private long nowMillis;
  private TaiInstant now;

  /**
   * @param states of the guests; read only
   * @param rules that hold now
   * @param nowMillis ms since 1970-01-01T00:00:00Z
   */
  LiveAlarms(
      KeyValueStore<String, byte[]> states,
      RaisedAlarms raised,
      Supplier<Rules> rules,
      Publication publication,
      long nowMillis) {
    this.states = states;
    this.raised = raised;
    this.rules = rules;
    this.publication = publication;
    this.reach = new InputReach(nowMillis);
    this.nowMillis = nowMillis;
    this.now = WallClock.tai(nowMillis);
  }

  /** An input led to a state that was kept. */
  void on(TaiInstant stamp, GuestState kept) {
    reach.note(stamp);
    on(kept);
  }

  /** A state was kept: an outage may have opened, or closed, or be judged by another policy. */
  void on(GuestState kept) {
    OutageAlarm alarm = OutageAlarm.of(kept);
    if (alarm == null || isRaised(alarm)) {
      outages.forget(kept.guest());
    } else {
      long longKnownMillis = nowMillis + alarm.waitNanos() / MILLI_NANOS;
      outages.watch(kept.guest(), alarm.dueAt().nanos(), longKnownMillis);
    }
    Alert said = raised.of(kept.guest());
    if (said != null && (alarm == null || !isRaised(alarm))) {
      raised.resolve(kept.guest());
      publication.publish(OutageAlarm.resolved(said, kept));
    }
  }

  private boolean isRaised(OutageAlarm alarm) {
    Alert said = raised.of(alarm.outage().guest());
    return said != null && alarm.isAbout(said) && alarm.isDueAt(now);
  }

  /** Some time has passed. */
  void tick(long wallMillis) {
    nowMillis = wallMillis;
    now = WallClock.tai(wallMillis);
    reach.tick(wallMillis);
    if (!scanned) {
      scan();
    }
    for (int looks = 0; looks < LOOKS_MAX; looks++) {
      OpenOutages.Watch overdue = outages.next(now.nanos());
      if (overdue == null) {
        return;
      }
      if (reach.isPast(overdue, wallMillis)) {
        outages.forget(overdue.guest());
        look(overdue.guest());
      } else {
        outages.off(overdue, Math.addExact(now.nanos(), PATIENCE_NANOS));
      }
    }
  }

  private void look(String guest) {
    GuestState state = restored(guest, states.get(guest));
    if (state == null || raised.of(guest) != null) {
      return;
    }
    OutageAlarm alarm = OutageAlarm.of(state);
    if (alarm == null) {
      return;
    }
    if (!alarm.isDueAt(now)) {
      on(state);
    } else if (publication.publish(alarm.raised())) {
      raised.raise(alarm.raised());
    }
  }

  /** One iterator for all: that of a store in memory copies the keys when it is made. */
  private void scan() {
    if (unscanned == null) {
      unscanned = states.all();
    }
    for (int looked = 0; looked < SCANNED_MAX && unscanned.hasNext(); looked++) {
      KeyValue<String, byte[]> guest = unscanned.next();
      if (mayConcern(guest.key, guest.value)) {
        // What the iterator has may be older than what is there.
        GuestState state = restored(guest.key, states.get(guest.key));
        if (state != null) {
          on(state);
        }
      }
    }
    if (!unscanned.hasNext()) {
      close();
    }
  }

  private boolean mayConcern(String guest, byte[] saved) {
    try {
      return raised.of(guest) != null || OutageAlarm.mayConcern(GuestStates.decoded(saved));
    } catch (RuntimeException e) {
      return false; // Its next input says why.
    }
  }

  /** Null if there is none, or it cannot be read: the guest's next input says why. */
  private @Nullable GuestState restored(String guest, byte @Nullable [] saved) {
    try {
      return saved == null ? null : GuestState.restore(GuestStates.decoded(saved), rules.get());
    } catch (RuntimeException e) {
      LOG.atError().addKeyValue("guestId", guest).setCause(e).log("open outage not looked at");
      return null;
    }
  }

  /** How many guests stand still, of those that are known. */
  int open() {
    return outages.size() + raised.size();
  }

  /** How many alarms are raised and not resolved. */
  int raised() {
    return raised.size();
  }

  void close() {
    scanned = true;
    if (unscanned != null) {
      unscanned.close();
      unscanned = null;
    }
  }
}
