package io.lapse.cli.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.cli.Cli;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command as a user meets it: what it writes, what it says of bad input, how it ends. */
class WhatIfCommandTest {
  private static final String STOP =
      "{\"kind\":\"stopped\",\"reason\":\"pause\",\"guest\":\"g\",\"host\":\"h\",\"tai_ns\":1795383000000000000}";
  private static final String RESTART =
      "{\"kind\":\"restarted\",\"guest\":\"g\",\"host\":\"h\",\"tai_ns\":1795383005000000000}";
  private static final String PROFILE =
      "{\"kind\":\"profile\",\"guest\":\"%s\",\"tai_ns\":1795382000000000000,"
          + "\"clocksource\":\"tsc\",\"tsc_khz\":2400000,\"kernel\":\"6.1.0\"}";

  @TempDir private Path folder;

  private Path file(String name, String... lines) throws IOException {
    return Files.write(folder.resolve(name), List.of(lines));
  }

  private static String jsonl(Path file) {
    return "format=jsonl,path=" + file;
  }

  private String outage() throws IOException {
    return jsonl(file("events.jsonl", STOP, RESTART));
  }

  @Test
  void out_writesThreeFiles_andLeavesNothingElse() throws IOException {
    Path out = folder.resolve("new").resolve("out");

    Cli.Result result = Cli.run("whatif", "--manifest", Cli.manifest("C_live6"), "--out", out);

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(out.toFile().list())
        .containsExactlyInAnyOrder("report.html", "report.json", "report.csv");
    assertThat(result.err())
        .matches(
            "61 events of 1 guests: 61 accepted, 0 duplicates, 0 quarantined, 0 not counted;"
                + " 0 lines, records or files refused; 6 outages; by guest, [0-9.]+ m?s\n");
  }

  @Test
  void json_isWhatTheFileHolds() throws IOException {
    Path out = folder.resolve("out");

    Cli.Result result = Cli.run("whatif", "--input", outage(), "--json", "--out", out);

    assertThat(result.out()).isEqualTo(Files.readString(out.resolve("report.json")));
  }

  @Test
  void fleet_isWhatFleetWrites() throws IOException {
    Path files = folder.resolve("fleet");
    Cli.run(
        "fleet", "--guests", "20", "--hosts", "4", "--days", "5", "--seed", "3", "--out", files);

    Cli.Result ofFiles = Cli.run("whatif", "--manifest", files.resolve("manifest.json"));
    Cli.Result generated = Cli.run("whatif", "--fleet", "guests=20,hosts=4,days=5,seed=3");

    assertThat(generated.exitCode()).as(generated.err()).isZero();
    assertThat(upToDuration(generated.err())).isEqualTo(upToDuration(ofFiles.err()));
  }

  private static String upToDuration(String summary) {
    return summary.substring(0, summary.lastIndexOf(','));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--thresholds | 0,10mss | --thresholds: expected a duration in ns, or with ns, us, ms, s,"
            + " min, h or d: '10mss'",
        "--thresholds | 0,,1s | : ''",
        "--thresholds | 1s,1000ms | --thresholds: '1000ms' is listed twice",
        "--thresholds | -1s | '-1s'",
        "--policy | threshold_ns=x | --policy: threshold_ns",
        "--policy | nowhere.json | --policy: nowhere.json: expected KEY=VALUE,... or a file",
        "--from | yesterday | --from: expected RFC 3339",
        "--ntp-daemon | openntpd | --ntp-daemon: expected one of chrony, ntpd, timesyncd:"
            + " 'openntpd'",
        "--axes | timerz | --axes: unknown figure 'timerz', perhaps timers;",
        "--priors | nowhere | --priors: nowhere: no such file",
        "--cost | nowhere | --cost: nowhere: no such file; expected a cost function",
      })
  void option_thatIsNone_isWrongUsage(String option, String value, String message) {
    Cli.Result result = Cli.run("whatif", "--fleet", "guests=1", option + "=" + value);

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains(message);
    assertThat(result.out()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "guests=x | --fleet: guests: expected a number: 'x'",
        "guests=0 | --fleet: guests must be at least 1: 0",
        "guests=1,guests=2 | --fleet: guests is stated twice",
        "guest=1 | --fleet: 'guest=1': expected KEY=VALUE, with one of [clocks, days,",
        "days=999999999 | --fleet: days: the fleet would outlast time",
        "p50=fast | --fleet: p50: expected a duration",
        "clocks=good | --fleet: clocks: expected public or wild: 'good'",
      })
  void fleet_thatIsNone_isWrongUsage(String fleet, String message) {
    Cli.Result result = Cli.run("whatif", "--fleet", fleet);

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains(message);
  }

  @Test
  void costFunction_ofAnUnknownFigure_isRefused_withItsLine() throws IOException {
    Path cost = file("cost.json", "{\"name\": \"mine\",", " \"weights\": {\"timerz\": 1}}");

    Cli.Result result = Cli.run("whatif", "--fleet", "guests=1", "--cost", cost);

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err())
        .startsWith("--cost: " + cost + ":2: unknown figure 'timerz', perhaps timers;");
  }

  @Test
  void policy_twice_isWrongUsage() {
    Cli.Result result =
        Cli.run(
            "whatif", "--fleet", "guests=1", "--policy", "drift_ppm=1", "--policy", "drift_ppm=1");

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("--policy: drift_ppm=1 is stated twice");
  }

  @Test
  void emptyHistory_fails_andWritesNoReport() throws IOException {
    Path out = folder.resolve("out");
    String empty = jsonl(file("empty.jsonl", "no event"));

    Cli.Result result = Cli.run("whatif", "--input", empty, "--out", out);

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err())
        .contains("empty.jsonl:1: ")
        .contains(
            "lapse: the history is empty: 0 events were read, and none of them can be taken;"
                + " 1 lines, records or files were refused; expected at least one event");
    assertThat(out).isEmptyDirectory();
    assertThat(result.out()).isEmpty();
  }

  @Test
  void inputs_thatAreAllRefused_fail() {
    Cli.Result result = Cli.run("whatif", "--manifest", folder.resolve("nowhere.json"));

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).contains("nowhere.json").contains("the history is empty");
  }

  @Test
  void fileThatIsMissing_makesThePartOfAHistory_andFails() throws IOException {
    Path out = folder.resolve("out");
    String missing = "format=jsonl,path=" + folder.resolve("missing.jsonl");

    Cli.Result result = Cli.run("whatif", "--input", outage(), "--input", missing, "--out", out);

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err())
        .contains("missing.jsonl: no such file")
        .contains("PARTIAL, 1 missing: 2 events of 1 guests");
    assertThat(out.resolve("report.json")).isNotEmptyFile();
  }

  @Test
  void lineThatIsRefused_isCounted_andToldOnly() throws IOException {
    Path events = file("events.jsonl", STOP, "garbage", RESTART);

    Cli.Result result = Cli.run("whatif", "--input", jsonl(events));

    assertThat(result.exitCode()).isZero();
    assertThat(result.err())
        .contains("events.jsonl:2: ")
        .contains("1 lines, records or files refused; 1 outages");
  }

  @Test
  void messages_beyondTheFirstHundred_areCounted() throws IOException {
    String[] lines = new String[253];
    Arrays.fill(lines, "garbage");
    lines[0] = STOP;
    lines[1] = RESTART;

    Cli.Result result = Cli.run("whatif", "--input", jsonl(file("events.jsonl", lines)));

    assertThat(result.err().lines().filter(line -> line.contains("events.jsonl:"))).hasSize(100);
    assertThat(result.err()).contains("lapse: 151 more messages are left out");
  }

  @Test
  void profiles_ofOtherGuests_areNamed() throws IOException {
    Path profiles =
        file(
            "p.jsonl",
            PROFILE.formatted("g"),
            PROFILE.formatted("x1"),
            PROFILE.formatted("x2"),
            PROFILE.formatted("x3"),
            PROFILE.formatted("x4"));

    Cli.Result result = Cli.run("whatif", "--input", outage(), "--profiles", profiles);

    assertThat(result.exitCode()).isZero();
    assertThat(result.err())
        .contains(
            "lapse: --profiles: 4 guests are not in the history, as in x1, x2, x3;"
                + " expected profiles of its guests")
        .contains("3 events of 1 guests");
  }

  @Test
  void profiles_thatAreNone_areNamed() throws IOException {
    Path events = file("stop.jsonl", STOP);

    Cli.Result result =
        Cli.run(
            "whatif",
            "--input",
            outage(),
            "--profiles",
            events,
            "--profiles",
            folder.resolve("missing.json"));

    assertThat(result.err())
        .contains("stop.jsonl:1: expected a profile or an inventory of a guest")
        .contains("missing.json: no such file");
  }

  @Test
  void out_thatCannotBeWritten_failsBeforeTheWork() throws IOException {
    Path file = file("taken", "a file");

    Cli.Result result = Cli.run("whatif", "--input", outage(), "--out", file.resolve("out"));

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).startsWith("lapse: cannot write to " + file.resolve("out"));
    assertThat(result.out()).isEmpty();
  }

  @Test
  void time_leavesOutOutages() throws IOException {
    Cli.Result before = Cli.run("whatif", "--input", outage(), "--to", "tai:1795383000000000000");
    Cli.Result from = Cli.run("whatif", "--input", outage(), "--from", "tai:1795383000000000000");

    assertThat(before.err()).contains("; 0 outages; ");
    assertThat(from.err()).contains("; 1 outages; ");
  }
}
