package io.lapse.guestkernel.discipline.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Writes the tables of {@code docs/concepts/ntp.md}, and its plots. */
class NtpPageTest {
  private static final Path CONCEPTS = Path.of("../docs/concepts");

  /** The files as they should be: after a change that is meant, copy them over those. */
  private static final Path REFRESHED = Path.of("target/docs");

  private static final NtpFigures FIGURES = NtpFigures.computed();

  @Test
  void page_showsWhatTheTrialsGive() throws IOException {
    NtpTables tables = new NtpTables(FIGURES);
    String page = Files.readString(CONCEPTS.resolve("ntp.md"));

    String refreshed = between(page, "summary", tables.summary());
    refreshed = between(refreshed, "in flight", NtpTables.inFlight());
    refreshed = between(refreshed, "trials", tables.all());

    assertIsAsItShouldBe("ntp.md", refreshed);
  }

  @Test
  void plotOfTheIntegral_showsWhatTheTrialsGive() throws IOException {
    assertIsAsItShouldBe("ntp.svg", NtpPlot.integral(FIGURES));
  }

  @Test
  void plotOfTheError_showsWhatTheTrialsGive() throws IOException {
    assertIsAsItShouldBe("ntp-error.svg", NtpPlot.error());
  }

  private static String between(String page, String name, String content) {
    String begin = "<!-- " + name + ": begin -->\n";
    String end = "<!-- " + name + ": end -->\n";
    assertThat(page).contains(begin, end);
    return page.substring(0, page.indexOf(begin) + begin.length())
        + content
        + page.substring(page.indexOf(end));
  }

  private static void assertIsAsItShouldBe(String name, String refreshed) throws IOException {
    Files.createDirectories(REFRESHED);
    Files.writeString(REFRESHED.resolve(name), refreshed);

    assertThat(Files.readString(CONCEPTS.resolve(name)))
        .as("docs/concepts/" + name + "; as it should be: guest-kernel/" + REFRESHED + "/" + name)
        .isEqualTo(refreshed);
  }
}
