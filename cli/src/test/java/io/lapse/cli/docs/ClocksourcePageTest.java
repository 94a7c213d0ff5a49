package io.lapse.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.cli.Cli;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Executes {@code docs/reference/clocksource.md}: each command must print what is under it. */
class ClocksourcePageTest {
  private static final String PROMPT = "$ ./lapse ";

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
    Cli.Result result = Cli.run((Object[]) command.split(" ", -1));
    assertThat(result.exitCode()).as(result.err()).isZero();
    shown.append(line).append('\n').append(result.out()).append(result.err());
  }

  @Test
  void page_showsWhatTheCommandPrints() throws IOException {
    Page page = Page.read("reference/clocksource.md");

    String refreshed = page.with(this::executed);

    page.assertIs(refreshed);
    assertThat(commands).hasSize(5).allMatch(command -> command.startsWith("clocksource "));
  }
}
