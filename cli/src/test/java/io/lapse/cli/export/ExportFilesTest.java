package io.lapse.cli.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.cli.Cli;
import io.lapse.ledger.account.Entry;
import io.lapse.schemas.json.EntryJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** No file has its final name before it is whole. */
class ExportFilesTest {
  private static final Entry FIRST = LedgerLines.closed("vm-1", "vm-1/a", 1_000, 2_000);
  private static final Entry SECOND = LedgerLines.closed("vm-1", "vm-1/b", 5_000, 2_000);

  @TempDir private Path folder;
  private Path ledger;
  private Path out;

  @BeforeEach
  void begin() throws IOException {
    ledger = folder.resolve("ledger.jsonl");
    out = Files.createDirectory(folder.resolve("out"));
  }

  private Cli.Result export(ExportFormat format, List<Entry> entries) throws IOException {
    Files.write(ledger, entries.stream().map(EntryJson::write).toList());
    return Cli.run("export", "--ledger", ledger, "--out", out, "--format", format);
  }

  private List<String> files() throws IOException {
    try (Stream<Path> all = Files.list(out)) {
      return all.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void linesOutOfOrder_areAFailure_thatSaysWhere() throws IOException {
    Cli.Result result = export(ExportFormat.CSV, List.of(SECOND, FIRST));

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err())
        .startsWith(
            "lapse: "
                + ledger
                + ":2: entry 1 of vm-1/a does not come after the line before it; expected");
    assertThat(files()).isEmpty();
  }

  @Test
  void lineThatStandsTwice_isAFailure() throws IOException {
    Cli.Result result = export(ExportFormat.CSV, List.of(FIRST, FIRST));

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).contains(ledger + ":2: entry 1 of vm-1/a does not come after");
  }

  @Test
  void failedExport_leavesTheFilesOfTheOneBefore() throws IOException {
    assertThat(export(ExportFormat.CSV, List.of(FIRST)).exitCode()).isZero();
    String before = Files.readString(out.resolve("ledger.csv"));

    Cli.Result result = export(ExportFormat.CSV, List.of(SECOND, FIRST));

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(files())
        .containsExactly("ledger.csv", "outages.csv", "postings.csv", "violations.csv");
    assertThat(Files.readString(out.resolve("ledger.csv"))).isEqualTo(before);
  }

  @Test
  void partOfAKilledExport_isReplaced() throws IOException {
    Files.writeString(out.resolve("ledger.csv.part"), "x".repeat(100_000));

    Cli.Result result = export(ExportFormat.CSV, List.of(FIRST));

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(files()).doesNotContain("ledger.csv.part");
    assertThat(Files.readAllLines(out.resolve("ledger.csv"))).hasSize(2);
  }

  /** {@code /dev/full} is a disk without room. */
  @ParameterizedTest
  @EnumSource(ExportFormat.class)
  void fullDisk_isAFailure_andLeavesNothing(ExportFormat format) throws IOException {
    Path part = out.resolve("postings." + format.word() + ".part");
    Files.createSymbolicLink(part, Path.of("/dev/full"));

    Cli.Result result = export(format, many());

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.out()).isEmpty();
    assertThat(result.err())
        .startsWith("lapse: cannot write to " + part)
        .contains("No space left on device");
    assertThat(files()).isEmpty();
  }

  private static List<Entry> many() {
    List<Entry> many = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      many.add(LedgerLines.closed("vm-1", "vm-1/" + i, i * 10_000L, 2_000 + i));
    }
    return many;
  }

  @Test
  void folderThatIsAFile_isAFailure() throws IOException {
    out = Files.writeString(folder.resolve("file"), "");

    Cli.Result result = export(ExportFormat.CSV, List.of(FIRST));

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).startsWith("lapse: cannot write to " + out);
  }

  @Test
  void fileThatCannotBeBegun_takesTheOthersWithIt() throws IOException {
    Files.createDirectory(out.resolve("postings.csv.part"));

    Cli.Result result = export(ExportFormat.CSV, List.of(FIRST));

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).startsWith("lapse: cannot write to " + out.resolve("postings.csv"));
    assertThat(files()).containsExactly("postings.csv.part");
  }
}
