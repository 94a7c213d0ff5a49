package io.lapse.streamsapp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lapse.schemas.topic.Topic;
import io.lapse.schemas.topic.Topics;
import io.lapse.streamsapp.account.FoldCounts;
import io.lapse.streamsapp.account.RefusedOutputs;
import io.lapse.streamsapp.policy.PolicyView;
import io.lapse.streamsapp.query.LivePartitions;
import io.lapse.streamsapp.replay.Purpose;
import io.lapse.streamsapp.replay.ReplayName;
import io.lapse.streamsapp.signature.KnownHostKeys;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyDescription;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a replay is made of, whatever the live application is told: nothing of it can alert. */
class ReplayTopologyTest {
  private static final Topics LIVE = Topics.standard();

  /** All that an operator may have set for a live application that is watched and asked. */
  private static AppConfig live(String signatures) {
    Properties properties = new Properties();
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:1");
    properties.put(LedgerKeys.FLEET_ENABLED, "true");
    properties.put(LedgerKeys.ALARMS_OPEN_OUTAGES, "true");
    properties.put(LedgerKeys.SIGNATURES, signatures);
    properties.put(LedgerKeys.REACTIONS_ACCEPT, "reported,emulated");
    properties.put("http.port", "9464");
    properties.put("http.host", "127.0.0.1");
    properties.put("client.id", "ledger");
    properties.put("consumer.group.instance.id", "ledger-1");
    properties.put("max.task.idle.ms", "-1");
    properties.put("schemas.write.release", "1");
    properties.put("num.stream.threads", "3");
    return new AppConfig(properties);
  }

  private static AppConfig replay(AppConfig live) {
    return ReplayConfig.of(live, new ReplayName("a"));
  }

  private static Topology topology(AppConfig config, Topics inputs) {
    return new LedgerTopology(
            config,
            new Purpose.Replay(inputs, PolicyView.NONE, new KnownHostKeys(inputs.hostKeys())),
            new FoldCounts(),
            new RefusedOutputs(config.topics()),
            new LivePartitions())
        .get();
  }

  @ParameterizedTest(name = "signatures={0}: {1}")
  @CsvSource({"off, /replay-topology.txt", "require, /replay-topology-signatures.txt"})
  void description_matchesGolden(String signatures, String file) throws IOException {
    AppConfig config = replay(live(signatures));

    String description = topology(config, LIVE).describe().toString();

    try (InputStream golden = getClass().getResourceAsStream(file)) {
      assertThat(golden).isNotNull();
      assertThat(description).isEqualTo(new String(golden.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  @Test
  void noSink_isATopicOfTheLiveLedger() {
    TopologyDescription description = topology(replay(live("require")), LIVE).describe();

    List<String> live = LIVE.all().stream().map(Topic::name).toList();
    assertThat(description.subtopologies())
        .flatExtracting(TopologyDescription.Subtopology::nodes)
        .filteredOn(TopologyDescription.Sink.class::isInstance)
        .extracting(sink -> ((TopologyDescription.Sink) sink).topic())
        .hasSize(5)
        .allMatch(topic -> topic.startsWith("lapse.replay-a."))
        .noneMatch(live::contains);
    assertThat(description.globalStores()).isEmpty();
  }

  @Test
  void topicsOfTheLiveLedger_cannotBeItsOwn() {
    AppConfig live = live("off");

    assertThatThrownBy(() -> topology(live, live.topics()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("a replay must have topics of its own");
  }

  @Test
  void configuration_isTheLiveOne_underNamesOfItsOwn_andServesNothing() {
    AppConfig live = live("require");

    AppConfig config = replay(live);

    Properties kafka = config.streamsProperties();
    assertThat(kafka)
        .containsEntry("application.id", "lapse-ledger-replay-a")
        .containsEntry("client.id", "lapse-ledger-replay-a")
        .containsEntry("errors.dead.letter.queue.topic.name", "lapse.replay-a.quarantine")
        .containsEntry("max.task.idle.ms", "0")
        .containsEntry("num.stream.threads", "3")
        .doesNotContainKeys("consumer.group.instance.id", "application.server", "http.port");
    assertThat(config.http().isServed()).isFalse();
    assertThat(config.countsFleet()).isFalse();
    assertThat(config.fold().alarming()).isFalse();
    assertThat(config.rules()).isEqualTo(live.rules());
    assertThat(config.signatures()).isEqualTo(live.signatures());
    assertThat(config.topics().release().number()).isGreaterThan(1);
  }
}
