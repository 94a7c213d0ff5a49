package io.lapse.cli.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.cli.broker.EmbeddedBroker;
import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.notice.InjectAs;
import io.lapse.ledger.notice.Notice;
import io.lapse.ledger.time.TaiInstant;
import io.lapse.schemas.topic.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The guest consumer, in a JVM of its own, is killed (SIGKILL) 20 times while 1,000 notices come,
 * each time with some of them answered and others on their way. Each is answered, none twice, and
 * no amount is injected twice.
 */
class Scenario005KilledGuestsIT {
  private static final int KILLS = 20;
  private static final int GUESTS = 50;
  private static final long LOST_NANOS = 60_000_000;
  private static final Duration TIMEOUT = Duration.ofMinutes(2);

  @TempDir private Path folder;

  @Test
  void notices_areAnsweredOnce_howeverOftenItIsKilled() throws Exception {
    long seed = Long.getLong("lapse.seed", System.nanoTime());
    System.out.println("seed " + seed + "; to repeat: -Dlapse.seed=" + seed);
    Random random = new Random(seed);
    Topics topics = Topics.standard();
    try (EmbeddedBroker broker = EmbeddedBroker.start()) {
      Ledgers.createTopics(broker, topics, 2);
      Path properties = properties(broker);
      try (TopicContents<GuestEvent.Reacted> reactions =
              new TopicContents<>(broker.bootstrapServers(), topics.guestReactions());
          TopicWriter<Notice> notices =
              new TopicWriter<>(broker.bootstrapServers(), topics.guestNotices())) {
        for (int kill = 1; kill <= KILLS; kill++) {
          int round = kill;
          int some = (round - 1) * GUESTS + random.nextInt(GUESTS);
          runUntil(properties, reactions, some, () -> send(notices, round));
        }
        runUntil(properties, reactions, KILLS * GUESTS, () -> {});
        // Whatever else its predecessors had on its way is in the topic by now, or never will be.
        reactions.readToTheEnd();

        assertThat(reactions.values().stream().map(Scenario005KilledGuestsIT::line).sorted())
            .as("seed " + seed)
            .containsExactlyElementsOf(expected());
      }
    }
  }

  /** A consumer lives until so many reactions are there; then it is killed. */
  private void runUntil(
      Path properties, TopicContents<GuestEvent.Reacted> reactions, int count, Runnable meanwhile)
      throws IOException {
    try (ChildJvm consumer = start(properties)) {
      meanwhile.run();
      assertThat(reactions.await(count, TIMEOUT)).as("process %s", consumer.pid()).isTrue();
    }
  }

  /** What one guest lost so far remains in each notice: nobody books its reactions. */
  private static List<String> expected() {
    List<String> lines = new ArrayList<>();
    for (int guest = 0; guest < GUESTS; guest++) {
      for (int sequence = 1; sequence <= KILLS; sequence++) {
        lines.add("guest-" + guest + " " + sequence + " injected " + LOST_NANOS);
      }
    }
    return lines.stream().sorted().toList();
  }

  private static String line(GuestEvent.Reacted reaction) {
    return reaction.guest()
        + " "
        + reaction.noticeSequence()
        + " injected "
        + reaction.injectedNanos();
  }

  private static void send(TopicWriter<Notice> notices, int sequence) {
    for (int guest = 0; guest < GUESTS; guest++) {
      Notice notice = notice("guest-" + guest, sequence);
      notices.send(notice.guest(), notice);
    }
    notices.flush();
  }

  private static Notice notice(String guest, int sequence) {
    return new Notice(
        guest,
        guest + "/" + sequence,
        sequence,
        new TaiInstant(1_800_000_000_000_000_000L + sequence * 600_000_000_000L),
        LOST_NANOS,
        1_000_000L,
        0,
        0,
        sequence * LOST_NANOS,
        0,
        InjectAs.OFFSET,
        0,
        null);
  }

  /** Few notices a transaction, so that a kill leaves some of them answered. */
  private Path properties(EmbeddedBroker broker) throws IOException {
    return Files.writeString(
        folder.resolve("guests.properties"),
        "bootstrap.servers=" + broker.bootstrapServers() + "\nmax.poll.records=3\n");
  }

  private ChildJvm start(Path properties) throws IOException {
    return ChildJvm.start(
        folder.resolve("guests.log"),
        List.of("-Xmx64m"),
        "io.lapse.guestconsumer.Main",
        properties.toString());
  }
}
