package io.lapse.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.cli.Cli;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command as a user meets it: what it prints, what it says of bad input, how it ends. */
class ReplayCommandTest {
  @TempDir private Path folder;

  private static final String STOP =
      "{\"timestamp\": {\"seconds\": 1795382969, \"microseconds\": 642526}, \"event\": \"STOP\"}";
  private static final String RESUME =
      "{\"timestamp\": {\"seconds\": 1795382974, \"microseconds\": 643422}, \"event\": \"RESUME\"}";
  private static final String GREETING = "{\"QMP\": {\"version\": {}, \"capabilities\": []}}";
  private static final String RTC =
      "{\"timestamp\": {\"seconds\": 1795382959, \"microseconds\": 1}, \"event\": \"RTC_CHANGE\","
          + " \"data\": {\"offset\": 0}}";

  private Path file(String name, String... lines) throws IOException {
    return Files.write(folder.resolve(name), List.of(lines));
  }

  private static String input(String host, Path file) {
    return "host=" + host + ",guest=g,format=qmp,path=" + file + ",counter_while_paused=stops";
  }

  @Test
  void out_writesTheThreeFiles_andHistoryOnDemand() throws IOException {
    Cli.Result result =
        Cli.run("replay", "--manifest", Cli.manifest("A_stop005"), "--out", folder, "--history");

    assertThat(result.exitCode()).isZero();
    assertThat(Files.readString(folder.resolve("ledger.jsonl")))
        .startsWith("{\"guest\":\"a-stop005\",\"outage_id\":\"a-stop005/")
        .contains("\"tout_ns\":5000896000,")
        .endsWith("}\n");
    assertThat(Files.readAllLines(folder.resolve("notices.jsonl"))).hasSize(1);
    assertThat(Files.readString(folder.resolve("alerts.jsonl"))).contains("BLACKOUT_EXCEEDED");
    assertThat(Files.readAllLines(folder.resolve("history.jsonl")))
        .hasSize(3)
        .element(1)
        .asString()
        .startsWith("{\"history_number\":2,\"reverses\":1,");
  }

  @Test
  void out_writesTheEvidence() throws IOException {
    Cli.run("replay", "--manifest", Cli.manifest("C_live6"), "--out", folder);

    // The downtime that each source reported: 58, 1, 39, 5, 1 and 9 ms.
    assertThat(Files.readAllLines(folder.resolve("evidence.jsonl")))
        .hasSize(6)
        .contains(
            "{\"kind\":\"host_pair\",\"source_host\":\"h0\",\"destination_host\":\"h1\","
                + "\"outages\":1,\"median_residual_ns\":2303000,\"min_residual_ns\":2303000,"
                + "\"max_residual_ns\":2303000}");
  }

  /** Stopped first, or held on arrival: QEMU's downtime is not the outage. */
  @ParameterizedTest
  @CsvSource({"C_prestop", "C_paused3s"})
  void evidence_leavesOut_whatTheHypervisorDidNotCount(String run) throws IOException {
    Cli.run("replay", "--manifest", Cli.manifest(run), "--out", folder);

    assertThat(folder.resolve("evidence.jsonl")).isEmptyFile();
  }

  @Test
  void evidence_knowsNothingOfWhatWasQuarantined() throws IOException {
    Path lines =
        file(
            "starved",
            "{\"kind\":\"vcpu_starved\",\"tai_ns\":1,\"duration_ns\":7}",
            "{\"kind\":\"vcpu_starved\",\"tai_ns\":1795383000000000000,\"duration_ns\":5}");

    Cli.run("replay", "--input", "format=jsonl,guest=g,path=" + lines, "--out", folder);

    assertThat(folder.resolve("evidence.jsonl"))
        .hasContent(
            "{\"kind\":\"vcpu_starved\",\"guest\":\"g\",\"host\":null,\"events\":1,\"total_ns\":5,"
                + "\"longest_ns\":5,\"decades\":[{\"from_ns\":1,\"events\":1}]}");
  }

  @Test
  void hostThatReportsAnotherTaiOffset_isWarnedOf_andAnEventMore() {
    String input = input("h0", Cli.manifest("A_stop005").resolveSibling("host-h0.jsonl"));

    Cli.Result right = Cli.run("replay", "--input", input + ",tai_offset_s=37");
    Cli.Result wrong = Cli.run("replay", "--input", input + ",tai_offset_s=0");

    assertThat(right.err()).contains("3 events: 3 accepted").doesNotContain("of this input");
    assertThat(wrong.err())
        .contains("4 events: 4 accepted")
        .contains(":4: warning: tai_offset_s of this input is 0, expected 37");
  }

  @Test
  void table_showsTheOutages() {
    Cli.Result result = Cli.run("replay", "--manifest", Cli.manifest("C_live6"));

    assertThat(result.exitCode()).isZero();
    assertThat(result.out()).contains("60.303 ms").contains("h5>h6");
    assertThat(result.out().lines().mapToInt(String::length).max().orElseThrow())
        .isLessThanOrEqualTo(120);
    assertThat(result.err()).contains("61 events: 61 accepted, 0 duplicates, 0 quarantined");
  }

  @Test
  void emulatedReactions_leaveNothingUnaccounted() {
    Cli.Result result =
        Cli.run(
            "replay", "--manifest", Cli.manifest("C_live6"), "--reactions", "emulated", "--json");

    assertThat(result.out().lines()).hasSize(12);
    assertThat(result.out().lines().filter(line -> line.contains("\"entry\":\"ADJUSTMENT\"")))
        .hasSize(6)
        .allMatch(line -> line.contains("\"unaccounted_ns\":0,"));
  }

  @Test
  void policy_changesTheVerdict() {
    Cli.Result result =
        Cli.run(
            "replay",
            "--manifest",
            Cli.manifest("C_live6"),
            "--policy",
            "threshold_ns=50ms",
            "--json");

    assertThat(result.out().lines().filter(line -> line.contains("\"verdict\":\"WITHIN\"")))
        .hasSize(4);
    assertThat(result.out().lines().filter(line -> line.contains("\"verdict\":\"UNDECIDED\"")))
        .hasSize(1);
    assertThat(result.out()).contains("\"policy\":\"default@1\"");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "treshold_ns=1 | --policy: unknown policy key 'treshold_ns'",
        "threshold_ns=-1 | --policy: threshold_ns is no duration: expected a duration",
        "threshold_ns=5weeks | --policy: threshold_ns is no duration: expected a duration",
        "drift_ppm=-1 | --policy: drift_ppm must be 0 or more: -1",
        "inject_as=force | --policy: inject_as must be one of [offset, sleep]",
        "nofile.json | --policy: nofile.json: expected KEY=VALUE,... or a file that can be read"
      })
  void policy_thatIsNone_isWrongUsage(String policy, String message) {
    Cli.Result result =
        Cli.run("replay", "--manifest", Cli.manifest("C_live6"), "--policy", policy);

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).startsWith(message);
  }

  @Test
  void policyFile_judgesEachOutageByTheVersionThatHeld() throws IOException {
    Path policies =
        file(
            "p.json",
            "[{\"version\": 1, \"threshold_ns\": \"50ms\"},",
            " {\"version\": 2, \"effective_from_tai_ns\": 1795383025000000000},",
            " {\"class\": \"web\", \"threshold_ns\": \"1s\"}]");

    Cli.Result result =
        Cli.run("replay", "--manifest", Cli.manifest("C_live6"), "--policy", policies, "--json");

    assertThat(result.exitCode()).isZero();
    assertThat(result.out().lines().filter(line -> line.contains("\"policy\":\"default@1\"")))
        .hasSize(3);
    assertThat(result.out().lines().filter(line -> line.contains("\"policy\":\"default@2\"")))
        .hasSize(3)
        .allMatch(line -> line.contains("\"verdict\":\"EXCEEDED\""));
  }

  @Test
  void noInput_isWrongUsage() {
    assertThat(Cli.run("replay").exitCode()).isEqualTo(2);
  }

  @Test
  void badLines_areNamed_andTheRestIsKept() throws IOException {
    Path log = file("a.jsonl", GREETING, STOP, "{\"event\": \"RES", "{\"event\":\"STOP\"}", RESUME);

    Cli.Result result = Cli.run("replay", "--input", input("h0", log));

    assertThat(result.exitCode()).isZero();
    assertThat(result.err())
        .contains(log + ":3: ")
        .contains(log + ":4: ")
        .doesNotContain("Exception");
    assertThat(result.out()).contains("5.000896 s");
  }

  @Test
  void restartWithoutAStop_isNamed() throws IOException {
    Path log = file("a.jsonl", GREETING, RTC, RESUME);

    Cli.Result result = Cli.run("replay", "--input", input("h0", log));

    assertThat(result.exitCode()).isZero();
    assertThat(result.err())
        .contains(log + ":3: restart without a stop: guest g on h0; expected a stop before it");
    assertThat(result.out()).contains("MISSING_STOP");
  }

  @Test
  void stopWithoutARestart_isNamed() throws IOException {
    Path log = file("a.jsonl", GREETING, STOP);

    Cli.Result result = Cli.run("replay", "--input", input("h0", log));

    assertThat(result.exitCode()).isZero();
    assertThat(result.err())
        .contains(log + ":2: stop without a restart: guest g on h0; the outage stays open");
  }

  @Test
  void clockThatGoesBackwards_isNamed() throws IOException {
    Path source = file("a.jsonl", GREETING, RTC, STOP);
    Path destination =
        file(
            "b.jsonl",
            GREETING,
            "{\"return\": {\"status\": \"inmigrate\", \"singlestep\": false, \"running\": false}}",
            STOP.replace("STOP", "RESUME").replace("642526", "640026"));

    Cli.Result result =
        Cli.run("replay", "--input", input("h0", source), "--input", input("h1", destination));

    assertThat(result.exitCode()).isZero();
    assertThat(result.err())
        .contains(destination + ":3: the clock goes backwards: guest g restarts on h1 -2500000 ns");
    assertThat(result.out()).contains("BACKWARDS_TIME").contains("-2.5 ms");
  }

  @Test
  void nothingReadable_isAFailure() throws IOException {
    Path empty = file("empty.jsonl");
    Path text = file("text.jsonl", "not a log");

    Cli.Result result =
        Cli.run(
            "replay",
            "--input",
            input("h0", empty),
            "--input",
            input("h1", text),
            "--input",
            input("h2", folder.resolve("missing.jsonl")));

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err())
        .contains(empty + ": ")
        .contains(text + ":1: ")
        .contains(folder.resolve("missing.jsonl") + ": ")
        .contains("nothing could be read")
        .doesNotContain("Exception");
  }

  @Test
  void missingManifest_isAFailure_inWords() {
    Cli.Result result = Cli.run("replay", "--manifest", folder.resolve("none.json"));

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).contains("none.json: no such file: expected a manifest");
  }
}
