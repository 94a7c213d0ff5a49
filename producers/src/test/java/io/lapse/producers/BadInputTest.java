package io.lapse.producers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.lapse.ledger.host.HostEvent;
import io.lapse.producers.Recordings.Reading;
import io.lapse.producers.source.Manifest;
import io.lapse.producers.source.Problem;
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
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Two real logs, one of them spoiled in one way: it is named, and the other does not suffer. */
class BadInputTest {
  private static final String LOG = "host-h0.jsonl";
  private static final int STOP_LINE = 4;

  /** Two stops, two restarts, two ends of a process. */
  private static final int EVENTS = 6;

  @TempDir Path folder;

  @BeforeEach
  void copyTwoRuns() throws IOException {
    Files.copy(Recorded.run("A_stop005").resolve(LOG), folder.resolve("a.log"));
    Files.copy(Recorded.run("A_stop030").resolve(LOG), folder.resolve("b.log"));
    Files.writeString(
        folder.resolve("manifest.json"), manifest(entry("a", "a.log"), entry("b", "b.log")));
  }

  @Test
  void goodInput_hasNoProblem() {
    Reading reading = read();

    assertThat(reading.problems()).isEmpty();
    assertThat(reading.inputs()).hasSize(EVENTS);
  }

  static Stream<Arguments> badLines() {
    return Stream.of(
        Arguments.of(
            "truncated",
            "{\"timestamp\": {\"seconds\": 1795382969, \"micros",
            "cut off: expected a whole JSON object, found: {\"timestamp\": {\"seconds\":"
                + " 1795382969, \"micros"),
        Arguments.of(
            "garbled",
            "{\"timestamp\": {\"seconds\": 17x5382969}, \"event\": \"STOP\"}",
            "not JSON at column 29: expected one JSON object, found: {\"timestamp\":"
                + " {\"seconds\": 17x5382969}, \"event\": \"STOP\"}"),
        Arguments.of(
            "two lines in one",
            "{\"return\": {}}{\"event\": \"STOP\"}",
            "not JSON at column 15: expected one JSON object, found: {\"return\":"
                + " {}}{\"event\": \"STOP\"}"),
        Arguments.of(
            "without timestamp",
            "{\"event\": \"STOP\"}",
            "an event without timestamp, STOP with no timestamp: expected {\"seconds\": ...,"
                + " \"microseconds\": ...}"),
        Arguments.of(
            "the host could not read its clock",
            "{\"timestamp\": {\"seconds\": -1, \"microseconds\": -1}, \"event\": \"STOP\"}",
            "an event without timestamp, STOP with timestamp -1: expected {\"seconds\": ...,"
                + " \"microseconds\": ...}"),
        Arguments.of(
            "not of QMP",
            "{\"level\": \"info\"}",
            "not a QMP message: expected QMP, event, return or error, found: {\"level\":"
                + " \"info\"}"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badLines")
  void badLine_isNamed_andCostsNothingElse(String what, String line, String message)
      throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(folder.resolve("a.log")));
    lines.set(STOP_LINE - 1, line);
    Files.write(folder.resolve("a.log"), lines);

    Reading reading = read();

    assertThat(reading.problems())
        .singleElement()
        .hasToString(folder.resolve("a.log") + ":" + STOP_LINE + ": " + message);
    assertThat(reading.inputs()).hasSize(EVENTS - 1);
    // The restart without its stop is no first start: the ledger is to report it.
    assertThat(reading.inputs()).noneMatch(HostEvent.Started.class::isInstance);
  }

  @Test
  void logThatWasCutOffInItsLastLine_isReadUpToIt() throws IOException {
    String text = Files.readString(folder.resolve("a.log"));
    int end = text.indexOf("SHUTDOWN");
    Files.writeString(folder.resolve("a.log"), text.substring(0, end));

    Reading reading = read();

    assertThat(reading.problems())
        .extracting(Problem::line, Problem::severity)
        .containsExactly(tuple(10L, Problem.Severity.REFUSED));
    assertThat(reading.inputs()).hasSize(EVENTS - 1);
  }

  @Test
  void fileThatIsNotQmp_isRefusedWhole() throws IOException {
    Files.writeString(folder.resolve("a.log"), "Nov 23 host kernel: tsc unstable\nand so on\n");

    assertThat(onlyProblem())
        .hasToString(
            folder.resolve("a.log")
                + ":1: not a QMP log: expected the greeting {\"QMP\": ...} first, found: Nov 23"
                + " host kernel: tsc unstable");
  }

  @Test
  void emptyFile_isRefused() throws IOException {
    Files.writeString(folder.resolve("a.log"), "");

    assertThat(onlyProblem())
        .hasToString(
            folder.resolve("a.log")
                + ": the file is empty: expected a QMP log, {\"QMP\": ...} first");
  }

  @Test
  void missingFile_isRefused() throws IOException {
    Files.delete(folder.resolve("a.log"));

    assertThat(onlyProblem())
        .hasToString(
            folder.resolve("a.log") + ": no such file: expected a QMP log, {\"QMP\": ...} first");
  }

  @Test
  void pathThatIsListedForTwoGuests_isReadForTheFirst() throws IOException {
    Files.writeString(
        folder.resolve("manifest.json"),
        manifest(entry("a", "a.log"), entry("b", "b.log"), entry("c", "a.log")));

    Reading reading = read();

    assertThat(reading.problems())
        .singleElement()
        .hasToString(
            folder.resolve("manifest.json")
                + ":4: inputs[2]: path "
                + folder.resolve("a.log")
                + " is listed for two guests, a and c: expected one guest a file; it is read for"
                + " a");
    assertThat(reading.inputs()).hasSize(EVENTS).noneMatch(input -> input.guest().equals("c"));
  }

  @Test
  void nothingButBadInput_givesNothing_andSaysWhy() {
    Reading reading = Recordings.read(Manifest.load(folder.resolve("other.json")));

    assertThat(reading.inputs()).isEmpty();
    assertThat(reading.problems())
        .singleElement()
        .hasToString(folder.resolve("other.json") + ": no such file: expected a manifest");
  }

  private Problem onlyProblem() {
    Reading reading = read();
    assertThat(reading.problems()).hasSize(1);
    assertThat(reading.inputs()).hasSize(EVENTS / 2).allMatch(input -> input.guest().equals("b"));
    return reading.problems().get(0);
  }

  private Reading read() {
    return Recordings.read(Manifest.load(folder.resolve("manifest.json")));
  }

  private static String manifest(String... entries) {
    return "{\"inputs\": [\n" + String.join(",\n", entries) + "]}";
  }

  private static String entry(String guest, String path) {
    return String.format(
        "{\"host\": \"h0\", \"guest\": \"%s\", \"format\": \"qmp\", \"path\": \"%s\","
            + " \"clock_error_ns\": 100000}",
        guest, path);
  }
}
