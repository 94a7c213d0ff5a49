package io.lapse.producers.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lapse.producers.json.MalformedException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LineReaderTest {

  @Test
  void next_countsLines_andNeedsNoLastLineEnd() throws Exception {
    LineReader lines = lines("a\n\nb", 10);

    assertThat(lines.next().where()).hasToString("f:1");
    assertThat(lines.next().isBlank()).isTrue();
    assertThat(lines.next().text()).isEqualTo("b");
    assertThat(lines.next()).isNull();
  }

  @Test
  void next_refusesALineThatIsTooLong_andReadsOn() throws Exception {
    LineReader lines = lines("1234567890X\n1234567890\n", 10);

    Line tooLong = lines.next();

    assertThatThrownBy(tooLong::text)
        .isInstanceOf(MalformedException.class)
        .hasMessage("longer than 10 bytes: expected a word");
    assertThat(tooLong.isBlank()).isFalse();
    assertThat(lines.next().text()).isEqualTo("1234567890");
    assertThat(lines.next()).isNull();
  }

  @Test
  void text_isWithoutTheLinesEnd_beItLfOrCrLf() throws Exception {
    LineReader lines = lines("a\r\nb\n\r\nc\r", 10);

    assertThat(lines.next().text()).isEqualTo("a");
    assertThat(lines.next().text()).isEqualTo("b");
    assertThat(lines.next().isBlank()).isTrue();
    assertThat(lines.next().text()).isEqualTo("c");
  }

  @Test
  void next_ofNothing_isNothing() throws IOException {
    assertThat(lines("", 10).next()).isNull();
  }

  private static LineReader lines(String text, int lineBytesMax) {
    return LineReader.of(
        "f",
        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
        new LineForm(lineBytesMax, "a word"));
  }
}
