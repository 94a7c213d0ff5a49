package io.lapse.cli.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.cli.Cli;
import io.lapse.ledger.account.Entry;
import io.lapse.schemas.json.EntryJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ExportCommandTest {
  /** 2026-11-22T00:00:00Z. */
  private static final long DAY = 1_795_305_637_000_000_000L;

  private static final long HOUR = 3_600_000_000_000L;
  private static final Entry FIRST = LedgerLines.closed("vm-1", "vm-1/a", DAY, 2_000_000_000L);
  private static final Entry SECOND =
      LedgerLines.closed("vm-1", "vm-1/b", DAY + HOUR, 3_000_000_000L);
  private static final Entry OPEN = LedgerLines.open("vm-2", "vm-2/c", DAY + 2 * HOUR);

  @TempDir private Path folder;
  private Path ledger;
  private Path out;

  @BeforeEach
  void writeLedger() throws IOException {
    ledger = LedgerLines.write(folder.resolve("ledger.jsonl"), List.of(FIRST, SECOND, OPEN));
    out = folder.resolve("out");
  }

  private Cli.Result export(Object... more) {
    List<Object> words = new ArrayList<>(List.of("export", "--ledger", ledger, "--out", out));
    words.addAll(Arrays.asList(more));
    return Cli.run(words.toArray());
  }

  private List<String> files() throws IOException {
    try (Stream<Path> all = Files.list(out)) {
      return all.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private List<String> outages() throws IOException {
    return Files.readAllLines(out.resolve("outages.csv")).stream()
        .skip(1)
        .map(line -> line.split(",", -1)[1].replace("\"", ""))
        .toList();
  }

  @Test
  void export_writesFourTables_andSaysHowManyRows() throws IOException {
    Cli.Result table = export();
    Cli.Result json = export("--json");

    assertThat(table.exitCode()).as(table.err()).isZero();
    assertThat(table.err()).isEmpty();
    assertThat(table.out())
        .isEqualTo(
            """
            file            rows
            --------------  ----
            ledger.csv         3
            outages.csv        3
            violations.csv     4
            postings.csv       4
            """);
    assertThat(json.out())
        .startsWith(
            "{\"format\":\"csv\",\"files\":[{\"table\":\"ledger\",\"path\":\""
                + out.resolve("ledger.csv")
                + "\",\"rows\":3},{\"table\":\"outages\"")
        .endsWith("\"rows\":4}],\"refused\":0}\n");
    assertThat(files())
        .containsExactly("ledger.csv", "outages.csv", "postings.csv", "violations.csv");
    assertThat(outages()).containsExactly("vm-1/a", "vm-1/b", "vm-2/c");
  }

  @Test
  void outageWithSeveralEntries_isOneRow_asTheLastLeavesIt() throws IOException {
    Cli.Result replayed =
        Cli.run(
            "replay",
            "--manifest",
            Cli.RECORDINGS.resolve("D_std_J60/manifest-claims.json"),
            "--reactions",
            "emulated",
            "--out",
            folder);
    assertThat(replayed.exitCode()).as(replayed.err()).isZero();

    export();

    List<String> ledgerRows = Files.readAllLines(out.resolve("ledger.csv"));
    assertThat(ledgerRows).hasSize(3);
    assertThat(Files.readAllLines(out.resolve("outages.csv")).get(1))
        .startsWith(
            "\"probe-std\",\"probe-std/6d735025d741a0824dd8080b4cca4710\",2,"
                + "\"2026-11-22T21:29:29.331253000Z\",\"2026-11-22T21:36:31.186698000Z\",")
        .contains(",421855445000,", ",361854704300,");
    assertThat(Files.readAllLines(out.resolve("postings.csv"))).hasSize(1 + 3 + 2);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-22T01:00:00Z, 2026-11-22T02:00:00Z, vm-1/b",
    "tai:1795305637000000000, tai:1795305637000000001, vm-1/a",
    "2026-11-22T02:00:00Z, 2027-01-01T00:00:00Z, vm-2/c",
    "2027-01-01T00:00:00Z, 2028-01-01T00:00:00Z, "
  })
  void range_choosesOutagesByStop_fromIncludedToNot(String from, String to, String outage)
      throws IOException {
    Cli.Result result = export("--from", from, "--to", to);

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(String.join(",", outages())).isEqualTo(outage == null ? "" : outage);
  }

  @ParameterizedTest
  @CsvSource({
    "--from,03:12,--from: expected RFC 3339",
    "--to,yesterday,--to: expected RFC 3339",
    "--format,parquet,--format"
  })
  void badOption_isWrongUsage(String option, String value, String message) {
    Cli.Result result = export(option, value);

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains(message);
    assertThat(out).doesNotExist();
  }

  @Test
  void emptyRange_isWrongUsage() {
    Cli.Result result = export("--from", "tai:5", "--to", "tai:5");

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("expected --from before --to");
  }

  @Test
  void ledgerAndCluster_orNeither_isWrongUsage() {
    assertThat(export("--bootstrap-server", "localhost:1").exitCode()).isEqualTo(2);
    assertThat(Cli.run("export", "--out", out).exitCode()).isEqualTo(2);
  }

  @Test
  void badLines_areNamed_andTheRestIsExported() throws IOException {
    Files.write(ledger, new byte[] {(byte) 0xff, '\n'});
    String halfPair = EntryJson.write(FIRST).replace("\"h,2\"", "\"\\ud800\"");
    Files.write(
        ledger,
        List.of("{\"guest\":\"vm-1\"}", halfPair, EntryJson.write(SECOND)),
        StandardCharsets.UTF_8,
        StandardOpenOption.APPEND);

    Cli.Result result = export("--json");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.out()).endsWith("\"refused\":3}\n");
    assertThat(result.err().lines().toList())
        .satisfiesExactly(
            first -> assertThat(first).startsWith(ledger + ":1: not UTF-8"),
            second -> assertThat(second).startsWith(ledger + ":2: expected the keys "),
            third -> assertThat(third).isEqualTo(ledger + ":3: " + UNICODE),
            last ->
                assertThat(last)
                    .isEqualTo("lapse: 3 could not be read, and are not exported; see above"));
    assertThat(outages()).containsExactly("vm-1/b");
  }

  private static final String UNICODE = "expected valid Unicode, without half of a surrogate pair";

  @Test
  void fileWithoutOneGoodLine_isAFailure_andLeavesNothing() throws IOException {
    Files.writeString(ledger, "no json\n");

    Cli.Result result = export();

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).contains(ledger + ": no line could be read; expected a ledger.jsonl");
    assertThat(files()).isEmpty();
  }

  @Test
  void missingFile_isAFailure() {
    ledger = folder.resolve("none.jsonl");

    Cli.Result result = export();

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err())
        .isEqualTo("lapse: " + ledger + ": no such file; expected a ledger.jsonl\n");
  }

  @ParameterizedTest
  @EnumSource(ExportFormat.class)
  void emptyLedger_givesTablesWithoutRows(ExportFormat format) throws Exception {
    Files.writeString(ledger, "");

    Cli.Result result = export("--format", format);

    assertThat(result.exitCode()).as(result.err()).isZero();
    if (format == ExportFormat.CSV) {
      assertThat(Files.readAllLines(out.resolve("postings.csv")))
          .containsExactly("\"guest\",\"outage_id\",\"entry_number\",\"account\",\"amount_ns\"");
    } else {
      assertThat(AvroRows.read(out.resolve("postings.avro")).rows()).isEmpty();
    }
  }
}
