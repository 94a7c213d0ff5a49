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
        folder);
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
    assertThat(withInputs.err()).contains(copy + ":1: the inputs give {\"guest\":");
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
}
