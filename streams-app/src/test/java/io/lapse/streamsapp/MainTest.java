package io.lapse.streamsapp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A user's mistake is an exit status and a line of the log, never a stack trace. */
class MainTest {
  @TempDir private Path folder;

  private String file(String text) throws IOException {
    return Files.writeString(folder.resolve("ledger.properties"), text).toString();
  }

  @Test
  void main_withoutAFile_isWrongUsage() throws Exception {
    assertThat(Main.run()).isEqualTo(Main.WRONG_USAGE);
  }

  @Test
  void main_withAFileThatIsNotThere_isWrongUsage() throws Exception {
    assertThat(Main.run(folder.resolve("none").toString())).isEqualTo(Main.WRONG_USAGE);
  }

  @Test
  void main_withoutBrokers_isWrongUsage() throws Exception {
    assertThat(Main.run(file("application.id=a\n"))).isEqualTo(Main.WRONG_USAGE);
  }

  @Test
  void main_withAnUnknownOrigin_isWrongUsage() throws Exception {
    String properties = file("bootstrap.servers=127.0.0.1:1\nreactions.accept=guessed\n");

    assertThat(Main.run(properties)).isEqualTo(Main.WRONG_USAGE);
  }

  @Test
  void main_withPriorsThatAreNone_isWrongUsage() throws Exception {
    String properties =
        file("bootstrap.servers=127.0.0.1:1\ntimers.priors=" + folder.resolve("gone") + "\n");

    assertThat(Main.run(properties)).isEqualTo(Main.WRONG_USAGE);
  }

  @Test
  void main_withABadUnicodeEscape_isWrongUsage() throws Exception {
    assertThat(Main.run(file("a=\\u00zz\n"))).isEqualTo(Main.WRONG_USAGE);
  }

  @Test
  void main_whereNoBrokerAnswers_givesUp() throws Exception {
    String properties =
        file("bootstrap.servers=127.0.0.1:1\ndefault.api.timeout.ms=500\nrequest.timeout.ms=400\n");

    assertThat(Main.run(properties)).isEqualTo(Main.GAVE_UP);
  }
}
