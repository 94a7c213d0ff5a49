package io.lapse.cli.guest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lapse.cli.Cli;
import io.lapse.cli.broker.EmbeddedBroker;
import io.lapse.cli.demo.LedgerTopic;
import io.lapse.cli.replay.Replay;
import io.lapse.guestconsumer.GuestConsumer;
import io.lapse.guestconsumer.GuestConsumerConfig;
import io.lapse.guestconsumer.ReactionListener;
import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.account.Rules;
import io.lapse.ledger.guest.ReactionOrigin;
import io.lapse.producers.Recordings;
import io.lapse.producers.publish.HostEventPublisher;
import io.lapse.producers.source.Manifest;
import io.lapse.schemas.topic.Topics;
import io.lapse.streamsapp.AppConfig;
import io.lapse.streamsapp.LedgerApp;
import io.lapse.streamsapp.topics.TopicSetup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A recorded run, from its hosts to its guest, on a real broker; and what one sees of the guest.
 */
class GuestCommandIT {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  @TempDir private static Path folder;

  private static EmbeddedBroker broker;
  private static Path properties;

  @BeforeAll
  static void run() throws Exception {
    broker = EmbeddedBroker.start();
    properties =
        Files.writeString(
            folder.resolve("guest.properties"),
            "bootstrap.servers=" + broker.bootstrapServers() + "\n");
    Topics topics = Topics.standard();
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      TopicSetup.create(admin, topics, 2, (short) 1);
    }
    Path manifest = Cli.RECORDINGS.resolve("D_std_J60/manifest-claims.json");
    List<LedgerInput> events = Recordings.read(Manifest.load(manifest)).inputs();
    Rules rules = new Rules(List.of(), Set.of(ReactionOrigin.values()));
    try (LedgerApp app = LedgerApp.start(ledger());
        GuestConsumer guests = GuestConsumer.connect(guests(), ReactionListener.NONE);
        LedgerTopic ledger = new LedgerTopic(broker.bootstrapServers(), topics)) {
      Thread thread = new Thread(guests, "guests");
      thread.start();
      app.awaitRunning(TIMEOUT);
      publish(events, topics);
      assertThat(ledger.awaitStanding(Replay.run(events, rules, true).entries(), TIMEOUT)).isTrue();
    }
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  private static AppConfig ledger() {
    Properties config = new Properties();
    config.put("bootstrap.servers", broker.bootstrapServers());
    config.put("state.dir", folder.resolve("state").toString());
    config.put("commit.interval.ms", "50");
    config.put("replication.factor", "1");
    config.put("reactions.accept", "reported,emulated");
    return new AppConfig(config);
  }

  private static GuestConsumerConfig guests() {
    Properties config = new Properties();
    config.put("bootstrap.servers", broker.bootstrapServers());
    return new GuestConsumerConfig(config);
  }

  private static void publish(List<LedgerInput> events, Topics topics) {
    try (HostEventPublisher publisher =
        HostEventPublisher.connect(
            Map.of("bootstrap.servers", broker.bootstrapServers()), topics)) {
      events.forEach(publisher::send);
      publisher.flush();
    }
  }

  @Test
  void guest_showsItsClocksNtpStateAndTimers() {
    Cli.Result seen = Cli.run("guest", "--properties", properties, "--guest", "probe-std");

    assertThat(seen.exitCode()).as(seen.err()).isZero();
    assertThat(seen.out())
        .contains("guest probe-std   kernel 6.1.192, tsc at 2445406 kHz, class default")
        .contains("compensated 60.0007407 s, slept 0, remains 361.8547043 s")
        .contains("injected 361.8547043 s as an offset, NTP reset")
        .contains("cancel-on-set timers woken: 14")
        .contains("NTP         not synchronised, status 0x2041");
    assertThat(seen.out().lines().mapToInt(String::length).max().orElseThrow())
        .isLessThanOrEqualTo(80);
  }

  @Test
  void guest_asJson_hasTheSame() throws Exception {
    Cli.Result seen =
        Cli.run("guest", "--properties", properties, "--guest", "probe-std", "--json");

    JsonNode guest = new ObjectMapper().readTree(seen.out());
    assertThat(guest.at("/notice/remaining_ns").asLong()).isEqualTo(361_854_704_300L);
    assertThat(guest.at("/reaction/injected_ns").asLong()).isEqualTo(361_854_704_300L);
    assertThat(guest.at("/ntp/status").asInt()).isEqualTo(0x2041);
    assertThat(guest.at("/ntp/maxerror").asLong()).isEqualTo(16_000_000);
    long behind = guest.get("at_tai_ns").asLong() - guest.at("/clocks/tai_ns").asLong();
    // So far behind was its clock when its timers were listed. Its counter's mult is 30 ns a second
    // fast, for as long as it has run since.
    long ranSeconds = guest.at("/clocks/monotonic_raw_ns").asLong() / 1_000_000_000;
    assertThat(behind).isBetween(459_956_297 - 31 * ranSeconds, 459_956_297L);
    assertThat(guest.get("trouble").isNull()).isTrue();
  }

  @Test
  void guestThatNobodyKnows_isSaidToBeUnknown() {
    Cli.Result seen = Cli.run("guest", "--properties", properties, "--guest", "nobody");

    assertThat(seen.exitCode()).isZero();
    assertThat(seen.out())
        .contains("guest nobody   (it never said what it is)")
        .contains("Nothing is known of its kernel: no inventory, no notice.");
  }
}
