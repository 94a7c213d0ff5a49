package io.lapse.producers.produce.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lapse.producers.Sources;
import io.lapse.producers.Told;
import io.lapse.producers.cloudevents.CloudEventsFeed;
import io.lapse.producers.source.Format;
import io.lapse.producers.source.SourceInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProduceConfigTest {
  @TempDir private Path folder;

  @Test
  void inputs_areAllFilesThatThePlaceholderStandsFor() throws IOException {
    Files.createDirectories(folder.resolve("vm-1"));
    Files.createDirectories(folder.resolve("vm-2"));
    Files.createDirectories(folder.resolve("other"));
    Files.writeString(folder.resolve("vm-1/qmp.log"), "");
    Files.writeString(folder.resolve("vm-1/qmp.log.1"), "");

    List<Input> inputs = InputPattern.parse(folder + "/vm-{guest}/qmp.log").inputs();

    assertThat(inputs)
        .extracting(Input::name)
        .containsExactly("1@" + folder.resolve("vm-1/qmp.log"));
  }

  @Test
  void inputs_nameTheirGuest_orNot() throws IOException {
    assertThat(InputPattern.parse("g@qmp.log").inputs().get(0).guest()).isEqualTo("g");
    assertThat(InputPattern.parse("/a/g@qmp.log").inputs().get(0).guest()).isNull();
    assertThat(InputPattern.parse("g@tcp:[::1]:4444").inputs().get(0).address())
        .isEqualTo(new Address.OfTcp("tcp:[::1]:4444", "[::1]", 4444));
    assertThat(InputPattern.parse("kafka:events").address())
        .isEqualTo(new Address.OfTopic("kafka:events", "events"));
  }

  @Test
  void inputs_areRefused_whereTheyAreNone() {
    for (String text :
        List.of(
            "tcp:host",
            "tcp::1",
            "g@/a/{guest}.log",
            "/{guest}/{guest}",
            "/",
            "kafka:",
            "kafka:..",
            "kafka:{guest}",
            "kafka:a topic")) {
      assertThatThrownBy(() -> InputPattern.parse(text))
          .as(text)
          .isInstanceOf(ConfigException.class)
          .hasMessageStartingWith("inputs: ");
    }
  }

  @Test
  void config_refusesAnInputWithoutItsGuest_whereTheFormatNeedsOne() {
    assertThatThrownBy(() -> config(Format.QMP, Map.of()))
        .hasMessage(
            "inputs: x.log: format qmp does not name its guest: expected GUEST@PATH, or {guest} in"
                + " the path");
    assertThat(config(Format.JSONL, Map.of()).inputs()).hasSize(1);
  }

  @Test
  void config_hasNoDefault_forABoundThatNobodyStated() {
    Properties properties = properties(Map.of());
    properties.remove("clock.error.ns");

    assertThatThrownBy(() -> new ProduceConfig(Format.JSONL, properties))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("clock.error.ns");
  }

  @Test
  void producer_getsEveryKeyOfKafka_andNoneOfOurs() {
    ProduceConfig config =
        config(Format.JSONL, Map.of("linger.ms", "7", "transactional.id", "t", "jurnal.dir", "x"));

    assertThat(config.producer())
        .containsEntry("linger.ms", "7")
        .containsEntry("bootstrap.servers", "b:9092")
        .doesNotContainKeys("transactional.id", "journal.dir", "inputs", "host");
    assertThat(config.admin()).doesNotContainKeys("linger.ms", "max.block.ms");
    assertThat(config.unknown()).containsExactly("jurnal.dir");
  }

  @Test
  void consumer_getsEveryKeyOfKafka_andTheProducerNoneOfIts() {
    ProduceConfig config =
        config(
            Format.CLOUDEVENTS,
            Map.of(
                "inputs", "kafka:events",
                "linger.ms", "7",
                "fetch.min.bytes", "9",
                "sasl.mechanism", "PLAIN",
                "plug.in", "p"));

    assertThat(config.consumer())
        .containsEntry("fetch.min.bytes", "9")
        .containsEntry("sasl.mechanism", "PLAIN")
        .containsEntry("plug.in", "p")
        .doesNotContainKeys("linger.ms", "journal.dir", "inputs", "host");
    assertThat(config.producer())
        .containsEntry("linger.ms", "7")
        .containsEntry("sasl.mechanism", "PLAIN")
        .doesNotContainKeys("fetch.min.bytes");
    assertThat(config.admin())
        .containsEntry("sasl.mechanism", "PLAIN")
        .doesNotContainKeys("fetch.min.bytes", "linger.ms");
    assertThat(config.unknown()).containsExactly("plug.in");
  }

  @Test
  void feeds_takeATopic_ofCloudEventsOnly() throws IOException {
    Input topic = InputPattern.parse("kafka:events").inputs().get(0);

    assertThat(config(Format.CLOUDEVENTS, Map.of()).feeds().of(topic))
        .isInstanceOf(CloudEventsFeed.class);
    assertThatThrownBy(() -> config(Format.JSONL, Map.of()).feeds().of(topic))
        .hasMessage("inputs: kafka:events: expected the path of a file for format jsonl");
  }

  @Test
  void lines_haveAFormInEveryFormat_thatHasALog() {
    for (Format format : Format.values()) {
      SourceInput input =
          config(format, Map.of("inputs", "g@x.log")).source("g", "x", Path.of("x"));

      assertThat(Sources.log(input, new Told(), null).isPresent())
          .as(Followed.word(format))
          .isEqualTo(Sources.form(format).isPresent());
    }
  }

  @Test
  void feeds_refuseWhatCannotBeFollowedYet() {
    Feeds feeds = config(Format.JSONL, Map.of()).feeds();

    assertThatThrownBy(() -> feeds.of(InputPattern.parse("tcp:a:1").inputs().get(0)))
        .hasMessage("inputs: tcp:a:1: expected the path of a file for format jsonl");
  }

  @Test
  void followed_areTheFormatsOfLines() {
    assertThat(Followed.of("qmp")).contains(Format.QMP);
    assertThat(Followed.of("avro")).isEmpty();
    assertThat(Followed.of("no")).isEmpty();
    assertThat(Followed.words()).contains("qmp", "jsonl").doesNotContain("avro");
  }

  private static ProduceConfig config(Format format, Map<String, String> more) {
    return new ProduceConfig(format, properties(more));
  }

  private static Properties properties(Map<String, String> more) {
    Properties properties = new Properties();
    properties.put("bootstrap.servers", "b:9092");
    properties.put("inputs", "x.log");
    properties.put("host", "h0");
    properties.put("clock.error.ns", "1000");
    properties.put("journal.dir", "journal");
    properties.putAll(more);
    return properties;
  }
}
