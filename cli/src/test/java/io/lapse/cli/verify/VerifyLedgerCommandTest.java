package io.lapse.cli.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.cli.Cli;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A true ledger is proved; one nanosecond is enough to refute it. */
class VerifyLedgerCommandTest {
  private static final Path MANIFEST = Cli.RECORDINGS.resolve("D_std_J60/manifest-claims.json");

  @TempDir private Path folder;
  private Path ledger;

  @BeforeEach
  void replay() {
    Cli.run(
        "replay",
        "--manifest",
        MANIFEST,
        "--manifest",
        Cli.manifest("C_live6"),
        "--reactions",
        "emulated",
        "--out",
        folder,
        "--history");
    ledger = folder.resolve("ledger.jsonl");
  }

  @Test
  void trueLedger_isProved() {
    Cli.Result result = Cli.run("verify-ledger", ledger);

    assertThat(result.exitCode()).isZero();
    assertThat(result.out()).isEqualTo("ledger holds: 14 entries, 7 outages, 2 guests\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "compensated_ns",
        "slept_ns",
        "injected_ns",
        "corrected_ns",
        "unaccounted_ns",
        "tout_ns",
        "stopped_tai_ns",
        "restarted_tai_ns",
        "amount_ns"
      })
  void oneNanosecondChanged_inAnyLine_isFound(String key) throws IOException {
    List<String> lines = Files.readAllLines(ledger);
    Pattern number = Pattern.compile("(\"" + key + "\":)(-?\\d+)");
    for (int i = 0; i < lines.size(); i++) {
      Matcher matcher = number.matcher(lines.get(i));
      assertThat(matcher.find()).isTrue();
      String changed =
          matcher.replaceFirst(found -> found.group(1) + (Long.parseLong(found.group(2)) + 1));
      List<String> tampered = new ArrayList<>(lines);
      tampered.set(i, changed);
      Path copy = Files.write(folder.resolve("copy.jsonl"), tampered);

      Cli.Result result = Cli.run("verify-ledger", copy);

      assertThat(result.exitCode()).as(changed).isEqualTo(1);
      assertThat(result.err()).contains(copy + ":").contains("ledger does not hold");
    }
  }

  @Test
  void inputs_alsoProveErrorsAndVerdicts() throws IOException {
    Path both = folder.resolve("std");
    Cli.run("replay", "--manifest", MANIFEST, "--out", both);
    Path copy = folder.resolve("copy.jsonl");
    Files.writeString(
        copy,
        Files.readString(both.resolve("ledger.jsonl"))
            .replaceFirst("\"tout_error_ns\":\\d+", "\"tout_error_ns\":1"));

    Cli.Result alone = Cli.run("verify-ledger", copy);
    Cli.Result withInputs = Cli.run("verify-ledger", copy, "--inputs", MANIFEST);
    Cli.Result truth = Cli.run("verify-ledger", both.resolve("ledger.jsonl"), "--inputs", MANIFEST);

    assertThat(alone.exitCode()).isZero();
    assertThat(withInputs.exitCode()).isEqualTo(1);
    assertThat(withInputs.err())
        .startsWith(copy + ":1: tout_error_ns is 1, the inputs give 10202000\n");
    assertThat(truth.exitCode()).isZero();
  }

  @Test
  void lineThatIsNone_isNamed() throws IOException {
    Path copy = Files.writeString(folder.resolve("copy.jsonl"), "{\"guest\":1}\n");

    Cli.Result result = Cli.run("verify-ledger", copy);

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).startsWith(copy + ":1: expected the keys ");
  }

  @Test
  void missingFile_isAFailure_inWords() {
    Cli.Result result = Cli.run("verify-ledger", folder.resolve("none.jsonl"));

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).contains("none.jsonl: no such file; expected a ledger.jsonl");
  }

  @Test
  void severalColumns_areNamed_threeOfThem() throws IOException {
    Path both = folder.resolve("both");
    Cli.run("replay", "--manifest", MANIFEST, "--out", both);
    Path copy =
        Files.writeString(
            folder.resolve("copy.jsonl"),
            Files.readString(both.resolve("ledger.jsonl"))
                .replace("\"verdict\":\"EXCEEDED\"", "\"verdict\":\"WITHIN\"")
                .replace("\"realtime\":{\"low\":24", "\"realtime\":{\"low\":2")
                .replace("\"cooperation\":\"UNKNOWN\"", "\"cooperation\":\"FORCED\"")
                .replace("\"policy\":\"default@0\"", "\"policy\":\"default@1\""));

    Cli.Result result = Cli.run("verify-ledger", copy, "--inputs", MANIFEST);

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err())
        .startsWith(
            copy
                + ":1: verdict is \"WITHIN\", the inputs give \"EXCEEDED\";"
                + " cooperation is \"FORCED\", the inputs give \"UNKNOWN\";"
                + " expired.realtime.low is 2, the inputs give 24; 1 more column differs\n");
  }

  @Test
  void outage_thatOneSideLacks_isNamed() throws IOException {
    Path both = folder.resolve("both");
    Cli.run("replay", "--manifest", MANIFEST, "--out", both);
    Path empty = Files.writeString(folder.resolve("empty.jsonl"), "");

    Cli.Result lacking = Cli.run("verify-ledger", empty, "--inputs", MANIFEST);
    Cli.Result beyond =
        Cli.run("verify-ledger", both.resolve("ledger.jsonl"), "--inputs", Cli.manifest("C_live6"));

    assertThat(lacking.err())
        .startsWith(empty + ": the inputs give also entry 1 of probe-std/6d735025d741a082");
    assertThat(beyond.err())
        .contains("ledger.jsonl:1: the inputs give no such entry: entry 1 of probe-std/6d73");
  }

  @Test
  void trueHistory_isProved_aloneAndWithItsLedger() {
    Path history = folder.resolve("history.jsonl");

    Cli.Result alone = Cli.run("verify-ledger", history);
    Cli.Result both = Cli.run("verify-ledger", ledger, "--history", history);

    String holds = "history holds: 28 records, 7 reversals, 2 guests; 14 entries stand\n";
    assertThat(alone.out()).isEqualTo(holds);
    assertThat(alone.exitCode()).isZero();
    assertThat(both.out()).isEqualTo("ledger holds: 14 entries, 7 outages, 2 guests\n" + holds);
    assertThat(both.exitCode()).isZero();
  }

  @Test
  void history_withARecordLost_isRefuted_atTheNext() throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(folder.resolve("history.jsonl")));
    lines.remove(1);
    Path copy = Files.write(folder.resolve("copy.jsonl"), lines);

    Cli.Result result = Cli.run("verify-ledger", copy);

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).startsWith(copy + ":2: history_number is 3, expected 2\n");
  }

  @Test
  void history_cutShort_isTrueAlone_butLeavesAnotherLedger() throws IOException {
    List<String> lines = Files.readAllLines(folder.resolve("history.jsonl"));
    Path copy = Files.write(folder.resolve("copy.jsonl"), lines.subList(0, lines.size() - 1));

    Cli.Result alone = Cli.run("verify-ledger", copy);
    Cli.Result both = Cli.run("verify-ledger", ledger, "--history", copy);

    assertThat(alone.exitCode()).isZero();
    assertThat(both.exitCode()).isEqualTo(1);
    assertThat(both.err()).contains(ledger + ":").contains("the history leaves no such entry");
  }

  @Test
  void history_isHeldAgainstItsInputs_byWhatItLeaves() {
    Path history = folder.resolve("history.jsonl");

    Cli.Result result =
        Cli.run(
            "verify-ledger",
            history,
            "--inputs",
            Cli.manifest("C_live6"),
            "--reactions",
            "emulated");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err())
        .contains("the inputs give no such entry: entry 1 of probe-std")
        .doesNotContain("c-live6");
  }

  @Test
  void history_besideAHistory_isWrongUsage() {
    Path history = folder.resolve("history.jsonl");

    Cli.Result result = Cli.run("verify-ledger", history, "--history", history);

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).startsWith("--history: expected a ledger.jsonl as FILE");
  }

  @Test
  void ledger_namedAsAHistory_isRefused_lineByLine() {
    Cli.Result result = Cli.run("verify-ledger", ledger, "--history", ledger);

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err())
        .startsWith(ledger + ":1: expected the keys history_number, reverses\n");
  }
}
