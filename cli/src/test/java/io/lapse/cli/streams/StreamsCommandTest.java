package io.lapse.cli.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.cli.Cli;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user gets wrong. That it keeps a ledger, and how it ends, stands in Scenario010. */
class StreamsCommandTest {
  @TempDir private Path folder;

  private Cli.Result run(String text) throws IOException {
    return Cli.run(
        "streams",
        "--properties",
        Files.writeString(folder.resolve("ledger.properties"), text).toString());
  }

  @Test
  void properties_thatAreNotThere_areWrongUsage() {
    Cli.Result result = Cli.run("streams", "--properties", folder.resolve("none"));

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("none: expected a readable properties file");
  }

  @Test
  void properties_withAnIllegalValue_areWrongUsage() throws Exception {
    Cli.Result result = run("bootstrap.servers=127.0.0.1:1\nreactions.accept=guessed\n");

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err())
        .contains("Invalid value guessed for configuration reactions.accept")
        .doesNotContain("keeping the ledger");
  }

  @Test
  void brokers_thatDoNotAnswer_areAFailure() throws Exception {
    Cli.Result result =
        run(
            """
            bootstrap.servers=127.0.0.1:1
            default.api.timeout.ms=500
            request.timeout.ms=400
            """);

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.out()).isEmpty();
    assertThat(result.err())
        .contains("streams: keeping the ledger; stop it with Ctrl-C")
        .contains("ledger.properties: the brokers do not describe their topics");
  }
}
