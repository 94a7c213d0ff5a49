package io.lapse.cli.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lapse.cli.Cli;
import io.lapse.cli.text.AsciiJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The example of {@code docs/reference/export.md}: a generated fleet, its books and their export.
 */
final class PageFleet {
  private static final List<String> COMMANDS =
      List.of(
          "fleet --guests 100 --hosts 4 --days 30 --seed 5 --out fleet",
          "replay --manifest fleet/manifest.json --policy threshold_ns=100ms --out books",
          "export --ledger books/ledger.jsonl --out csv");
  private static final List<String> PATHS = List.of("fleet", "books", "csv");

  private final Path folder;
  private final String shown;

  private PageFleet(Path folder, String shown) {
    this.folder = folder;
    this.shown = shown;
  }

  /** Runs the commands. */
  static PageFleet make(Path folder) {
    StringBuilder shown = new StringBuilder();
    for (String command : COMMANDS) {
      List<Object> words = new ArrayList<>();
      for (String word : command.split(" ", -1)) {
        boolean path = words.size() > 0 && PATHS.contains(word.split("/", -1)[0]);
        words.add(path ? folder.resolve(word) : word);
      }
      Cli.Result result = Cli.run(words.toArray());
      assertThat(result.exitCode()).as(result.err()).isZero();
      shown
          .append("$ ./lapse ")
          .append(command)
          .append('\n')
          .append(result.out().replace(folder + "/", ""));
    }
    return new PageFleet(folder, shown.toString());
  }

  Path folder() {
    return folder;
  }

  /** The commands, each with what it prints. */
  String shown() {
    return shown;
  }

  ExpectedAnswers answers() throws IOException {
    List<JsonNode> evidence =
        Files.readAllLines(folder.resolve("books/evidence.jsonl")).stream()
            .map(AsciiJson::parsed)
            .toList();
    return new ExpectedAnswers(LedgerLines.read(folder.resolve("books/ledger.jsonl")), evidence);
  }
}
