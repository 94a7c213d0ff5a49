package io.lapse.producers.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lapse.producers.json.MalformedException;
import java.math.BigDecimal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalsTest {

  @ParameterizedTest
  @CsvSource({
    "0.000012345, 12345",
    "-0.000012345, -12345",
    "-0.000000000, 0",
    "1795580781, 1795580781000000000",
    "1.5, 1500000000",
    "9223372036.854775807, 9223372036854775807",
    "-9223372036.854775808, -9223372036854775808",
  })
  void nanosOfSeconds_isExact(String text, long nanos) throws MalformedException {
    assertThat(Decimals.nanosOfSeconds("offset", text)).isEqualTo(nanos);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        ".5",
        "1.",
        "+1",
        " 1",
        "1e9",
        "1,5",
        "0x1",
        "nan",
        "inf",
        "\u0661",
        "9223372036.854775808",
        "0.0000000001",
        "1000000000000000000000"
      })
  void nanosOfSeconds_refusesWhatIsNone_orDoesNotFit(String text) {
    assertThatThrownBy(() -> Decimals.nanosOfSeconds("offset", text))
        .isInstanceOf(MalformedException.class)
        .hasMessage(
            "offset must be seconds, with at most 9 decimal places, within 64 bits of ns: " + text);
  }

  @Property
  void nanosOfSeconds_undoesDivision(@ForAll long nanos) throws MalformedException {
    String text = BigDecimal.valueOf(nanos, 9).toPlainString();

    assertThat(Decimals.nanosOfSeconds("offset", text)).isEqualTo(nanos);
  }

  @ParameterizedTest
  @CsvSource({"-123.456, -123456", "0.005, 5", "16000000, 16000000000"})
  void nanosOfMicros_isExact(String text, long nanos) throws MalformedException {
    assertThat(Decimals.nanosOfMicros("offset", text)).isEqualTo(nanos);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0001", "9223372036854775.808"})
  void nanosOfMicros_refusesWhatDoesNotFit(String text) {
    assertThatThrownBy(() -> Decimals.nanosOfMicros("offset", text))
        .isInstanceOf(MalformedException.class)
        .hasMessage(
            "offset must be us, with at most 3 decimal places, within 64 bits of ns: " + text);
  }
}
