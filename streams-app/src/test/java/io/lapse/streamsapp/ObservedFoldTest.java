package io.lapse.streamsapp;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.account.Step;
import io.lapse.ledger.host.HostEvent;
import io.lapse.schemas.topic.Topic;
import io.lapse.schemas.topic.Topics;
import io.lapse.streamsapp.account.FoldCounts;
import io.lapse.streamsapp.account.FoldObserver;
import io.lapse.streamsapp.account.Reason;
import io.lapse.streamsapp.account.RefusedOutputs;
import io.lapse.streamsapp.query.LivePartitions;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who observes the fold sees each input, and what became of it. */
class ObservedFoldTest {
  private static final Topics TOPICS = Topics.standard();

  @TempDir private Path state;
  private final Seen seen = new Seen();
  private TopologyTestDriver driver;

  /** What was told, in words. */
  private static final class Seen implements FoldObserver {
    private final List<String> said = new ArrayList<>();
    private final List<Stage> stages = new ArrayList<>();

    @Override
    public void spent(Stage stage, long nanos) {
      assertThat(nanos).isNotNegative();
      stages.add(stage);
    }

    @Override
    public void arrived(LedgerInput input, long recordMillis) {
      said.add("arrived at " + recordMillis);
    }

    @Override
    public void passedOver(int partition, LedgerInput input, Step step) {
      said.add("passed over " + step.outcome());
    }

    @Override
    public void published(int partition, LedgerInput input, Step step) {
      said.add("published " + step.history().size());
    }

    @Override
    public void rejudged(Step step) {
      said.add("rejudged " + step.history().size());
    }

    @Override
    public void refused(String topic, @Nullable LedgerInput input, Reason reason) {
      said.add("refused " + topic + " " + (input == null ? "bytes" : input.guest()) + " " + reason);
    }
  }

  @BeforeEach
  void start() {
    Properties properties = new Properties();
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:1");
    properties.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
    AppConfig config = new AppConfig(properties);
    FoldCounts counts = new FoldCounts(seen);
    Properties streams = config.streamsProperties();
    streams.put(FoldCounts.CONFIG, counts);
    driver =
        new TopologyTestDriver(
            new LedgerTopology(
                    config, counts, new RefusedOutputs(config.topics()), new LivePartitions())
                .get(),
            streams);
  }

  @AfterEach
  void close() {
    driver.close();
  }

  private void takes(String key, HostEvent event) {
    Topic<HostEvent> topic = TOPICS.hostEvents();
    driver
        .createInputTopic(
            topic.name(), topic.keySerde().serializer(), topic.valueSerde().serializer())
        .pipeInput(key, event, Instant.ofEpochMilli(7));
  }

  @Test
  void inputs_areSeen_withTheTimestampsOfTheirRecords() {
    List<HostEvent> move = DrivenLedger.move("g", 0, 60);

    takes("g", move.get(0));
    takes("g", move.get(0));
    takes("g", move.get(1));

    assertThat(seen.said)
        .containsExactly(
            "arrived at 7",
            "published 1",
            "arrived at 7",
            "passed over DUPLICATE",
            "arrived at 7",
            "published 2");
    assertThat(seen.stages)
        .containsExactly(
            FoldObserver.Stage.DECODE,
            FoldObserver.Stage.FOLD,
            FoldObserver.Stage.PUBLISH,
            FoldObserver.Stage.DECODE,
            FoldObserver.Stage.FOLD,
            FoldObserver.Stage.DECODE,
            FoldObserver.Stage.FOLD,
            FoldObserver.Stage.PUBLISH);
  }

  @Test
  void refusals_areSeen_withTheirTopic() {
    takes("another", DrivenLedger.move("g", 0, 60).get(0));
    driver
        .createInputTopic(
            TOPICS.guestEvents().name(), new StringSerializer(), new ByteArraySerializer())
        .pipeInput("g", new byte[] {1});

    assertThat(seen.said)
        .contains(
            "refused lapse.host-events g WRONG_KEY",
            "refused lapse.guest-events bytes UNDECODABLE");
  }
}
