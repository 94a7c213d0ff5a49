package io.lapse.streamsapp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lapse.streamsapp.alert.AlertSink;
import io.lapse.telemetry.settings.HttpSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Properties;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LedgerAlertsTest {
  private static final HttpSettings HTTP = HttpSettings.open("127.0.0.1", 8080);

  @TempDir private Path folder;

  private static LedgerAlerts alerts(String... settings) {
    Properties properties = new Properties();
    properties.put("bootstrap.servers", "127.0.0.1:1");
    for (String setting : settings) {
      String[] parts = setting.split("=", 2);
      properties.put(parts[0], parts[1]);
    }
    return LedgerAlerts.of(new AppConfig(properties), HTTP);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          alerts.sinks=pager                       | alerts.sinks
          alerts.sinks=webhook                     | expected alerts.webhook.url
          alerts.sinks=log,alertmanager            | expected alerts.alertmanager.url
          alerts.max.age=soon                      | expected a duration
          alerts.max.age=0s                        | expected a duration
          alerts.fact.firing=30                    | expected a duration
          alerts.rate.per.second=0                 | alerts.rate.per.second
          alerts.pending.max=0                     | alerts.pending.max
          alerts.webhook.url=ftp://h/              | expected a URL
          alerts.webhook.url=http://u:secret@h/    | without a user
          alerts.alertmanager.url=http://a:1,b:9093| expected a URL
          page.url=lapse.example                   | expected a URL
          """)
  void settingThatLeadsNowhere_isRefused_withWhatWasExpected(String setting, String reason) {
    assertThatThrownBy(() -> alerts(setting))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(reason)
        .hasMessageNotContaining("secret@");
  }

  @Test
  void secretThatOthersMayRead_isRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("secret"), "x".repeat(40));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

    assertThatThrownBy(
            () ->
                alerts(
                    "alerts.sinks=webhook",
                    "alerts.webhook.url=http://h/",
                    "alerts.webhook.secret.file=" + file))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("alerts.webhook.secret.file")
        .hasMessageContaining("others may read")
        .hasMessageNotContaining("xxxx");
  }

  @Test
  void userWithoutAPassword_isRefused() {
    assertThatThrownBy(
            () ->
                alerts(
                    "alerts.sinks=alertmanager",
                    "alerts.alertmanager.url=http://h:9093",
                    "alerts.alertmanager.username=lapse"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("alerts.alertmanager.password");
  }

  @Test
  void allSinks_areThere_ifTheirReceiversAre() {
    LedgerAlerts alerts =
        alerts(
            "alerts.sinks=log,webhook,alertmanager",
            "alerts.webhook.url=https://h/hook",
            "alerts.alertmanager.url=http://a:9093/,http://b:9093/prefix",
            "alerts.alertmanager.username=lapse",
            "alerts.alertmanager.password=secret");

    assertThat(alerts.sinks())
        .extracting(AlertSink::name)
        .containsExactly("log", "webhook", "alertmanager");
  }

  @Test
  void nobodyIsTold_byDefault() {
    assertThat(alerts().sinks()).isEmpty();
  }
}
