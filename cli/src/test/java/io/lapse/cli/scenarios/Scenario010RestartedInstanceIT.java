package io.lapse.cli.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.cli.broker.EmbeddedBroker;
import io.lapse.cli.demo.LedgerTopic;
import io.lapse.cli.replay.Replay;
import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.account.Entry;
import io.lapse.ledger.account.Rules;
import io.lapse.producers.publish.HostEventPublisher;
import io.lapse.schemas.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two instances share the guests; one is told to stop. */
class Scenario010RestartedInstanceIT {
  private static final Duration TIMEOUT = Duration.ofSeconds(90);
  private static final int PARTITIONS = 4;

  /** Half of what is read: three topics. */
  private static final int PARTITIONS_EACH = PARTITIONS / 2 * 3;

  /** What was written last; from the beginning it is a state of each of 20 guests at least. */
  private static final int RESTORED_MAX = 10;

  private static final String ASSIGNED = "kafka_consumer_coordinator_assigned_partitions";
  private static final String REBALANCES = "kafka_consumer_coordinator_rebalance_total";

  @TempDir private Path folder;

  private final Topics topics = Topics.standard();
  private final List<LedgerInput> events = GeneratedMoves.of(11, 40, 8);
  private final List<Entry> expected = standing(0, events.size());
  private EmbeddedBroker broker;
  private LedgerTopic ledger;

  @BeforeEach
  void startBroker() {
    broker = EmbeddedBroker.start();
    Ledgers.createTopics(broker, topics, PARTITIONS);
    ledger = new LedgerTopic(broker.bootstrapServers(), topics);
  }

  @AfterEach
  void stopBroker() {
    ledger.close();
    broker.close();
  }

  @Test
  void staticMember_thatIsBackInTime_getsItsGuestsAgain_andDisturbsNobody() throws Exception {
    try (LedgerInstance one = start("one", Map.of("group.instance.id", "ledger-1"));
        LedgerInstance two = start("two", Map.of("group.instance.id", "ledger-2"))) {
      awaitShared(one, two);
      publish(0, events.size() / 2);
      assertThat(ledger.awaitEntries(expected.size() / 4, TIMEOUT)).isTrue();
      double rebalances = two.metric(REBALANCES);

      assertThat(one.stop()).isZero();
      publish(events.size() / 2, events.size());
      one.startAgain();

      assertThat(ledger.awaitStanding(expected, TIMEOUT)).isTrue();
      assertThat(one.await(ASSIGNED, count -> count == PARTITIONS_EACH, TIMEOUT)).isTrue();
      assertThat(two.metric(REBALANCES)).isEqualTo(rebalances).isPositive();
      assertThat(two.isReady()).isTrue();
      assertThat(one.log()).contains("stopped {clean=true}").doesNotContain("ERROR");
    }
  }

  /** By its session it would be missed in half an hour only: it says itself that it is gone. */
  @Test
  void otherMember_thatStops_leavesItsGuestsToWhoeverFollowedTheirStates() throws Exception {
    Map<String, String> settings =
        Map.of("num.standby.replicas", "1", "session.timeout.ms", "1800000");
    try (LedgerInstance one = start("one", settings);
        LedgerInstance two = start("two", settings)) {
      awaitShared(one, two);
      publish(0, events.size() / 2);
      assertThat(ledger.awaitStanding(standing(0, events.size() / 2), TIMEOUT)).isTrue();

      assertThat(one.stop()).isZero();
      publish(events.size() / 2, events.size());

      assertThat(ledger.awaitStanding(expected, TIMEOUT)).isTrue();
      assertThat(two.await(ASSIGNED, count -> count == 2 * PARTITIONS_EACH, TIMEOUT)).isTrue();
      assertThat(two.metric("lapse_ledger_restored_records_total")).isLessThan(RESTORED_MAX);
    }
  }

  private List<Entry> standing(int from, int to) {
    return Replay.run(events.subList(from, to), Rules.DEFAULT, false).entries();
  }

  private LedgerInstance start(String name, Map<String, String> settings) throws Exception {
    Map<String, String> all = new HashMap<>(settings);
    all.putIfAbsent("session.timeout.ms", "45000");
    return LedgerInstance.start(folder.resolve(name), broker.bootstrapServers(), all);
  }

  private static void awaitShared(LedgerInstance one, LedgerInstance two) throws Exception {
    assertThat(one.await(ASSIGNED, count -> count == PARTITIONS_EACH, TIMEOUT)).isTrue();
    assertThat(two.await(ASSIGNED, count -> count == PARTITIONS_EACH, TIMEOUT)).isTrue();
  }

  private void publish(int from, int to) {
    Map<String, Object> config = Map.of("bootstrap.servers", broker.bootstrapServers());
    try (HostEventPublisher publisher = HostEventPublisher.connect(config, topics)) {
      events.subList(from, to).forEach(publisher::send);
      publisher.flush();
    }
  }
}
