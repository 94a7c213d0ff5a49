package io.lapse.cli.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.cli.Cli;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a user gets wrong. That it keeps a ledger, and how it ends, stands in Scenario010. */
class StreamsCommandTest {
  private static final String NO_BROKER =
      """
      bootstrap.servers=127.0.0.1:1
      default.api.timeout.ms=500
      request.timeout.ms=400
      """;

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
    Cli.Result result = run(NO_BROKER);

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.out()).isEmpty();
    assertThat(result.err())
        .contains("streams: keeping the ledger; stop it with Ctrl-C")
        .contains("ledger.properties: the brokers do not describe their topics");
  }

  private Cli.Result runWith(Object... more) throws IOException {
    Path file = Files.writeString(folder.resolve("ledger.properties"), NO_BROKER);
    List<Object> words = new ArrayList<>(List.of("streams", "--properties", file));
    words.addAll(List.of(more));
    return Cli.run(words.toArray());
  }

  @Test
  void replay_withoutABroker_isAFailure_andWritesNothing() throws Exception {
    Path out = folder.resolve("out");

    Cli.Result result = runWith("--replay", "--out", out);

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.out()).isEmpty();
    assertThat(result.err())
        .contains("ledger.properties: the brokers do not describe their topics");
    assertThat(out).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--policy threshold_ns=1s",
        "--from tai:1",
        "--to tai:1",
        "--out x",
        "--replay-id a",
        "--json",
        "--delete-after",
        "--clean a"
      })
  void optionOfAReplay_withoutIt_isWrongUsage(String option) throws Exception {
    Cli.Result result = runWith((Object[]) option.split(" "));

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("expected --replay beside them");
  }

  @ParameterizedTest
  @CsvSource({
    "--from yesterday, --from: expected RFC 3339",
    "--to yesterday, --to: expected RFC 3339",
    "--from tai:2 --to tai:1, --from: expected an instant before --to: tai:2",
    "--from tai:1 --to tai:1, --from: expected an instant before --to: tai:1",
    "--replay-id a.b, '--replay-id: expected 1 to 64 letters, digits, - and _'",
    "--clean a/b, '--clean: expected 1 to 64 letters, digits, - and _'",
    "--clean a --json, --clean removes a replay and runs none",
    "--policy threshold_ns=soon, --policy: ",
    "--policy treshold_ns=1s, --policy: unknown policy key 'treshold_ns'"
  })
  void replay_thatIsAskedForWrongly_isWrongUsage(String options, String message) throws Exception {
    Cli.Result result = runWith((Object[]) ("--replay " + options).split(" "));

    assertThat(result.exitCode()).as(result.err()).isEqualTo(2);
    assertThat(result.err()).contains(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ledger.jsonl", "ledger.partial.jsonl", "replay.json"})
  void folderWithTheFilesOfAnotherReplay_isWrongUsage(String file) throws Exception {
    Files.writeString(folder.resolve(file), "");

    Cli.Result result = runWith("--replay", "--out", folder);

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("expected a folder without " + file + " of another replay");
  }

  @Test
  void policiesThatConflict_areWrongUsage() throws Exception {
    Path policies =
        Files.writeString(
            folder.resolve("policies.json"),
            """
            [{"class": "default", "version": 1, "threshold_ns": "1s"},
             {"class": "default", "version": 1, "threshold_ns": "2s"}]
            """);

    Cli.Result result = runWith("--replay", "--policy", policies);

    assertThat(result.exitCode()).as(result.err()).isEqualTo(2);
    assertThat(result.err()).contains("--policy: " + policies + ":");
  }
}
