package io.lapse.cli.fleetreport;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.cli.Cli;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FleetReportCommandTest {
  private static final Path CLAIMS = Cli.RECORDINGS.resolve("D_std_J60/manifest-claims.json");

  @TempDir private Path folder;

  @Test
  void hosts_ofRecordedMigrations() {
    Cli.Result result =
        Cli.run("fleet-report", "--manifest", Cli.manifest("C_live6"), "--manifest", CLAIMS);

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out())
        .isEqualTo(
            """
            host       outages  open      p50      p99      max  violations  open now  unaccounted
            ---------  -------  ----  -------  -------  -------  ----------  --------  -----------
            h0 (from)        2     0  60.6 ms    424 s    424 s           3         3    6 min 1 s
            h1 (from)        1     0  3.89 ms  3.89 ms  3.89 ms           0         0      3.87 ms
            h1 (to)          2     0  60.6 ms    424 s    424 s           3         3    6 min 1 s
            h2 (from)        1     0  41.7 ms  41.7 ms  41.7 ms           0         0      41.6 ms
            h2 (to)          1     0  3.89 ms  3.89 ms  3.89 ms           0         0      3.87 ms
            h3 (from)        1     0  8.46 ms  8.46 ms  8.46 ms           0         0      8.45 ms
            h3 (to)          1     0  41.7 ms  41.7 ms  41.7 ms           0         0      41.6 ms
            h4 (from)        1     0  3.41 ms  3.41 ms  3.41 ms           0         0      3.39 ms
            h4 (to)          1     0  8.46 ms  8.46 ms  8.46 ms           0         0      8.45 ms
            h5 (from)        1     0  10.8 ms  10.8 ms  10.8 ms           0         0      10.7 ms
            h5 (to)          1     0  3.41 ms  3.41 ms  3.41 ms           0         0      3.39 ms
            h6 (to)          1     0  10.8 ms  10.8 ms  10.8 ms           0         0      10.7 ms
            """);
  }

  @Test
  void pairs_byHour() {
    Cli.Result result =
        Cli.run("fleet-report", "--manifest", CLAIMS, "--by", "pair", "--window", "1h");

    assertThat(result.out())
        .isEqualTo(
            """
            from (UTC)          pair   outages  open    p50    p99    max  violations  open now  unaccounted  bias
            ------------------  -----  -------  ----  -----  -----  -----  ----------  --------  -----------  -------
            11-22 20:59:23.000  h0>h1        1     0  424 s  424 s  424 s           3         3    6 min 1 s  too few
            """);
  }

  @Test
  void json_hasEveryFigure() {
    Cli.Result result = Cli.run("fleet-report", "--manifest", CLAIMS, "--by", "fleet", "--json");

    assertThat(result.out())
        .startsWith(
            "{\"dimension\":\"fleet\",\"window\":\"all\",\"start_tai_s\":null,\"outages\":1,\"open\":0,"
                + "\"without_stop\":0,\"kinds\":{\"MIGRATION\":1},\"verdicts\":{\"EXCEEDED\":1},"
                + "\"cooperations\":{\"UNKNOWN\":1},\"tout\":{\"count\":1,")
        .contains("\"violations\":{\"COMPENSATED_ABOVE_THRESHOLD\":{\"opened\":1,\"open\":1}")
        .endsWith("\"bias\":null}\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"fleet", "host", "pair"})
  void ledger_thatWasWritten_givesTheSame(String by) {
    Cli.run("fleet", "--guests", 12, "--hosts", 3, "--days", 5, "--seed", 7, "--out", folder);
    Path manifest = folder.resolve("manifest.json");
    Cli.run("replay", "--manifest", manifest, "--out", folder);

    Cli.Result fromLedger =
        Cli.run("fleet-report", "--ledger", folder.resolve("ledger.jsonl"), "--by", by, "--json");
    Cli.Result fromInputs = Cli.run("fleet-report", "--manifest", manifest, "--by", by, "--json");

    assertThat(fromLedger.exitCode()).as(fromLedger.err()).isZero();
    assertThat(fromLedger.out()).isNotEmpty().isEqualTo(fromInputs.out());
  }

  @Test
  void class_hasARow() {
    Cli.Result result = Cli.run("fleet-report", "--manifest", CLAIMS, "--by", "class");

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out().lines().skip(2)).singleElement().asString().startsWith("default ");
  }

  @Test
  void labelThatNobodyHas_hasNoRow_andThatIsSaid() {
    Cli.Result result = Cli.run("fleet-report", "--manifest", CLAIMS, "--by", "label:zone");

    assertThat(result.exitCode()).isZero();
    assertThat(result.err()).contains("lapse: no outage was counted by label:zone");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "--by zone; --by: expected fleet, host, pair, class or label:NAME: zone",
        "--by label:; --by: expected fleet, host, pair, class or label:NAME: label:",
        "--window 1w; --window: expected a window as in 15min, 1h or 1d: 1w"
      })
  void wrongUsage_saysWhatWasExpected(String options, String message) {
    String[] words = options.split(" ", -1);

    Cli.Result result = Cli.run("fleet-report", "--manifest", CLAIMS, words[0], words[1]);

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains(message);
  }

  @Test
  void labelsOfALedger_areRefused() {
    Cli.Result result = Cli.run("fleet-report", "--ledger", "ledger.jsonl", "--by", "label:zone");

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err())
        .contains(
            "--by: a ledger tells neither classes nor labels; expected --manifest or --input");
  }

  @Test
  void fileThatIsMissing_isNamed() {
    Cli.Result result = Cli.run("fleet-report", "--ledger", folder.resolve("none.jsonl"));

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).contains("none.jsonl: no such file; expected a ledger.jsonl");
  }
}
