package io.lapse.streamsapp.account;

import io.lapse.ledger.account.Alert;
import io.lapse.ledger.account.UntrustedAlarm;
import io.lapse.schemas.topic.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The alarms of events that were not trusted. One is raised by the first of a guest, host and
 * reason, stays while more come, and is resolved when an hour passed without: however many events
 * somebody sends, there are no two alarms of a kind in an hour.
 *
 * <p>What is raised is kept in the transaction that publishes it. When the last event came is not:
 * after a restart the hour begins anew.
 */
final class UntrustedAlarms {
  static final String STORE = "untrusted-alarms";

  static final Duration QUIET = Duration.ofHours(1);

  /** So many may stand at once in a task; who sends more has been noticed. */
  static final int RAISED_MAX = 10_000;

  /** A longer name is no guest's: it would make alerts that no topic takes. */
  static final int NAME_CHARS_MAX = 1_000;

  private static final Logger LOG = LoggerFactory.getLogger(UntrustedAlarms.class);

  private final KeyValueStore<String, Alert> store;
  private final LiveAlarms.Publication publication;
  private final Map<UntrustedAlarm, Standing> standing = new HashMap<>();
  private boolean full;

  /** An alarm that is raised. */
  private static final class Standing {
    private final Alert raised;
    private long lastMillis;

    private Standing(Alert raised, long lastMillis) {
      this.raised = raised;
      this.lastMillis = lastMillis;
    }
  }

  /**
   * @param nowMillis ms since 1970-01-01T00:00:00Z, here and below
   */
  UntrustedAlarms(
      KeyValueStore<String, Alert> store, LiveAlarms.Publication publication, long nowMillis) {
    this.store = store;
    this.publication = publication;
    try (KeyValueIterator<String, Alert> kept = store.all()) {
      while (kept.hasNext()) {
        KeyValue<String, Alert> alarm = kept.next();
        standing.put(UntrustedAlarm.of(alarm.value), new Standing(alarm.value, nowMillis));
      }
    }
  }

  static StoreBuilder<?> store(Topics topics) {
    return Stores.keyValueStoreBuilder(
        Stores.inMemoryKeyValueStore(STORE), Serdes.String(), topics.alerts().valueSerde());
  }

  /** Such an event was refused. */
  void on(UntrustedAlarm alarm, long nowMillis) {
    Standing known = standing.get(alarm);
    if (known != null) {
      known.lastMillis = nowMillis;
    } else if (alarm.guest().length() > NAME_CHARS_MAX || standing.size() >= RAISED_MAX) {
      passOver(alarm);
    } else {
      Alert raised = alarm.raised(WallClock.tai(nowMillis));
      if (publication.publish(raised)) {
        store.put(raised.alertId(), raised);
        standing.put(alarm, new Standing(raised, nowMillis));
      }
    }
  }

  /** It is in quarantine, and counted; the log is not for strangers to fill. */
  private void passOver(UntrustedAlarm alarm) {
    if (!full) {
      LOG.atWarn()
          .addKeyValue("reason", alarm.reason())
          .addKeyValue("standing", standing.size())
          .log("untrusted events raise no more alarms: too many, or too long a name");
    }
    full = true;
  }

  /** Some time has passed. */
  void tick(long nowMillis) {
    Iterator<Standing> each = standing.values().iterator();
    while (each.hasNext()) {
      Standing known = each.next();
      if (nowMillis - known.lastMillis >= QUIET.toMillis()) {
        each.remove();
        store.delete(known.raised.alertId());
        publication.publish(UntrustedAlarm.resolved(known.raised, WallClock.tai(nowMillis)));
        full = false;
      }
    }
  }

  int size() {
    return standing.size();
  }
}
