package io.lapse.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.cli.Cli;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Executes {@code docs/reference/vmclock.md}: each command must print what is under it. */
class VmclockPageTest {
  private static final String PROMPT = "$ ./lapse ";

  @TempDir private Path folder;

  private final List<String> commands = new ArrayList<>();

  /** A block without a command is left as it is. */
  private String executed(Page.Block block) {
    if (!block.body().startsWith(PROMPT)) {
      return block.body();
    }
    StringBuilder shown = new StringBuilder();
    block.body().lines().filter(line -> line.startsWith(PROMPT)).forEach(line -> run(line, shown));
    return shown.toString();
  }

  private void run(String line, StringBuilder shown) {
    String command = line.substring(PROMPT.length());
    commands.add(command);
    List<Object> words = new ArrayList<>();
    for (String word : command.split(" ", -1)) {
      words.add(
          word.endsWith(".json")
              ? Cli.RECORDINGS.resolve(word)
              : word.equals("page") ? folder.resolve(word) : word);
    }
    Cli.Result result = Cli.run(words.toArray());
    assertThat(result.exitCode()).as(result.err()).isZero();
    shown.append(line).append('\n').append((result.out() + result.err()).replace(folder + "/", ""));
  }

  @Test
  void page_showsWhatTheCommandPrints() throws IOException {
    Page page = Page.read("reference/vmclock.md");

    String refreshed = page.with(this::executed);

    page.assertIs(refreshed);
    assertThat(commands).hasSize(3).allMatch(command -> command.startsWith("vmclock "));
  }
}
