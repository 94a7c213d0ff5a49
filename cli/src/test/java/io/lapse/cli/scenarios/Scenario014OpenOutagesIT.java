package io.lapse.cli.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.cli.Cli;
import io.lapse.cli.broker.EmbeddedBroker;
import io.lapse.cli.demo.LedgerTopic;
import io.lapse.ledger.Envelope;
import io.lapse.ledger.Source;
import io.lapse.ledger.account.Alert;
import io.lapse.ledger.account.Entry;
import io.lapse.ledger.account.GuestState;
import io.lapse.ledger.account.Rules;
import io.lapse.ledger.guest.ReactionOrigin;
import io.lapse.ledger.host.CounterWhilePaused;
import io.lapse.ledger.host.HostEvent;
import io.lapse.ledger.host.RestartMode;
import io.lapse.ledger.host.StopReason;
import io.lapse.ledger.policy.Policy;
import io.lapse.ledger.policy.Violation;
import io.lapse.ledger.time.Stamp;
import io.lapse.ledger.time.TaiInstant;
import io.lapse.producers.tai.SystemTaiClock;
import io.lapse.schemas.json.EntryJson;
import io.lapse.schemas.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One guest stands still for longer than policy allows, another does not. An alarm is raised once,
 * though the ledger is killed and started again meanwhile, and ends with the restart. The books
 * know nothing of it.
 */
class Scenario014OpenOutagesIT {
  private static final Topics TOPICS = Topics.standard();
  private static final Duration TIMEOUT = Duration.ofMinutes(1);
  private static final long SECOND_NANOS = 1_000_000_000;
  private static final String RAISED = "lapse_ledger_alarms_raised";

  /** An alarm and its end, UNACCOUNTED_TIME of both guests, BLACKOUT_EXCEEDED of one. */
  private static final int ALERTS = 5;

  private static final Map<String, String> SETTINGS =
      Map.of(
          "session.timeout.ms", "6000",
          "heartbeat.interval.ms", "1000",
          "transaction.timeout.ms", "10000");

  @TempDir private Path folder;

  private final List<HostEvent> sent = new ArrayList<>();

  @Test
  void standingGuest_isSaidOnce_throughAKill_untilItRestarts() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start()) {
      Ledgers.createTopics(broker, TOPICS, 1);
      policy(broker, "open_outage_limit_ns=3s");
      try (LedgerInstance ledger =
              LedgerInstance.start(folder, broker.bootstrapServers(), SETTINGS);
          TopicWriter<HostEvent> events =
              new TopicWriter<>(broker.bootstrapServers(), TOPICS.hostEvents());
          TopicContents<Alert> alerts =
              new TopicContents<>(broker.bootstrapServers(), TOPICS.alerts())) {
        TaiInstant stopped = new SystemTaiClock().now();
        send(events, stop("stands", stopped), stop("moves", stopped));
        send(events, restart("moves", stopped.plus(SECOND_NANOS / 2)));
        assertThat(ledger.await(RAISED, raised -> raised == 1, TIMEOUT)).isTrue();

        ledger.kill();
        ledger.startAgain();
        assertThat(ledger.await(RAISED, raised -> raised == 1, TIMEOUT)).isTrue();
        TaiInstant restarted = new SystemTaiClock().now();
        send(events, restart("stands", restarted));
        assertThat(ledger.await(RAISED, raised -> raised == 0, TIMEOUT)).isTrue();

        assertThat(alarms(alerts))
            .containsExactly(
                Tuple.tuple("stands", Alert.State.OPENED, stopped.plus(3 * SECOND_NANOS + 1_000)),
                Tuple.tuple("stands", Alert.State.RESOLVED, restarted));
        assertBooks(broker);
      }
    }
  }

  private static void policy(EmbeddedBroker broker, String policy) {
    Cli.Result result =
        Cli.run("publish", "--bootstrap-server", broker.bootstrapServers(), "--policy", policy);
    assertThat(result.exitCode()).as(result.err()).isZero();
  }

  private void send(TopicWriter<HostEvent> events, HostEvent... what) {
    for (HostEvent event : what) {
      events.send(event.guest(), event);
      sent.add(event);
    }
    events.flush();
  }

  private static List<Tuple> alarms(TopicContents<Alert> alerts) {
    alerts.await(ALERTS, TIMEOUT);
    alerts.readToTheEnd();
    return alerts.values().stream()
        .filter(alert -> alert.violation() == Violation.OPEN_OUTAGE)
        .map(alert -> Tuple.tuple(alert.guest(), alert.state(), alert.at()))
        .toList();
  }

  /** What a fold gives that has no clock. */
  private void assertBooks(EmbeddedBroker broker) {
    List<Entry> expected = new ArrayList<>();
    for (String guest : List.of("moves", "stands")) {
      GuestState state = GuestState.empty(guest);
      for (HostEvent event : sent) {
        state = event.guest().equals(guest) ? state.on(event, rules()).next() : state;
      }
      expected.addAll(state.entries());
    }
    try (LedgerTopic ledger = new LedgerTopic(broker.bootstrapServers(), TOPICS)) {
      ledger.awaitStanding(expected, TIMEOUT);

      assertThat(ledger.entries().stream().map(EntryJson::write))
          .containsExactlyElementsOf(expected.stream().map(EntryJson::write).toList());
    }
  }

  private static Rules rules() {
    Policy usual = Policy.DEFAULT;
    Policy stated =
        new Policy(
            usual.guestClass(),
            1,
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
            3 * SECOND_NANOS,
            usual.driftPpm());
    return new Rules(List.of(stated), Set.of(ReactionOrigin.REPORTED));
  }

  private static HostEvent stop(String guest, TaiInstant at) {
    return new HostEvent.Stopped(envelope(guest, "h0", at), StopReason.MIGRATE, null);
  }

  private static HostEvent restart(String guest, TaiInstant at) {
    return new HostEvent.Restarted(
        envelope(guest, "h1", at),
        RestartMode.INCOMING,
        null,
        CounterWhilePaused.STOPS,
        null,
        List.of(),
        List.of());
  }

  private static Envelope envelope(String guest, String host, TaiInstant at) {
    return new Envelope(guest, host, Stamp.of(at, 1_000), Source.QMP, null);
  }
}
