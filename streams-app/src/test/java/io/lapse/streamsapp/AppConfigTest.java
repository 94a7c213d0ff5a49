package io.lapse.streamsapp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.streams.StreamsConfig;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AppConfigTest {
  private static AppConfig config(String... settings) {
    Properties properties = new Properties();
    properties.put("bootstrap.servers", "127.0.0.1:1");
    for (String setting : settings) {
      String[] parts = setting.split("=", 2);
      properties.put(parts[0], parts[1]);
    }
    return new AppConfig(properties);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          processing.guarantee=at_least_once                | expected exactly_once_v2
          auto.offset.reset=latest                          | expected earliest
          main.consumer.auto.offset.reset=latest            | expected earliest
          consumer.isolation.level=read_uncommitted         | expected read_committed
          enable.auto.commit=true                           | expected false
          producer.acks=1                                   | expected all
          producer.enable.idempotence=false                 | expected true
          errors.dead.letter.queue.topic.name=elsewhere     | it is not to be set
          production.exception.handler=com.example.Ignoring | it is not to be set
          default.production.exception.handler=x.Ignoring   | it is not to be set
          topology.optimization=all                         | expected none
          ensure.explicit.internal.resource.naming=false    | expected true
          group.id=mine                                     | it is the `application.id`
          topic.max.message.bytes=1048588                   | expected at least 16777216
          producer.max.request.size=1048588                 | expected at least 16777216
          producer.max.request.size=much                    | expected a whole number
          session.timeout.ms=2000                           | expected less than session.timeout.ms
          transaction.timeout.ms=100                        | expected more than commit.interval.ms
          producer.transaction.timeout.ms=50                | transaction.timeout.ms
          num.stream.threads=many                           | num.stream.threads
          http.port=65536                                   | http.port
          http.host=                                        | http.host
          """)
  void key_withWhichTheBooksWouldBeWrong_isRefused(String setting, String reason) {
    String key = setting.substring(0, setting.indexOf('='));

    assertThatThrownBy(() -> config(setting))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(reason)
        .hasMessageContaining(key.contains("session") ? "heartbeat.interval.ms" : key);
  }

  @Test
  void staticMember_ofAStreamsGroup_isRefused() {
    assertThatThrownBy(() -> config("group.protocol=streams", "group.instance.id=a"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("group.instance.id or group.protocol=streams");
  }

  @ParameterizedTest
  @CsvSource({
    "processing.guarantee=exactly_once_v2",
    "auto.offset.reset=earliest",
    "acks=-1",
    "topic.max.message.bytes=33554432",
    "group.protocol=streams",
    "session.timeout.ms=60000",
    "sasl.jaas.config=anything",
  })
  void key_thatChangesNothingOfTheBooks_isTaken(String setting) {
    String[] parts = setting.split("=", 2);

    assertThat(config(setting).streamsProperties()).containsEntry(parts[0], parts[1]);
  }

  @Test
  void defaults_areWhatTheLedgerNeeds() {
    Properties streams = config("application.id=mine").streamsProperties();

    assertThat(streams)
        .containsEntry("processing.guarantee", "exactly_once_v2")
        .containsEntry("errors.dead.letter.queue.topic.name", "lapse.quarantine")
        .containsEntry("client.id", "mine")
        .containsEntry("topic.max.message.bytes", "16777216")
        .doesNotContainKeys("topics.prefix", "http.host", "http.port", "timers.priors");
    assertThat(new StreamsConfig(streams).getMainConsumerConfigs("g", "c", 0))
        .containsEntry("auto.offset.reset", "earliest")
        .containsEntry("isolation.level", "read_committed")
        .containsEntry("enable.auto.commit", "false");
  }

  @Test
  void keysThatAreNearlyOthers_areNamedWithWhatWasMeant() {
    AppConfig config =
        config(
            "topic.prefix=a.",
            "http.prt=1",
            "producer.linger.mss=5",
            "num.standby.replica=1",
            "topic.retention.ms=1",
            "company.interceptor.colour=red");

    assertThat(config.slips())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "topic.prefix", "topics.prefix",
                "http.prt", "http.port",
                "producer.linger.mss", "linger.ms",
                "num.standby.replica", "num.standby.replicas"));
  }

  @ParameterizedTest
  @CsvSource({
    "group.instance.id=a, true",
    "main.consumer.group.instance.id=a, true",
    "client.id=a, false"
  })
  void staticMember_isKnownByItsInstanceId(String setting, boolean isStatic) {
    assertThat(config(setting).isStaticMember()).isEqualTo(isStatic);
  }

  @Test
  void threads_thatAskForNothing_areStuckWhenTheirGroupThinksSo() {
    assertThat(config().limits()).isEqualTo(new LedgerHealth.Limits(1, Duration.ofMinutes(5)));
    assertThat(config("num.stream.threads=3", "max.poll.interval.ms=7000").limits())
        .isEqualTo(new LedgerHealth.Limits(3, Duration.ofSeconds(7)));
  }

  @Test
  void propertiesBehindTheProperties_areSeen() {
    Properties behind = new Properties();
    behind.put("bootstrap.servers", "127.0.0.1:1");
    behind.put("num.stream.threads", "4");

    Properties streams = new AppConfig(new Properties(behind)).streamsProperties();

    assertThat(streams).containsEntry("num.stream.threads", "4");
  }

  @ParameterizedTest(name = "server {0}, host {1}, port {2}: {3}")
  @CsvSource({
    "'', 127.0.0.1, -1, ",
    "'', 127.0.0.1, 0, ",
    "'', 0.0.0.0, 8080, ",
    "'', '::', 8080, ",
    "'', 127.0.0.1, 8080, 127.0.0.1:8080",
    "'', ::1, 8080, [::1]:8080",
    "ledger-1:80, 0.0.0.0, 8080, ledger-1:80",
    "ledger-1:80, 127.0.0.1, -1, ledger-1:80"
  })
  void applicationServer_isStated_orFollowsFromHttp(
      String server, String host, String port, @Nullable String expected) {
    AppConfig config =
        config("application.server=" + server, "http.host=" + host, "http.port=" + port);

    assertThat(Objects.toString(config.applicationServer(), null)).isEqualTo(expected);
    assertThat(config.streams().getString("application.server"))
        .isEqualTo(expected == null ? "" : expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ledger-1", "http://ledger-1:80", "0.0.0.0:80", "ledger-1:0"})
  void applicationServer_thatOthersCannotUse_isRefused(String server) {
    assertThatThrownBy(() -> config("application.server=" + server))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("application.server: expected ");
  }

  @Test
  void group_isThatOfTheConsumers() {
    AppConfig config =
        config(
            "application.id=app",
            "consumer.session.timeout.ms=9000",
            "main.consumer.session.timeout.ms=8000");

    assertThat(config.group().id()).isEqualTo("app");
    assertThat(config.group().sessionTimeout()).isEqualTo(Duration.ofSeconds(8));
    assertThat(config.group().heartbeatInterval()).isEqualTo(Duration.ofSeconds(3));
  }
}
