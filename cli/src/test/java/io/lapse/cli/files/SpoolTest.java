package io.lapse.cli.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpoolTest {
  private static final String TEXT = "0123456789 €uro ";

  private static String drained(Spool spool) throws IOException {
    StringWriter out = new StringWriter();
    spool.drainTo(out);
    return out.toString();
  }

  /** The euro sign is cut in half at some sizes. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 12, 18, 100, 1_000_000})
  void text_comesBackWhole_howeverLittleIsKeptInMemory(int memoryMax) throws IOException {
    byte[] bytes = TEXT.getBytes(StandardCharsets.UTF_8);
    try (Spool spool = new Spool(memoryMax)) {
      for (int round = 1; round <= 3; round++) {
        for (int i = 0; i < 20 * round; i++) {
          spool.write(bytes, 0, 13);
          spool.write(bytes, 13, bytes.length - 13);
        }

        assertThat(drained(spool)).isEqualTo(TEXT.repeat(20 * round));
        assertThat(drained(spool)).isEmpty();
      }
    }
  }
}
