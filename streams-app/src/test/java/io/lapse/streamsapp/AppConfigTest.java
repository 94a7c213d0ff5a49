package io.lapse.streamsapp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Objects;
import java.util.Properties;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AppConfigTest {
  private static AppConfig config(String... keysAndValues) {
    Properties properties = new Properties();
    properties.put("bootstrap.servers", "127.0.0.1:1");
    for (int i = 0; i < keysAndValues.length; i += 2) {
      properties.put(keysAndValues[i], keysAndValues[i + 1]);
    }
    return new AppConfig(properties);
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
    AppConfig config = config("application.server", server, "http.host", host, "http.port", port);

    assertThat(Objects.toString(config.applicationServer(), null)).isEqualTo(expected);
    assertThat(config.streams().getString("application.server"))
        .isEqualTo(expected == null ? "" : expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ledger-1", "http://ledger-1:80", "0.0.0.0:80", "ledger-1:0"})
  void applicationServer_thatOthersCannotUse_isRefused(String server) {
    assertThatThrownBy(() -> config("application.server", server))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("application.server: expected ");
  }

  @Test
  void group_isThatOfTheConsumers() {
    AppConfig config =
        config(
            "application.id",
            "app",
            "consumer.session.timeout.ms",
            "9000",
            "main.consumer.session.timeout.ms",
            "8000");

    assertThat(config.group().id()).isEqualTo("app");
    assertThat(config.group().sessionTimeout()).isEqualTo(Duration.ofSeconds(8));
    assertThat(config.group().heartbeatInterval()).isEqualTo(Duration.ofSeconds(3));
  }
}
