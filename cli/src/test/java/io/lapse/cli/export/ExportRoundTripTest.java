package io.lapse.cli.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lapse.cli.Cli;
import io.lapse.cli.docs.Page;
import io.lapse.cli.machine.Machine;
import io.lapse.cli.machine.Needs;
import io.lapse.cli.text.AsciiJson;
import io.lapse.ledger.account.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes into the files comes out of them again, whoever chose the names. */
class ExportRoundTripTest {
  private static final long NANOS = 1_795_383_006_331_253_123L;

  /** What a host may be called, and a program that reads a table may stumble over. */
  private static final List<String> NAMES =
      List.of(
          "a,b",
          "say \"hi\"",
          "two\nlines",
          "three\r\nlines\r",
          "=HYPERLINK(\"http://x\")",
          "+1",
          "-1",
          "@SUM(A1)",
          "#comment",
          "NA",
          "null",
          "007",
          "1e5",
          "2026-11-22",
          "true",
          " spaces ",
          "tab\there",
          "\"",
          "'",
          "\\",
          "\u0085\u2028\u202e",
          "\ud83d\udc27",
          "日本語");

  @TempDir private Path folder;

  private void export(Path ledger, String format) {
    Cli.Result result = Cli.run("export", "--ledger", ledger, "--format", format, "--out", folder);

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.err()).isEmpty();
  }

  private static <R> List<List<@Nullable String>> expected(Table<R> table, List<R> rows) {
    List<List<@Nullable String>> all = new ArrayList<>();
    for (R row : rows) {
      List<@Nullable String> cells = new ArrayList<>();
      for (Column<R> column : table.columns()) {
        Object value = column.value().apply(row);
        cells.add(
            value instanceof List<?> words
                ? String.join(" ", words.stream().map(Object::toString).toList())
                : value == null ? null : value.toString());
      }
      all.add(cells);
    }
    return all;
  }

  private Path hostile() throws IOException {
    List<Entry> entries = new ArrayList<>();
    for (String name : NAMES) {
      entries.add(LedgerLines.closed(name, name + "/" + name, NANOS, 5_000_000_001L));
      entries.add(LedgerLines.open(name, name + "/open", NANOS + 9_000_000_000L));
    }
    return LedgerLines.write(folder.resolve("ledger.jsonl"), entries);
  }

  @Test
  void csv_holdsWhatTheLedgerHolds_whateverTheNames() throws Exception {
    Path ledger = hostile();

    export(ledger, "csv");

    assertHolds(ledger, this::csv);
  }

  @Test
  void viewsOfThePage_holdWhatTheLedgerHolds_whateverTheNames() throws Exception {
    Path ledger = hostile();

    export(ledger, "csv");

    try (DuckDb duckDb = new DuckDb()) {
      duckDb.execute(PageTables.load().replace("'csv/", "'" + folder + "/"));
      assertHolds(ledger, table -> duckDb.ask("FROM " + table).rows());
    }
  }

  @Test
  @Needs(Machine.PANDAS)
  void pandasOfThePage_holdsWhatTheLedgerHolds_butTakesEmptyForNull() throws Exception {
    Path ledger = hostile();
    String load = Page.read("reference/export.md").block("python load").replace("csv/", "");

    export(ledger, "csv");

    assertHolds(ledger, table -> pandas(load, table), text -> text.isEmpty() ? null : text);
  }

  private List<List<@Nullable String>> pandas(String load, String table) throws Exception {
    PythonBlocks blocks = new PythonBlocks(folder);
    blocks.add("load", load);
    blocks.add(
        "dump",
        "import json\n"
            + "print(json.dumps([[None if pd.isna(cell) else str(cell) for cell in row]"
            + " for row in load('"
            + table
            + "').itertuples(index=False)]))\n");
    blocks.run();
    List<List<@Nullable String>> rows = new ArrayList<>();
    for (JsonNode line : AsciiJson.parsed(blocks.printed("dump"))) {
      List<@Nullable String> row = new ArrayList<>();
      line.forEach(cell -> row.add(cell.textValue()));
      rows.add(row);
    }
    return rows;
  }

  @Test
  void avro_holdsWhatTheLedgerHolds_whateverTheNames() throws Exception {
    Path ledger = hostile();

    export(ledger, "avro");

    assertHolds(ledger, name -> AvroRows.read(folder.resolve(name + ".avro")).rows());
  }

  /** Reads a table back. */
  private interface Back {
    List<List<@Nullable String>> read(String table) throws Exception;
  }

  private List<List<@Nullable String>> csv(String table) throws SQLException {
    try (DuckDb duckDb = new DuckDb()) {
      return duckDb.csv(folder.resolve(table + ".csv"));
    }
  }

  private void assertHolds(Path ledger, Back back) throws Exception {
    assertHolds(ledger, back, text -> text);
  }

  /**
   * @param seen what becomes of a text
   */
  private static void assertHolds(Path ledger, Back back, Function<String, @Nullable String> seen)
      throws Exception {
    List<Entry> entries = LedgerLines.read(ledger);
    assertThat(entries).hasSize(2 * NAMES.size());
    assertTable(back, Tables.LEDGER, entries, seen);
    assertTable(
        back,
        Tables.OUTAGES,
        entries.stream().map(entry -> new OutageRow(entry, 1)).toList(),
        seen);
    assertTable(
        back,
        Tables.VIOLATIONS,
        entries.stream()
            .flatMap(e -> e.violations().stream().map(v -> new ViolationRow(e, v)))
            .toList(),
        seen);
    assertTable(
        back,
        Tables.POSTINGS,
        entries.stream()
            .flatMap(e -> e.postings().stream().map(p -> new PostingRow(e, p)))
            .toList(),
        seen);
  }

  private static <R> void assertTable(
      Back back, Table<R> table, List<R> rows, Function<String, @Nullable String> seen)
      throws Exception {
    List<List<@Nullable String>> expected = expected(table, rows);
    expected.forEach(row -> row.replaceAll(cell -> cell == null ? null : seen.apply(cell)));
    assertThat(back.read(table.name())).as(table.name()).isEqualTo(expected);
  }

  @Test
  void numbers_areExact_toTheEndsOf64Bits() throws Exception {
    Path ledger =
        LedgerLines.write(
            folder.resolve("ledger.jsonl"),
            List.of(
                LedgerLines.open("a", "a/1", Long.MIN_VALUE),
                LedgerLines.open("a", "a/2", Long.MAX_VALUE)));

    export(ledger, "csv");
    export(ledger, "avro");

    assertThat(Files.readString(folder.resolve("outages.csv")))
        .contains(",-9223372036854775808,,", ",9223372036854775807,,")
        .contains("\"1677-09-21T00:12:33.145224192Z\"", "\"2262-04-11T23:46:39.854775807Z\"");
    assertThat(AvroRows.read(folder.resolve("outages.avro")).rows()).isEqualTo(csv("outages"));
  }

  @Test
  void csv_isTextInQuotes_numbersBare_nullEmpty() throws Exception {
    Path ledger =
        LedgerLines.write(
            folder.resolve("ledger.jsonl"), List.of(LedgerLines.open("=1+1", "=1+1/x", NANOS)));

    export(ledger, "csv");

    assertThat(Files.readString(folder.resolve("ledger.csv")).lines().skip(1))
        .containsExactly(
            "\"=1+1\",\"=1+1/x\",1,\"POSTED\",,\"=1+1\",,1795383006331253123"
                + ",".repeat(13)
                + "\"UNKNOWN\",\"\""
                + ",".repeat(18)
                + "\"default@0\",,\"00000000000000000000000000000000\",");
  }

  @Test
  void avro_saysWhatItsColumnsMean_andIsTheSameEachTime() throws Exception {
    Path ledger = hostile();

    export(ledger, "avro");
    byte[] once = Files.readAllBytes(folder.resolve("ledger.avro"));
    export(ledger, "avro");

    Schema schema = AvroRows.read(folder.resolve("ledger.avro")).schema();
    assertThat(schema.getFullName()).isEqualTo("io.lapse.export.LedgerRow");
    assertThat(schema.getFields()).allSatisfy(field -> assertThat(field.doc()).isNotEmpty());
    assertThat(schema.getField("tout_ns").schema()).hasToString("[\"null\",\"long\"]");
    assertThat(schema.getField("event_ids").schema())
        .hasToString("{\"type\":\"array\",\"items\":\"string\"}");
    assertThat(Files.readAllBytes(folder.resolve("ledger.avro"))).isEqualTo(once);
  }
}
