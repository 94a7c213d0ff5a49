package io.lapse.streamsapp.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InstanceTest {
  @ParameterizedTest
  @CsvSource({
    "ledger-1:8080, ledger-1, 8080",
    "10.0.0.7:1, 10.0.0.7, 1",
    "a-b.example.org:65535, a-b.example.org, 65535",
    "[2001:db8::1]:8080, 2001:db8::1, 8080"
  })
  void address_isRead_andWrittenAgain(String text, String host, int port) {
    Instance instance = Instance.parse(text);

    assertThat(instance).isEqualTo(new Instance(host, port));
    assertThat(instance).hasToString(text);
    assertThat(URI.create("http://" + instance + "/x").getPort()).isEqualTo(port);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "host",
        "host:",
        ":8080",
        "host:0",
        "host:65536",
        "host:-1",
        "host:8080 ",
        "http://host:8080",
        "user@host:8080",
        "a_b:8080",
        "host:8080/path",
        "2001:db8::1:8080",
        "0.0.0.0:8080",
        "[::]:8080"
      })
  void address_thatOthersCannotUse_isRefused(String text) {
    assertThatThrownBy(() -> Instance.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("expected ")
        .hasMessageEndingWith(": " + text);
  }
}
