package io.lapse.telemetry.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenFileTest {
  private static final String FIRST = "first-0123456789-0123456789-0123456789";
  private static final String SECOND = "second.0123456789~0123456789+0123456789==";
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  @TempDir private Path folder;

  @Test
  void everyLine_isAccepted_andTheFirstIsItsOwn() throws IOException {
    TokenFile tokens = TokenFile.read(file("# new\n" + FIRST + "\r\n\n  " + SECOND + "  \n"));

    assertThat(tokens.accepts(FIRST)).isTrue();
    assertThat(tokens.accepts(SECOND)).isTrue();
    assertThat(tokens.own()).isEqualTo(FIRST);
    assertThat(tokens.accepts("# new")).isFalse();
    assertThat(tokens.accepts("")).isFalse();
    assertThat(tokens.accepts(FIRST + "x")).isFalse();
    assertThat(tokens.accepts(FIRST.substring(1))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "# nothing but a comment\n",
        "short-0123456789-0123456789\n",
        "with a blank 0123456789-0123456789-0123456789\n",
        "größe-0123456789-0123456789-0123456789\n"
      })
  void fileWithoutTokens_isRefused_withoutSayingWhatIsInIt(String content) throws IOException {
    Path file = file(content);

    assertThatThrownBy(() -> TokenFile.read(file))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("http.tokens.file: " + file)
        .hasMessageNotContaining("0123456789");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r--r--", "rw----r--", "rw-----w-"})
  void fileThatOthersMayReadOrWrite_isRefused(String permissions) throws IOException {
    Path file = file(FIRST);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));

    assertThatThrownBy(() -> TokenFile.read(file))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("others may read or write it");
  }

  @Test
  void fileThatIsNotThere_isRefused() {
    assertThatThrownBy(() -> TokenFile.read(folder.resolve("none")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("cannot be read");
  }

  @Test
  void fileThatChanges_isReadAgain_andOneThatIsSpoiltIsNot() throws IOException {
    Path file = file(FIRST);
    TokenFile tokens = TokenFile.read(file);
    assertThat(tokens.accepts(SECOND)).isFalse();

    replace(file, SECOND + "\n");
    await(tokens, SECOND);

    assertThat(tokens.accepts(FIRST)).isFalse();
    assertThat(tokens.own()).isEqualTo(SECOND);

    replace(file, "spoilt\n");
    replace(file, FIRST + "\n" + SECOND + "\n");
    await(tokens, FIRST);

    assertThat(tokens.accepts(SECOND)).isTrue();
  }

  private static void await(TokenFile tokens, String token) {
    long deadline = System.nanoTime() + TIMEOUT.toNanos();
    while (!tokens.accepts(token)) {
      assertThat(System.nanoTime() - deadline).as("in time").isNegative();
      Thread.onSpinWait();
    }
  }

  private Path file(String content) throws IOException {
    return written(folder.resolve("tokens"), content);
  }

  private void replace(Path file, String content) throws IOException {
    Path next = written(folder.resolve("tokens.next"), content);
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static Path written(Path file, String content) throws IOException {
    Files.writeString(file, content);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }
}
