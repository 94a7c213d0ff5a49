package io.lapse.guestconsumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuestConsumerConfigTest {

  @Test
  void brokers_areAllThatItNeeds() {
    GuestConsumerConfig config = config(Map.of("bootstrap.servers", "b:9092"));

    assertThat(config.topics().guestNotices().name()).isEqualTo("lapse.guest-notices");
    assertThat(config.follows("any")).isTrue();
    assertThat(config.consumer()).containsEntry("bootstrap.servers", "b:9092");
    assertThat(config.producer())
        .containsEntry("bootstrap.servers", "b:9092")
        .containsEntry("transactional.id", "lapse-guest-consumer");
  }

  @Test
  void withoutBrokers_saysWhatIsMissing() {
    assertThatThrownBy(() -> config(Map.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("bootstrap.servers");
  }

  @Test
  void keysOfKafka_goToTheClientThatKnowsThem() {
    GuestConsumerConfig config =
        config(
            Map.of(
                "bootstrap.servers", "b:9092",
                "security.protocol", "SSL",
                "max.poll.records", "7",
                "linger.ms", "3",
                "my.plugin.key", "x"));

    assertThat(config.consumer())
        .containsEntry("security.protocol", "SSL")
        .containsEntry("max.poll.records", "7")
        .containsEntry("my.plugin.key", "x")
        .doesNotContainKey("linger.ms");
    assertThat(config.producer())
        .containsEntry("security.protocol", "SSL")
        .containsEntry("linger.ms", "3")
        .containsEntry("my.plugin.key", "x")
        .doesNotContainKey("max.poll.records");
  }

  @Test
  void whatCorrectnessRestsOn_cannotBeChanged() {
    GuestConsumerConfig config =
        config(
            Map.of(
                "bootstrap.servers", "b:9092",
                "isolation.level", "read_uncommitted",
                "enable.auto.commit", "true",
                "group.id", "g",
                "enable.idempotence", "false",
                "acks", "0"));

    assertThat(config.consumer())
        .containsEntry("isolation.level", "read_committed")
        .containsEntry("enable.auto.commit", false)
        .doesNotContainKey("group.id");
    assertThat(config.producer())
        .containsEntry("enable.idempotence", true)
        .containsEntry("acks", "all");
  }

  @Test
  void ownKeys_nameTopicsAndGuests() {
    GuestConsumerConfig config =
        config(
            Map.of(
                "bootstrap.servers", "b:9092",
                "topics.prefix", "replay-7.",
                "guests", "vm-1,vm-2",
                "transactional.id", "shard-1"));

    assertThat(config.topics().guestReactions().name()).isEqualTo("replay-7.guest-reactions");
    assertThat(config.follows("vm-2")).isTrue();
    assertThat(config.follows("vm-3")).isFalse();
    assertThat(config.producer())
        .containsEntry("transactional.id", "shard-1")
        .doesNotContainKey("topics.prefix")
        .doesNotContainKey("guests");
    assertThat(config.consumer()).doesNotContainKey("topics.prefix");
  }

  @Test
  void http_isOffAndLocal_unlessItIsAskedFor() {
    GuestConsumerConfig silent = config(Map.of("bootstrap.servers", "b:9092"));
    GuestConsumerConfig served =
        config(
            Map.of(
                "bootstrap.servers", "b:9092",
                "http.port", "9464",
                "http.host", "::1"));

    assertThat(silent.http().isServed()).isFalse();
    assertThat(silent.http().host()).isEqualTo("127.0.0.1");
    assertThat(served.http().port()).isEqualTo(9464);
    assertThat(served.http().host()).isEqualTo("::1");
    assertThat(served.consumer()).doesNotContainKeys("http.port", "http.host");
  }

  @Test
  void http_isNotOpenToStrangers() {
    GuestConsumerConfig open =
        config(Map.of("bootstrap.servers", "b:9092", "http.port", "9464", "http.host", "0.0.0.0"));

    assertThatThrownBy(open::http)
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("http.host: 0.0.0.0 is open to other machines");
  }

  @ParameterizedTest
  @CsvSource({"http.port, 65536", "http.port, -2", "http.port, web"})
  void valueThatIsNone_isRefusedByItsName(String key, String value) {
    assertThatThrownBy(() -> config(Map.of("bootstrap.servers", "b:9092", key, value)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(key)
        .hasMessageContaining(value);
  }

  @Test
  void defaultsBehindTheProperties_count() {
    Properties defaults = new Properties();
    defaults.setProperty("bootstrap.servers", "b:9092");
    defaults.setProperty("max.poll.records", "7");

    GuestConsumerConfig config = new GuestConsumerConfig(new Properties(defaults));

    assertThat(config.consumer())
        .containsEntry("bootstrap.servers", "b:9092")
        .containsEntry("max.poll.records", "7");
  }

  private static GuestConsumerConfig config(Map<String, String> entries) {
    Properties properties = new Properties();
    properties.putAll(entries);
    return new GuestConsumerConfig(properties);
  }
}
