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
  void next_keepsLines_acrossWhatIsReadAtOnce() throws Exception {
    String long1 = "a".repeat(70_000);
    String long2 = "b".repeat(200_000);
    LineReader lines = lines(long1 + "\n" + long2 + "\nc\n" + "d".repeat(400_000) + "\ne", 200_000);

    Line first = lines.next();
    Line second = lines.next();
    Line third = lines.next();
    Line tooLong = lines.next();
    Line last = lines.next();

    assertThat(first.text()).isEqualTo(long1);
    assertThat(second.text()).isEqualTo(long2);
    assertThat(third.text()).isEqualTo("c");
    assertThat(tooLong.isTooLong()).isTrue();
    assertThat(tooLong.where()).hasToString("f:4");
    assertThat(last.text()).isEqualTo("e");
    assertThat(lines.next()).isNull();
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
