package io.lapse.cli.quarantine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lapse.cli.Cli;
import io.lapse.cli.broker.EmbeddedBroker;
import io.lapse.cli.cluster.ClusterOptions;
import io.lapse.cli.demo.LedgerTopic;
import io.lapse.cli.failure.Failure;
import io.lapse.cli.replay.Replay;
import io.lapse.ledger.Envelope;
import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.Source;
import io.lapse.ledger.account.Entry;
import io.lapse.ledger.account.Rules;
import io.lapse.ledger.host.CounterWhilePaused;
import io.lapse.ledger.host.HostEvent;
import io.lapse.ledger.host.RestartMode;
import io.lapse.ledger.host.StopReason;
import io.lapse.ledger.time.Stamp;
import io.lapse.ledger.time.TaiInstant;
import io.lapse.schemas.topic.Topics;
import io.lapse.streamsapp.AppConfig;
import io.lapse.streamsapp.LedgerApp;
import io.lapse.streamsapp.topics.TopicSetup;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** What becomes of records that go back, with a ledger that runs. */
class RequeueIT {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final Topics TOPICS = Topics.standard();
  private static final long STOPPED = 1_800_000_000_000_000_000L;

  private static final HostEvent STOP =
      new HostEvent.Stopped(envelope("h1", STOPPED), StopReason.MIGRATE, null);
  private static final HostEvent RESTART =
      new HostEvent.Restarted(
          envelope("h2", STOPPED + 7_000_000_000L),
          RestartMode.INCOMING,
          null,
          CounterWhilePaused.STOPS,
          null,
          List.of(),
          List.of());

  @TempDir private Path folder;

  private static Envelope envelope(String host, long at) {
    return new Envelope("vm-7", host, Stamp.of(new TaiInstant(at), 1_000), Source.JSONL, null);
  }

  @Test
  void whatCanBeBooked_isBookedOnce_andWhatCannot_comesBackWithItsHistory() throws Exception {
    List<LedgerInput> events = List.of(STOP, RESTART);
    List<Entry> expected = Replay.run(events, Rules.DEFAULT, false).entries();
    try (EmbeddedBroker broker = EmbeddedBroker.start()) {
      quarantineOfThree(broker);
      try (LedgerApp app = LedgerApp.start(config(broker));
          LedgerTopic ledger = new LedgerTopic(broker.bootstrapServers(), TOPICS)) {
        app.awaitRunning(TIMEOUT);

        Cli.Result sent = quarantine(broker, "requeue", "--all");

        assertThat(sent.err()).isEqualTo("quarantine: 3 sent back\n");
        assertThat(ledger.awaitStanding(expected, TIMEOUT)).isTrue();
        String cameBack = awaitCount(broker, 4);
        assertThat(cameBack)
            .containsPattern("0:0 .* UNDECODABLE +vm-7 +lapse.host-events +0:0 +8 +yes\n")
            .containsPattern("UNDECODABLE .* 8 +came back from 0:0\n");

        quarantine(broker, "requeue", "--all", "--again");

        // The garbage has come back from two entries, and nothing is booked twice.
        String again = awaitCount(broker, 6);
        assertThat(again).containsPattern("came back from 0:0\n").contains("yes, came back from");
        assertThat(ledger.awaitStanding(expected, TIMEOUT)).isTrue();
      }
    }
  }

  @Test
  void secondRequeue_fencesTheFirst_whichSendsNothing() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start();
        Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      quarantineOfThree(broker);
      ClusterOptions cluster = options(broker);
      ConsumerRecord<byte[], byte[]> stored =
          CommittedBytes.of(broker.bootstrapServers(), TOPICS.quarantine().name()).get(0);

      try (Requeue first = Requeue.begin(cluster, admin, TOPICS, batch -> {})) {
        Requeue.begin(cluster, admin, TOPICS, batch -> {}).close();
        first.add(QuarantineEntry.of(stored), stored);

        assertThatThrownBy(first::flush)
            .isInstanceOf(Failure.class)
            .hasMessage("another requeue took over; these were not sent: 0:0");
      }
      assertThat(CommittedBytes.of(broker.bootstrapServers(), TOPICS.hostEvents().name()))
          .isEmpty();
      assertThat(RequeueMarks.read(admin, TOPICS).contains(new Place(0, 0))).isFalse();
    }
  }

  /** Its options, as a command has them. */
  @Command(name = "holder")
  private static final class Holder {
    @Mixin private final ClusterOptions cluster = new ClusterOptions();
  }

  private static ClusterOptions options(EmbeddedBroker broker) {
    Holder holder = new Holder();
    new CommandLine(holder).parseArgs("--bootstrap-server", broker.bootstrapServers());
    return holder.cluster;
  }

  private static void quarantineOfThree(EmbeddedBroker broker) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
        QuarantineTopicWriter writer =
            new QuarantineTopicWriter(broker.bootstrapServers(), "lapse.")) {
      TopicSetup.create(admin, TOPICS, 1, (short) 1);
      byte[] key = "vm-7".getBytes(UTF_8);
      String topic = TOPICS.hostEvents().name();
      writer.put(key, "no event".getBytes(UTF_8), "UNDECODABLE", topic);
      for (HostEvent event : List.of(STOP, RESTART)) {
        byte[] value = TOPICS.hostEvents().valueSerde().serializer().serialize(topic, event);
        writer.put(key, value, "UNDECODABLE", topic);
      }
    }
  }

  private static String awaitCount(EmbeddedBroker broker, int count) {
    long deadlineNanos = System.nanoTime() + TIMEOUT.toNanos();
    Cli.Result listed = quarantine(broker, "list");
    while (listed.out().lines().count() < 2 + count && System.nanoTime() < deadlineNanos) {
      listed = quarantine(broker, "list");
    }
    assertThat(listed.out().lines()).as(listed.out()).hasSize(2 + count);
    return listed.out();
  }

  private static Cli.Result quarantine(EmbeddedBroker broker, String action, String... more) {
    Object[] args = new Object[4 + more.length];
    args[0] = "quarantine";
    args[1] = action;
    args[2] = "--bootstrap-server";
    args[3] = broker.bootstrapServers();
    System.arraycopy(more, 0, args, 4, more.length);
    return Cli.run(args);
  }

  private AppConfig config(EmbeddedBroker broker) {
    Properties properties = new Properties();
    properties.put("bootstrap.servers", broker.bootstrapServers());
    properties.put("state.dir", folder.toString());
    properties.put("commit.interval.ms", "50");
    properties.put("replication.factor", "1");
    return new AppConfig(properties);
  }
}
