package io.lapse.ledger.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lapse.ledger.time.TaiInstant;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FleetKeyTest {
  private static final long AT = 1_795_383_005L;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1h/1795381200/fleet",
        "1h/1795381200/source/h1",
        "1h/1795381200/destination/h2",
        "1h/1795381200/pair/h1>h2",
        "1h/1795381200/pair/a%3Eb>c%2Fd%25%3D",
        "1d/0000086400/label/zone=größe-🕰",
        "15min/1795381200/class/",
      })
  void text_isReadAsItIsWritten(String text) {
    assertThat(FleetKey.parse(text).text()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1h",
        "1h/1/fleet",
        "1h/1795381200/",
        "1h/1795381200/fleet/x",
        "1h/1795381200/pair/a",
        "1x/1795381200/fleet",
        "0h/1795381200/fleet",
        "1h/1795381200/source/%4",
        "1h/1795381200/host/a"
      })
  void otherTexts_areRefused(String text) {
    assertThatThrownBy(() -> FleetKey.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.strings().withChars("ab/>=%~\u0000\n\u007fü🕰").ofMaxLength(6);
  }

  @Property
  void names_ofAnyForm_comeBack(@ForAll("names") String one, @ForAll("names") String other) {
    for (Dimension dimension :
        new Dimension[] {
          new Dimension.Pair(one, other), new Dimension.Label(one, other), new Dimension.Source(one)
        }) {
      FleetKey key = new FleetKey(FleetWindow.DAY, 86_400, dimension);

      assertThat(FleetKey.parse(key.text())).isEqualTo(key);
      assertThat(key.text()).doesNotContainPattern("\\p{Cntrl}");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1s, 1, 1795383005",
    "90s, 90, 1795383000",
    "2min, 120, 1795383000",
    "1h, 3600, 1795381200",
    "24h, 86400, 1795305600",
    "1d, 86400, 1795305600",
    "7d, 604800, 1795046400"
  })
  void window_beginsAtAMultipleOfItsLength(String text, long seconds, long start) {
    FleetWindow window = FleetWindow.parse(text);

    assertThat(window.seconds()).isEqualTo(seconds);
    assertThat(window.startSeconds(new TaiInstant(AT * 1_000_000_000))).isEqualTo(start);
    assertThat(FleetWindow.parse(window.text())).isEqualTo(window);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1", "h", "0h", "-1h", "1.5h", "1w", "9999999999d"})
  void otherWindows_areRefused(String text) {
    assertThatThrownBy(() -> FleetWindow.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected a window as in 15min, 1h or 1d: " + text);
  }
}
