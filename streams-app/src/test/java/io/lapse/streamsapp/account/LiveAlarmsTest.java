package io.lapse.streamsapp.account;

import static io.lapse.streamsapp.DrivenLedger.EPOCH;
import static io.lapse.streamsapp.DrivenLedger.WALL_CLOCK;
import static io.lapse.streamsapp.DrivenLedger.move;
import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.ledger.account.Alert;
import io.lapse.ledger.account.GuestState;
import io.lapse.ledger.account.Rules;
import io.lapse.ledger.host.HostEvent;
import io.lapse.schemas.topic.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

/** Alarms by the clock: once each, whatever starts again in between, and none in a hurry. */
class LiveAlarmsTest {
  private static final long LIMIT = TimeUnit.MINUTES.toNanos(10);
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final KeyValueStore<String, byte[]> states = store("states", Serdes.ByteArray());
  private final KeyValueStore<String, Alert> kept =
      store("raised", Topics.standard().alerts().valueSerde());
  private final List<String> said = new ArrayList<>();
  private boolean refusing;

  private static <V> KeyValueStore<String, V> store(String name, Serde<V> values) {
    KeyValueStore<String, V> store =
        Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), Serdes.String(), values)
            .withLoggingDisabled()
            .build();
    store.init(new MockProcessorContext<Void, Void>().getStateStoreContext(), store);
    return store;
  }

  /** A task that starts when the machine's clock shows so much after the epoch. */
  private LiveAlarms starting(long nanos) {
    return new LiveAlarms(
        states, new RaisedAlarms(kept), () -> Rules.DEFAULT, this::publish, clock(nanos));
  }

  private boolean publish(Alert alert) {
    if (!refusing) {
      said.add(alert.state() + " " + alert.guest() + " " + (alert.at().nanos() - EPOCH) / SECOND);
    }
    return !refusing;
  }

  private static long clock(long nanos) {
    return WALL_CLOCK.toEpochMilli() + TimeUnit.NANOSECONDS.toMillis(nanos);
  }

  /** The fold takes an event, keeps the state, and says so. */
  private void take(LiveAlarms alarms, HostEvent event) {
    GuestState next = fold(event);
    alarms.on(event.stamp().at(), next);
  }

  private GuestState fold(HostEvent event) {
    byte[] saved = states.get(event.guest());
    GuestState before =
        saved == null
            ? GuestState.empty(event.guest())
            : GuestState.restore(GuestStates.decoded(saved), Rules.DEFAULT);
    GuestState next = before.on(event, Rules.DEFAULT).next();
    states.put(event.guest(), Topics.guestStateBytes().write(next));
    return next;
  }

  private static HostEvent stop(String guest, long nanos) {
    return move(guest, nanos, nanos + 1).get(0);
  }

  private static HostEvent restart(String guest, long nanos) {
    return move(guest, nanos - 1, nanos).get(1);
  }

  private static void tick(LiveAlarms alarms, long nanos) {
    alarms.tick(clock(nanos));
  }

  @Test
  void standingGuest_isSaidOnce_andItsRestartToo() {
    LiveAlarms alarms = starting(0);
    take(alarms, stop("g", 0));

    tick(alarms, LIMIT);
    assertThat(said).isEmpty();
    tick(alarms, LIMIT + SECOND);
    tick(alarms, 2 * LIMIT);
    assertThat(alarms.raised()).isEqualTo(1);
    take(alarms, restart("g", 3 * LIMIT));
    tick(alarms, 4 * LIMIT);

    assertThat(said).containsExactly("OPENED g 600", "RESOLVED g 1800");
    assertThat(alarms.open()).isZero();
    assertThat(kept.all()).isExhausted();
  }

  @Test
  void guestThatRunsAgainInTime_isNotSpokenOf() {
    LiveAlarms alarms = starting(0);
    take(alarms, stop("g", 0));
    assertThat(alarms.open()).isEqualTo(1);

    take(alarms, restart("g", SECOND));
    tick(alarms, 2 * LIMIT);

    assertThat(said).isEmpty();
    assertThat(alarms.open()).isZero();
  }

  @Test
  void newTask_saysNothingAgain_andResolvesWhatWasSaidBefore() {
    LiveAlarms before = starting(0);
    take(before, stop("g", 0));
    tick(before, LIMIT + SECOND);
    before.close();

    LiveAlarms after = starting(2 * LIMIT);
    assertThat(after.raised()).isEqualTo(1);
    tick(after, 3 * LIMIT);
    take(after, restart("g", 4 * LIMIT));

    assertThat(said).containsExactly("OPENED g 600", "RESOLVED g 2400");
  }

  /** As where alarms were off in between. */
  @Test
  void newTask_findsThatARaisedAlarmIsOver() {
    LiveAlarms before = starting(0);
    take(before, stop("g", 0));
    tick(before, LIMIT + SECOND);
    before.close();
    fold(restart("g", 2 * LIMIT));

    tick(starting(3 * LIMIT), 3 * LIMIT);

    assertThat(said).containsExactly("OPENED g 600", "RESOLVED g 1200");
  }

  @Test
  void newTask_findsTheOutagesThatWereOpen_aFewAtATime() {
    int guests = 2 * LiveAlarms.SCANNED_MAX;
    for (int i = 0; i < guests; i++) {
      String guest = String.format(Locale.ROOT, "guest-%04d", i);
      fold(stop(guest, 0));
      if (i % 5 != 0) {
        fold(restart(guest, SECOND));
      }
    }

    LiveAlarms alarms = starting(LIMIT);
    tick(alarms, LIMIT);
    assertThat(alarms.open()).isEqualTo(guests / 10);
    for (int i = 0; i < 10; i++) {
      tick(alarms, 2 * LIMIT + i * SECOND / 10);
    }

    assertThat(said).hasSize(guests / 5).doesNotHaveDuplicates();
  }

  @Test
  void guestThatMovedWhileTheStatesWereLookedThrough_isTakenAsItIs() {
    for (int i = 0; i < 2 * LiveAlarms.SCANNED_MAX; i++) {
      fold(stop(String.format(Locale.ROOT, "guest-%04d", i), 0));
    }
    LiveAlarms alarms = starting(0);
    tick(alarms, 0);

    take(alarms, restart("guest-0999", SECOND));
    take(alarms, stop("guest-0999", 2 * SECOND));
    tick(alarms, SECOND);

    for (int i = 0; i < 20; i++) {
      tick(alarms, 2 * LIMIT + i * SECOND / 10);
    }
    assertThat(said).contains("OPENED guest-0999 602").doesNotContain("OPENED guest-0999 600");
  }

  /** Read a day late, at a hundred times its pace: each restart is 100 s of stamps away. */
  @Test
  void ledgerThatCatchesUp_takesNoStopForAStandingGuest() {
    long day = TimeUnit.DAYS.toNanos(1);
    LiveAlarms alarms = starting(day);
    for (int i = 0; i < 100; i++) {
      take(alarms, stop("g", i * 200L * SECOND));
      tick(alarms, day + 2L * i * SECOND);
      take(alarms, restart("g", i * 200L * SECOND + 100 * SECOND));
      tick(alarms, day + (2L * i + 1) * SECOND);
    }

    assertThat(said).isEmpty();
  }

  @Test
  void ledgerThatCatchesUp_speaksOfAGuestThatStoodStill_whenItsInputsAreThatFar() {
    long day = TimeUnit.DAYS.toNanos(1);
    LiveAlarms alarms = starting(day);
    take(alarms, stop("g", 0));
    take(alarms, stop("other", LIMIT));
    tick(alarms, day);
    assertThat(said).isEmpty();

    take(alarms, stop("other", LIMIT + SECOND));
    tick(alarms, day + 10 * SECOND);

    assertThat(said).containsExactly("OPENED g 600");
  }

  @Test
  void ledgerWithoutInputs_hasNothingToCatchUpWith() {
    long day = TimeUnit.DAYS.toNanos(1);
    LiveAlarms alarms = starting(day);
    take(alarms, stop("g", 0));
    tick(alarms, day);
    tick(alarms, day + 10 * SECOND);
    assertThat(said).isEmpty();

    tick(alarms, day + 40 * SECOND);

    assertThat(said).containsExactly("OPENED g 600");
  }

  /** Where all that comes is old, for whatever reason, alarms come late and are not lost. */
  @Test
  void outageThatHasLongBeenKnown_isSpokenOf_howeverOldTheOtherInputsAre() {
    long day = TimeUnit.DAYS.toNanos(1);
    LiveAlarms alarms = starting(day);
    take(alarms, stop("g", 0));
    for (int i = 0; i < 59; i++) {
      take(alarms, stop("old", i * SECOND));
      take(alarms, restart("old", i * SECOND + 1));
      tick(alarms, day + i * 10L * SECOND);
    }
    assertThat(said).isEmpty();

    for (int i = 59; i < 62; i++) {
      take(alarms, stop("old", i * SECOND));
      tick(alarms, day + i * 10L * SECOND);
    }

    assertThat(said).containsExactly("OPENED g 600");
  }

  @Test
  void alarmThatCannotBePublished_isNotKept() {
    LiveAlarms alarms = starting(0);
    take(alarms, stop("g", 0));
    refusing = true;

    tick(alarms, 2 * LIMIT);
    refusing = false;
    take(alarms, restart("g", 3 * LIMIT));

    assertThat(said).isEmpty();
    assertThat(kept.all()).isExhausted();
  }

  @Test
  void stateThatCannotBeRead_isPassedOver_andTheOthersAreNot() {
    fold(stop("a", 0));
    fold(stop("c", 0));
    states.put("b", new byte[] {1, 2, 3});

    LiveAlarms alarms = starting(0);
    tick(alarms, 0);
    tick(alarms, 2 * LIMIT);

    assertThat(said).containsExactlyInAnyOrder("OPENED a 600", "OPENED c 600");
  }
}
