package io.lapse.producers.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.ledger.host.CounterWhilePaused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManifestTest {
  private static final String GOOD =
      "{\"host\":\"h9\",\"guest\":\"vm9\",\"format\":\"qmp\",\"path\":\"h9.log\","
          + "\"clock_error_ns\":1}";

  @TempDir Path folder;

  @Test
  void load_readsEveryKey() throws IOException {
    Manifest manifest =
        load(
            """
            {"inputs": [
              {"host": "h0", "guest": "vm1", "format": "qmp", "path": "logs/h0.jsonl",
               "clock_error_ns": 100000, "tai_offset_s": 37, "counter_while_paused": "stops"},
              {"format": "jsonl", "path": "claims.jsonl"}
            ]}
            """);

    Path log = folder.resolve("logs/h0.jsonl");
    Path claims = folder.resolve("claims.jsonl");
    assertThat(manifest.problems()).isEmpty();
    assertThat(manifest.inputs())
        .containsExactly(
            new SourceInput(
                log.toString(),
                log,
                "h0",
                "vm1",
                Format.QMP,
                100_000,
                37,
                CounterWhilePaused.STOPS),
            new SourceInput(
                claims.toString(),
                claims,
                null,
                null,
                Format.JSONL,
                0,
                null,
                CounterWhilePaused.UNKNOWN));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "guest":"g","format":"qmp","path":"p","clock_error_ns":1                          | inputs[0].host is missing: expected a text
          "host":"h","format":"qmp","path":"p","clock_error_ns":1                           | inputs[0].guest is missing: expected a text
          "host":"","guest":"g","format":"qmp","path":"p","clock_error_ns":1                | inputs[0].host must be a text that is not empty: ""
          "host":5,"guest":"g","format":"qmp","path":"p","clock_error_ns":1                 | inputs[0].host must be a text that is not empty: 5
          "host":"h","guest":"\\ud800","format":"qmp","path":"p","clock_error_ns":1         | inputs[0].guest must be valid Unicode: "?"
          "host":"h","guest":"g","path":"p"                                                 | inputs[0].format is missing: expected a text
          "format":"hyperv","path":"p"                                                      | inputs[0].format must be one of qmp, jsonl, avro, libvirt, cloud_hypervisor, vmware, kubevirt, cloudevents, timer_list, profile, chrony, adjtimex: hyperv
          "format":"timer_list","path":"p","clock_error_ns":1                               | inputs[0].guest is missing: expected a text
          "format":"profile","host":"h","path":"p","clock_error_ns":1                       | inputs[0].guest is missing: expected a text
          "format":"chrony","path":"p","clock_error_ns":1                                   | inputs[0].guest is missing: expected a text
          "format":"adjtimex","path":"p","clock_error_ns":1                                 | inputs[0].guest is missing: expected a text
          "format":"timer_list","guest":"g","path":"p","clock_error_ns":1,"tai_ns":"now"    | inputs[0].tai_ns must be a whole number within 64 bits: "now"
          "format":"jsonl"                                                                  | inputs[0].path is missing: expected a text
          "format":"jsonl","path":"a\\u0000b"                                               | inputs[0].path must be the path of a file: a?b
          "format":"jsonl","path":"p","clock_error_ns":"1"                                  | inputs[0].clock_error_ns must be a whole number within 64 bits: "1"
          "format":"jsonl","path":"p","clock_error_ns":1.5                                  | inputs[0].clock_error_ns must be a whole number within 64 bits: 1.5
          "format":"jsonl","path":"p","clock_error_ns":9223372036854775808                  | inputs[0].clock_error_ns must be a whole number within 64 bits: 9223372036854775808
          "format":"jsonl","path":"p","clock_error_ns":-1                                   | inputs[0].clock_error_ns must be 0 or more: -1
          "format":"jsonl","path":"p","tai_offset_s":3000000000                             | inputs[0].tai_offset_s must fit into 32 bits: 3000000000
          "format":"jsonl","path":"p","counter_while_paused":"halts"                        | inputs[0].counter_while_paused must be one of stops, runs, unknown: "halts"
          """)
  void load_refusesAnEntry_andKeepsTheOthers(String entry, String problem) throws IOException {
    String text = "{\"inputs\": [\n{\n" + entry.replace(",\"", ",\n\"") + "},\n" + GOOD + "]}";

    Manifest manifest = load(text);

    Problem only = manifest.problems().get(0);
    assertThat(manifest.problems()).hasSize(1);
    assertThat(only.path()).isEqualTo(folder.resolve("manifest.json").toString());
    assertThat(only.message()).isEqualTo(problem);
    assertThat(only.line()).isEqualTo(lineOf(text, only.message()));
    assertThat(only.severity()).isEqualTo(Problem.Severity.REFUSED);
    assertThat(manifest.inputs()).extracting(SourceInput::host).containsExactly("h9");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"inputs": [    | 1 | cut off: expected a whole JSON object, found: {"inputs": [
          {"inputs": x}   | 1 | not JSON at column 12: expected one JSON object, found: {"inputs": x}
          []              | 1 | expected a JSON object, found: []
          {}              | 1 | inputs is missing: expected {"inputs": [{"host", "guest", "format", "path"}]}
          {"inputs": {}}  | 1 | inputs must be a list: {}
          {"inputs": [5]} | 1 | inputs[0] must be an object: 5
          """)
  void load_refusesWhatIsNoManifest(String text, int line, String message) throws IOException {
    Manifest manifest = load(text);

    assertThat(manifest.inputs()).isEmpty();
    assertThat(manifest.problems())
        .singleElement()
        .hasToString(folder.resolve("manifest.json") + ":" + line + ": " + message);
  }

  @Test
  void load_refusesAMissingManifest() {
    Path file = folder.resolve("none.json");

    assertThat(Manifest.load(file).problems())
        .singleElement()
        .hasToString(file + ": no such file: expected a manifest");
  }

  @Test
  void load_warnsOfKeysThatItDoesNotKnow_andKeepsTheEntry() throws IOException {
    Manifest manifest =
        load("{\"about\": 1,\n\"inputs\": [\n" + GOOD.replace("}", ",\n\"gest\":\"x\"}") + "]}");

    assertThat(manifest.inputs()).hasSize(1);
    assertThat(manifest.problems())
        .extracting(Problem::toString)
        .containsExactly(
            folder.resolve("manifest.json") + ":1: warning: about is not a key that is known",
            folder.resolve("manifest.json")
                + ":4: warning: inputs[0].gest is not a key that is known");
  }

  @Test
  void load_warnsOfAClockThatNobodyVouchesFor() throws IOException {
    Manifest manifest = load("{\"inputs\": [\n" + GOOD.replace(",\"clock_error_ns\":1", "") + "]}");

    assertThat(manifest.inputs()).extracting(SourceInput::clockErrorNanos).containsExactly(0L);
    assertThat(manifest.problems())
        .singleElement()
        .hasToString(
            folder.resolve("manifest.json")
                + ":2: warning: inputs[0].clock_error_ns is missing: the clock of host h9 is taken"
                + " to be exact");
  }

  @Test
  void load_warnsOfKeysThatAnAvroFileHasNoUseFor() throws IOException {
    Manifest manifest =
        load(
            "{\"inputs\": [{\"format\": \"avro\", \"path\": \"a.avro\", \"host\": \"h1\","
                + " \"guest\": \"g\", \"clock_error_ns\": 1, \"tai_offset_s\": 37,"
                + " \"counter_while_paused\": \"stops\"}]}");

    assertThat(manifest.inputs()).extracting(SourceInput::format).containsExactly(Format.AVRO);
    assertThat(manifest.problems())
        .extracting(Problem::toString)
        .containsExactly(
            warning("guest"), warning("clock_error_ns"), warning("counter_while_paused"));
  }

  private String warning(String key) {
    return folder.resolve("manifest.json")
        + ":1: warning: inputs[0]."
        + key
        + " has no effect with format avro: each record states it";
  }

  @Test
  void load_readsAPathOnce_whenItIsListedForTwoGuests() throws IOException {
    String other = GOOD.replace("vm9", "vm8").replace("h9.log", "./x/../h9.log");

    Manifest manifest = load("{\"inputs\": [\n" + GOOD + ",\n" + other + "]}");

    assertThat(manifest.inputs()).extracting(SourceInput::guest).containsExactly("vm9");
    assertThat(manifest.problems())
        .singleElement()
        .hasToString(
            folder.resolve("manifest.json")
                + ":3: inputs[1]: path "
                + folder.resolve("./x/../h9.log")
                + " is listed for two guests, vm9 and vm8: expected one guest a file; it is read"
                + " for vm9");
  }

  @Test
  void load_readsAPathOnce_whenItIsListedForTwoHosts() throws IOException {
    Manifest manifest =
        load("{\"inputs\": [\n" + GOOD + ",\n" + GOOD.replace("\"h9\"", "\"h8\"") + "]}");

    assertThat(manifest.inputs()).extracting(SourceInput::host).containsExactly("h9");
    assertThat(manifest.problems())
        .extracting(Problem::message)
        .containsExactly(
            "inputs[1]: path "
                + folder.resolve("h9.log")
                + " is listed for two hosts, h9 and h8: expected one host a file; it is read for"
                + " h9");
  }

  @Test
  void ofArguments_readsEveryKey() {
    Manifest manifest =
        Manifest.ofArguments(
            List.of(
                "host=h0,guest=vm1,format=qmp,path=h0.log,clock_error_ns=5,tai_offset_s=37,"
                    + "counter_while_paused=runs",
                "format=jsonl,path=claims.jsonl"));

    assertThat(manifest.problems()).isEmpty();
    assertThat(manifest.inputs())
        .containsExactly(
            new SourceInput(
                "h0.log",
                Path.of("h0.log"),
                "h0",
                "vm1",
                Format.QMP,
                5,
                37,
                CounterWhilePaused.RUNS),
            new SourceInput(
                "claims.jsonl",
                Path.of("claims.jsonl"),
                null,
                null,
                Format.JSONL,
                0,
                null,
                CounterWhilePaused.UNKNOWN));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          host=h,guest=g,format=qmp                   | path is missing: expected a text
          host=h,format=qmp,path=p                    | guest is missing: expected a text
          format=jsonl,path=p,clock_error_ns=soon     | clock_error_ns must be a whole number within 64 bits: "soon"
          format=jsonl,path=p,path=q                  | path is stated twice: expected each key once
          format=jsonl,path                           | expected KEY=VALUE,KEY=VALUE, found: path
          format=jsonl,path=p,=                       | expected KEY=VALUE,KEY=VALUE, found: =
          format=parquet,path=p                       | format must be one of qmp, jsonl, avro, libvirt, cloud_hypervisor, vmware, kubevirt, cloudevents, timer_list, profile, chrony, adjtimex: parquet
          """)
  void ofArguments_refusesOne_andKeepsTheOthers(String argument, String message) {
    Manifest manifest = Manifest.ofArguments(List.of(argument, "format=jsonl,path=good"));

    assertThat(manifest.inputs()).extracting(SourceInput::path).containsExactly("good");
    assertThat(manifest.problems())
        .singleElement()
        .hasToString("--input " + argument + ": " + message);
  }

  @Test
  void ofArguments_refusesAPath_thatIsListedForTwoGuests() {
    Manifest manifest =
        Manifest.ofArguments(
            List.of(
                "host=h,guest=a,format=qmp,path=p,clock_error_ns=1",
                "host=h,guest=b,format=qmp,path=p,clock_error_ns=1"));

    assertThat(manifest.inputs()).extracting(SourceInput::guest).containsExactly("a");
    assertThat(manifest.problems()).hasSize(1);
  }

  private Manifest load(String text) throws IOException {
    return Manifest.load(Files.writeString(folder.resolve("manifest.json"), text));
  }

  /** The line of the key that the message begins with, or of the entry if it lacks the key. */
  private static long lineOf(String text, String message) {
    String key = message.substring("inputs[0].".length(), message.indexOf(' '));
    int at = text.indexOf("\"" + key + "\"");
    int from = at < 0 || text.indexOf(GOOD) < at ? text.indexOf("{\n") : at;
    return text.substring(0, from).chars().filter(c -> c == '\n').count() + 1;
  }
}
