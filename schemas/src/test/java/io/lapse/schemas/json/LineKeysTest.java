package io.lapse.schemas.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A glance at a line sees its guest, and whether it is one JSON object. */
class LineKeysTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"guest\":\"g\",\"x\":1} | g",
        "{\"x\":[{\"guest\":\"inner\"}],\"y\":{\"guest\":\"inner\"},\"guest\":\"g\\u0022\"} | g\""
      })
  void guest_isThatOfTheObjectItself(String line, String guest) {
    assertThat(LineKeys.guest(line)).isEqualTo(guest);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`` | expected a JSON object",
        "[] | expected a JSON object",
        "{\"guest\":\"g\" | expected a JSON object: Unexpected end-of-input",
        "{\"guest\":\"g\"}{} | expected one JSON object, and nothing after it",
        "{\"guest\":1} | expected the key guest with a string",
        "{} | expected the key guest with a string"
      })
  void guest_ofNoSuchLine_saysWhatWasExpected(String line, String message) {
    assertThatThrownBy(() -> LineKeys.guest(line))
        .isInstanceOf(JsonLineException.class)
        .hasMessageStartingWith(message);
  }
}
