package io.lapse.telemetry.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpSettingsTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.1"})
  void addressThatOthersReach_needsTokensOrCertificates(String host) throws Exception {
    Map<String, String> settings = Map.of("http.host", host, "http.port", "8080");

    assertThatThrownBy(() -> Certificates.read(settings))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "http.host: "
                + host
                + " is open to other machines: expected http.tokens.file, or"
                + " http.tls.client.auth=required, or a loopback address");
    assertThat(Certificates.read(Map.of("http.host", host)).isServed()).isFalse();
    HttpSettings withTokens = Certificates.read(with(settings, "http.tokens.file", tokens()));
    assertThat(withTokens.tellsItsTokens()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "::1", "localhost"})
  void loopback_needsNothing(String host) {
    HttpSettings settings = Certificates.read(Map.of("http.host", host, "http.port", "0"));

    assertThat(settings.tokens()).isNull();
    assertThat(settings.tls()).isNull();
    assertThat(settings.scheme()).isEqualTo("http");
  }

  @Test
  void tlsAlone_doesNotTellWhoAsks() throws Exception {
    Map<String, String> tls =
        with(Certificates.in(folder).settings("server"), "http.host", "0.0.0.0");
    Map<String, String> served = with(tls, "http.port", "8080");

    assertThatThrownBy(() -> Certificates.read(served)).hasMessageContaining("is open to other");
    HttpSettings secured = Certificates.read(with(served, "http.tls.client.auth", "required"));
    assertThat(secured.asksForCertificates()).isTrue();
    assertThat(secured.scheme()).isEqualTo("https");
    assertThat(Certificates.read(with(served, "http.tokens.file", tokens())).tellsItsTokens())
        .isFalse();
  }

  @Test
  void clientsCertificates_needATruststore() throws Exception {
    Map<String, String> tls =
        new HashMap<>(
            with(Certificates.in(folder).settings("server"), "http.tls.client.auth", "required"));
    tls.remove("http.tls.truststore.location");

    assertThatThrownBy(() -> Certificates.read(tls))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("expected http.tls.truststore.location");
  }

  @Test
  void wrongPassword_isNotSaid() throws Exception {
    Map<String, String> tls =
        with(
            Certificates.in(folder).settings("server"),
            "http.tls.keystore.password",
            "not-the-password");

    assertThatThrownBy(() -> Certificates.read(tls))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("http.tls: cannot use the stores: ")
        .hasMessageNotContaining("not-the-password");
  }

  @Test
  void keysOfTls_withoutAKeystore_areNotPassedOver() {
    assertThatThrownBy(() -> Certificates.read(Map.of("http.tls.client.auth", "required")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("expected http.tls.keystore.location");
  }

  private static Map<String, String> with(Map<String, String> settings, String key, String value) {
    Map<String, String> more = new HashMap<>(settings);
    more.put(key, value);
    return more;
  }

  private String tokens() throws Exception {
    Path file = folder.resolve("tokens");
    Files.writeString(file, "0123456789-0123456789-0123456789-0123456789\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    return file.toString();
  }
}
