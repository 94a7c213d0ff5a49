package io.lapse.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lapse.cli.Cli;
import io.lapse.cli.text.Durations;
import io.lapse.cli.text.TextTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What {@code lapse replay} says after each part of a story, in the tables of a page. */
final class Told {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> ACCOUNTS =
      List.of("elapsed", "compensated", "injected", "corrected", "unaccounted");

  private final Path folder;
  private final Path events;
  private final long originNanos;
  private final Map<String, List<String>> before = new HashMap<>();
  private String table = "";

  /**
   * @param originNanos the instant, in TAI, from which the tables count
   */
  Told(Path folder, long originNanos) {
    this.folder = folder;
    this.events = folder.resolve("events.jsonl");
    this.originNanos = originNanos;
  }

  /** Goes on with these events, and replays all of them so far. */
  void go(String more) {
    for (String file : List.of("ledger", "history", "notices", "alerts")) {
      before.put(file, lines(file));
    }
    try {
      Files.writeString(events, more, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    table = replay();
    replay("--out", folder.toString(), "--history");
  }

  private String replay(String... options) {
    List<Object> words = new ArrayList<>(List.of("replay"));
    words.addAll(List.of("--input", "format=jsonl,path=" + events));
    words.addAll(List.of(options));
    Cli.Result result = Cli.run(words.toArray());
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.err()).contains("0 quarantined").contains("0 lines or files refused");
    return result.out();
  }

  private List<String> lines(String file) {
    try {
      Path path = folder.resolve(file + ".jsonl");
      return Files.exists(path) ? Files.readAllLines(path) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not JSON: " + text, e);
    }
  }

  /** The standing ledger, as the command prints it. */
  String ledger() {
    return table;
  }

  Path ledgerFile() {
    return folder.resolve("ledger.jsonl");
  }

  /** The last line of the standing ledger. */
  JsonNode lastEntry() {
    List<String> entries = lines("ledger");
    return json(entries.get(entries.size() - 1));
  }

  /** The history records that the last events added: what each moved. */
  String history() {
    List<String> headings = new ArrayList<>(List.of(">#", "entry", ">reverses"));
    ACCOUNTS.forEach(account -> headings.add(">" + account));
    return added("history", headings, Told::historyRow);
  }

  private static List<String> historyRow(JsonNode line) {
    List<String> cells = new ArrayList<>();
    cells.add(line.get("history_number").asText());
    cells.add(line.get("entry").asText());
    cells.add(line.get("reverses").isNull() ? "" : line.get("reverses").asText());
    Map<String, String> moved = new HashMap<>();
    for (JsonNode posting : line.get("postings")) {
      moved.put(posting.get("account").asText(), nanos(posting, "amount_ns"));
    }
    assertThat(ACCOUNTS).containsAll(moved.keySet());
    ACCOUNTS.forEach(account -> cells.add(moved.getOrDefault(account, "")));
    return cells;
  }

  /** The notices that the last events raised. */
  String notices() {
    return added(
        "notices",
        List.of(">notice_sequence", ">tout", ">tout_error", "compensated", ">remaining"),
        line ->
            List.of(
                line.get("notice_sequence").asText(),
                nanos(line, "tout_ns"),
                nanos(line, "tout_error_ns"),
                line.get("compensated").asText(),
                nanos(line, "remaining_ns")));
  }

  /** The violations that the last events opened or resolved. */
  String alerts() {
    return added(
        "alerts",
        List.of("violation", "state", ">at", "severity", "party", "certain"),
        line ->
            List.of(
                line.get("violation").asText(),
                line.get("state").asText(),
                Durations.exact(line.get("at_tai_ns").longValue() - originNanos),
                line.get("severity").asText(),
                line.get("party").asText(),
                line.get("certain").asText()));
  }

  private static String nanos(JsonNode line, String key) {
    return Durations.exact(line.get(key).longValue());
  }

  /** What came to a file that is only ever added to, as a table. */
  private String added(String file, List<String> headings, Function<JsonNode, List<String>> cells) {
    List<String> after = new ArrayList<>(lines(file));
    assertThat(after).containsAll(before.get(file));
    after.removeAll(before.get(file));
    TextTable rows = new TextTable(headings.toArray(String[]::new));
    after.forEach(line -> rows.row(cells.apply(json(line)).toArray(String[]::new)));
    return after.isEmpty() ? "(nothing)\n" : rows.render();
  }
}
