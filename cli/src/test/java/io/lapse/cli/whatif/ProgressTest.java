package io.lapse.cli.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private final StringWriter shown = new StringWriter();

  @Test
  void terminal_isLeftToWhatFollows() {
    Progress progress = Progress.begin(new PrintWriter(shown), true);

    progress.show();
    progress.close();
    progress.show();

    assertThat(shown.toString())
        .startsWith("\r\u001b[K0 events read, 0 guests swept")
        .endsWith("\r\u001b[K");
  }

  @Test
  void elsewhere_nothingIsShown() {
    Progress progress = Progress.begin(new PrintWriter(shown), false);

    progress.close();

    assertThat(shown.toString()).isEmpty();
  }
}
