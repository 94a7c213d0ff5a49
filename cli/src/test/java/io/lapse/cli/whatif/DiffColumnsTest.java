package io.lapse.cli.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.cli.Cli;
import io.lapse.ledger.account.Entry;
import io.lapse.schemas.json.EntryJson;
import io.lapse.whatif.diff.Column;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A difference names the columns of {@code ledger.jsonl}, and writes what they hold as it does. */
class DiffColumnsTest {
  @TempDir private Path folder;

  @Test
  void columns_areTheLinesOfTheLedger() {
    Cli.Result replay =
        Cli.run(
            "replay", "--manifest", Cli.manifest("C_live6"), "--reactions", "emulated", "--json");

    assertThat(replay.out().lines()).hasSize(12).allMatch(line -> line.equals(columns(line)));
  }

  @Test
  void columns_areTheLinesOfTheLedger_whateverIsNull() throws IOException {
    Path input =
        Files.write(
            folder.resolve("events"),
            List.of(
                "{\"kind\":\"stopped\",\"tai_ns\":1795383000000000000,\"host\":\"h\\\"\\\\é\"}",
                "{\"kind\":\"restarted\",\"tai_ns\":1795383001000000000,\"host\":\"h1\","
                    + "\"compensated_ns\":1000000}",
                "{\"kind\":\"restarted\",\"tai_ns\":1795383002000000000,\"host\":\"h2\"}",
                "{\"kind\":\"stopped\",\"tai_ns\":1795383003000000000,\"host\":\"h2\"}"));

    Cli.Result replay =
        Cli.run("replay", "--input", "format=jsonl,guest=g,path=" + input, "--json");

    assertThat(replay.out())
        .contains("\"verdict\":null", "\"kind\":null", "\"destination_host\":null");
    assertThat(replay.out().lines()).hasSize(3).allMatch(line -> line.equals(columns(line)));
  }

  /** The line, put together from its columns. */
  private static String columns(String line) {
    Entry entry = EntryJson.read(line);
    return Arrays.stream(Column.values())
        .map(column -> "\"" + column.key() + "\":" + column.json(entry))
        .collect(Collectors.joining(",", "{", "}"));
  }
}
