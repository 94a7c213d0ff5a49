package io.lapse.streamsapp.account;

import static io.lapse.streamsapp.DrivenLedger.move;
import static io.lapse.streamsapp.DrivenLedger.policy;
import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.ledger.account.Alert;
import io.lapse.ledger.account.Rules;
import io.lapse.ledger.host.HostEvent;
import io.lapse.ledger.policy.Policy;
import io.lapse.ledger.policy.Violation;
import io.lapse.schemas.topic.Topics;
import io.lapse.streamsapp.DrivenLedger;
import io.lapse.streamsapp.LedgerKeys;
import io.lapse.streamsapp.signature.SignatureMode;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.StoreBuilder;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The topology's clock: what it says, and that nobody's books have it. */
class FoldAlarmsTest {
  private static final Topics TOPICS = Topics.standard();
  private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);
  private static final long MINUTE_MILLIS = 60_000;

  @TempDir private Path folder;
  @TempDir private Path other;

  private static List<Tuple> alarms(DrivenLedger ledger) {
    return ledger.alerts().stream()
        .filter(alert -> alert.violation() == Violation.OPEN_OUTAGE)
        .map(
            alert -> Tuple.tuple(alert.state(), (alert.at().nanos() - DrivenLedger.EPOCH) / MINUTE))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"in-memory", "rocksdb"})
  void standingGuest_raisesOneAlarm_andItsRestartEndsIt(String store) {
    List<HostEvent> events = move("g", 0, 25 * MINUTE);
    try (DrivenLedger ledger = DrivenLedger.start(folder, LedgerKeys.STATE_STORE, store)) {
      ledger.takes(events.subList(0, 1)).waits(9 * MINUTE_MILLIS);
      assertThat(alarms(ledger)).isEmpty();

      ledger.waits(2 * MINUTE_MILLIS).waits(2 * MINUTE_MILLIS);
      assertThat(alarms(ledger)).containsExactly(Tuple.tuple(Alert.State.OPENED, 10L));
      assertThat(ledger.changelog(RaisedAlarms.STORE)).hasSize(1);

      ledger.takes(events.subList(1, 2)).waits(MINUTE_MILLIS);
      assertThat(alarms(ledger)).containsExactly(Tuple.tuple(Alert.State.RESOLVED, 25L));
    }
  }

  @Test
  void outageThatEndsInTime_writesNothingMore() {
    try (DrivenLedger ledger = DrivenLedger.start(folder)) {
      ledger.takes(move("g", 0, MINUTE)).waits(20 * MINUTE_MILLIS);

      assertThat(alarms(ledger)).isEmpty();
      assertThat(ledger.changelog(RaisedAlarms.STORE)).isEmpty();
    }
  }

  /** The bytes of the books, the notices and the states, whatever the clock says. */
  @Test
  void books_areTheSame_withAlarmsAndWithout() {
    try (DrivenLedger with = DrivenLedger.start(folder);
        DrivenLedger without = DrivenLedger.start(other, LedgerKeys.ALARMS_OPEN_OUTAGES, "false")) {
      for (DrivenLedger ledger : List.of(with, without)) {
        ledger.takes(move("g", 0, 25 * MINUTE).subList(0, 1)).waits(20 * MINUTE_MILLIS);
        ledger.takes(move("h", 0, MINUTE)).takes(move("g", 0, 25 * MINUTE).subList(1, 2));
        ledger.takes(move("h", 30 * MINUTE, 31 * MINUTE).subList(0, 1)).waits(60 * MINUTE_MILLIS);
      }

      assertSame(with.bytes(TOPICS.ledger()), without.bytes(TOPICS.ledger()));
      assertSame(with.bytes(TOPICS.guestNotices()), without.bytes(TOPICS.guestNotices()));
      assertSame(with.changelog(FoldProcessor.STORE), without.changelog(FoldProcessor.STORE));
      assertThat(alarms(with)).hasSize(3);
      assertThat(alarms(without)).isEmpty();
    }
  }

  private static void assertSame(List<byte[]> with, List<byte[]> without) {
    assertThat(with).isNotEmpty();
    assertThat(with).usingElementComparator(Arrays::compare).containsExactlyElementsOf(without);
  }

  /** An alarm that older readers would take for something else is none. */
  @ParameterizedTest
  @CsvSource({"1, 0", "2, 0", "3, 1"})
  void alarms_waitUntilReleaseThreeIsWritten(String release, int raised) {
    try (DrivenLedger ledger =
        DrivenLedger.start(folder, LedgerKeys.SCHEMAS_WRITE_RELEASE, release)) {
      ledger.takes(move("g", 0, MINUTE).subList(0, 1)).waits(20 * MINUTE_MILLIS);

      assertThat(alarms(ledger)).hasSize(raised);
    }
  }

  /** Kafka Streams keeps the clock of a task that is closed and restored again. */
  @Test
  void closedTask_looksAtTheClockNoMore() {
    MockProcessorContext<String, Output> context = new MockProcessorContext<>();
    context.setCurrentSystemTimeMs(0);
    FoldSettings settings =
        new FoldSettings(Rules.DEFAULT, TOPICS, true, 1, false, true, SignatureMode.OFF);
    for (StoreBuilder<?> store : settings.stores()) {
      StateStore built = store.withLoggingDisabled().build();
      built.init(context.getStateStoreContext(), built);
    }
    FoldAlarms alarms =
        FoldAlarms.open(
            settings,
            () -> Rules.DEFAULT,
            context,
            new RefusedOutputs(TOPICS),
            new FoldCounts().open());
    assertThat(context.scheduledPunctuators()).hasSize(1);

    alarms.close();

    assertThat(context.scheduledPunctuators().get(0).cancelled()).isTrue();
  }

  @Test
  void limit_isThePolicys_alsoOfOneThatComesLate() {
    try (DrivenLedger ledger = DrivenLedger.start(folder)) {
      ledger.takes(move("g", 0, MINUTE).subList(0, 1)).waits(11 * MINUTE_MILLIS);
      assertThat(alarms(ledger)).containsExactly(Tuple.tuple(Alert.State.OPENED, 10L));

      ledger.takes(limit(1, 30 * MINUTE)).waits(MINUTE_MILLIS);
      assertThat(alarms(ledger)).containsExactly(Tuple.tuple(Alert.State.RESOLVED, 10L));

      ledger.waits(30 * MINUTE_MILLIS);
      assertThat(alarms(ledger)).containsExactly(Tuple.tuple(Alert.State.OPENED, 30L));
    }
  }

  private static Policy limit(int version, long nanos) {
    Policy usual = policy(version, 0, 0);
    return new Policy(
        usual.guestClass(),
        usual.version(),
        usual.effectiveFrom(),
        usual.thresholdNanos(),
        usual.blackoutLimitNanos(),
        usual.toleranceNanos(),
        usual.injectAs(),
        usual.reactionDelayNanos(),
        usual.afterDeadline(),
        usual.cooperationDeadlineNanos(),
        usual.announcements(),
        usual.massExpiryLimit(),
        nanos,
        usual.driftPpm());
  }
}
