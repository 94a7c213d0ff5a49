package io.lapse.cli.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.cli.machine.Python;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Blocks of Python that are run one after the other, in one process. */
final class PythonBlocks {
  /** Ends what a block prints: no CSV holds it. */
  private static final String END = "\u001e";

  private static final int SECONDS_MAX = 120;

  private final Path folder;
  private final List<String> names = new ArrayList<>();
  private final StringBuilder program = new StringBuilder();
  private List<String> printed = List.of();

  /**
   * @param folder in which they run
   */
  PythonBlocks(Path folder) {
    this.folder = folder;
  }

  void add(String name, String block) {
    names.add(name);
    program.append(block).append("print('\\x1e', end='')\n");
  }

  List<String> names() {
    return names;
  }

  /** Runs them all. */
  void run() throws IOException, InterruptedException {
    Path script = Files.writeString(folder.resolve("blocks.py"), program);
    Path out = folder.resolve("blocks.out");
    Path err = folder.resolve("blocks.err");
    ProcessBuilder builder =
        new ProcessBuilder(Python.command(), script.toString())
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().put("PYTHONIOENCODING", "utf-8");
    Process process = builder.start();
    assertThat(process.waitFor(SECONDS_MAX, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(err)).isZero();
    printed = List.of(Files.readString(out).split(END, -1));
  }

  /** What a block printed, without the empty line at its end. */
  String printed(String name) {
    return printed.get(names.indexOf(name)).stripTrailing() + '\n';
  }

  /** The rows of the simple CSV that a block printed. */
  List<List<@Nullable String>> rows(String name) {
    List<List<@Nullable String>> rows = new ArrayList<>();
    for (String line : printed(name).lines().skip(1).toList()) {
      List<@Nullable String> row = new ArrayList<>();
      for (String cell : line.split(",", -1)) {
        boolean truth = cell.equals("True") || cell.equals("False");
        row.add(truth ? cell.toLowerCase(Locale.ROOT) : cell);
      }
      rows.add(row);
    }
    return rows;
  }
}
