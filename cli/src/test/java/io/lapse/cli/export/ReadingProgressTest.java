package io.lapse.cli.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ReadingProgressTest {
  private static final long MILLI = 1_000_000;

  private final StringWriter err = new StringWriter();
  private long nowNanos;

  private ReadingProgress read(boolean terminal, int entries, long nanosEach) {
    ReadingProgress progress = new ReadingProgress(new PrintWriter(err), terminal, () -> nowNanos);
    for (int i = 0; i < entries; i++) {
      nowNanos += nanosEach;
      progress.step();
    }
    return progress;
  }

  @Test
  void longWork_isToldOnATerminal_inOneLine() {
    ReadingProgress progress = read(true, 2_048, MILLI);
    progress.clear();

    assertThat(err)
        .hasToString("\r\u001b[K1,024 entries exported\r\u001b[K2,048 entries exported\r\u001b[K");
  }

  @Test
  void shortWork_orNoTerminal_isNotTold() {
    read(true, 2_048, 1).clear();
    read(false, 100_000, MILLI).clear();

    assertThat(err).hasToString("");
  }
}
