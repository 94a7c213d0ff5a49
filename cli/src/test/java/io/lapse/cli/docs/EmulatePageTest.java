package io.lapse.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.cli.Cli;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Executes {@code docs/reference/emulate.md}: its files, and what the command says of them. */
class EmulatePageTest {
  private static final String FILE = "json ";
  private static final String COMMAND = "$ ./lapse emulate ";

  @TempDir private Path folder;

  private final List<Integer> exitCodes = new ArrayList<>();

  private String executed(Page.Block block) {
    if (block.kind().startsWith(FILE)) {
      write(block.kind().substring(FILE.length()), block.body());
    }
    return block.body().startsWith(COMMAND)
        ? run(block.body().lines().toList().get(0))
        : block.body();
  }

  private void write(String name, String text) {
    try {
      Files.writeString(folder.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String run(String command) {
    Cli.Result result = Cli.run("emulate", folder.resolve(command.substring(COMMAND.length())));
    exitCodes.add(result.exitCode());
    return (command + '\n' + result.out() + result.err()).replace(folder + "/", "");
  }

  @Test
  void page_showsWhatTheCommandPrints() throws IOException {
    Page page = Page.read("reference/emulate.md");

    String refreshed = page.with(this::executed);

    page.assertIs(refreshed);
    assertThat(exitCodes).containsExactly(0, 1);
  }
}
