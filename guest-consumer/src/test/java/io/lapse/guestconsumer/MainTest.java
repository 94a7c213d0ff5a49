package io.lapse.guestconsumer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A user's mistake is an exit status and a line of the log, never a stack trace. */
class MainTest {
  @TempDir private Path folder;

  private String file(String text) throws IOException {
    return Files.writeString(folder.resolve("guest.properties"), text).toString();
  }

  @Test
  void main_withoutAFile_isWrongUsage() {
    assertThat(Main.run()).isEqualTo(Main.WRONG_USAGE);
  }

  @Test
  void main_withAFileThatIsNotThere_isWrongUsage() {
    assertThat(Main.run(folder.resolve("none").toString())).isEqualTo(Main.WRONG_USAGE);
  }

  @Test
  void main_withoutBrokers_isWrongUsage() throws IOException {
    assertThat(Main.run(file("guests=a\n"))).isEqualTo(Main.WRONG_USAGE);
  }

  @Test
  void main_withABadUnicodeEscape_isWrongUsage() throws IOException {
    assertThat(Main.run(file("a=\\u00zz\n"))).isEqualTo(Main.WRONG_USAGE);
  }

  @Test
  void main_whereItsPortIsTaken_givesUp() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String properties =
          file("bootstrap.servers=127.0.0.1:1\nhttp.port=" + taken.getLocalPort() + "\n");

      assertThat(Main.run(properties)).isEqualTo(Main.GAVE_UP);
    }
  }

  @Test
  void main_whereNoBrokerAnswers_givesUp() throws IOException {
    String properties = file("bootstrap.servers=127.0.0.1:1\nmax.block.ms=500\n");

    assertThat(Main.run(properties)).isEqualTo(Main.GAVE_UP);
  }
}
