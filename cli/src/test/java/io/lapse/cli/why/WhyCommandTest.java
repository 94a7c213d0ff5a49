package io.lapse.cli.why;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.cli.Cli;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A snapshot that was taken at 21:29:29.331 UTC and restored 361.9 s of lost time later. Its clock
 * was found to be right again two minutes after that.
 */
class WhyCommandTest {
  private static final long STOP = 1795383006331253000L;
  private static final long RESTART = 1795383428186698000L;
  private static final long REPAIR = RESTART + 120_000_000_000L;
  private static final String OUTAGE = "probe-std/6d735025d741a0824dd8080b4cca4710";

  @TempDir private Path folder;
  private Path ledger;

  @BeforeEach
  void replay() throws IOException {
    Path observation =
        Files.writeString(
            folder.resolve("observation.jsonl"),
            "{\"kind\":\"clock_observation\",\"guest\":\"probe-std\",\"tai_ns\":"
                + REPAIR
                + ",\"clock_error_ns\":0,\"offset_ns\":0,\"error_ns\":1000000,"
                + "\"status\":\"synchronised\"}\n");
    Cli.Result replayed =
        Cli.run(
            "replay",
            "--manifest",
            Cli.RECORDINGS.resolve("D_std_J60/manifest-claims.json"),
            "--manifest",
            Cli.manifest("C_live6"),
            "--input",
            "host=h1,guest=probe-std,format=jsonl,path=" + observation,
            "--out",
            folder);
    assertThat(replayed.err()).contains(" 0 lines or files refused");
    ledger = folder.resolve("ledger.jsonl");
  }

  @ParameterizedTest
  @CsvSource({
    "tai:1795383006331253000, OUTAGE",
    "2026-11-22T21:29:29.331253Z, OUTAGE",
    "2026-11-22T22:29:30+01:00, OUTAGE",
    "2026-11-22T21:29:29.330Z, OUTAGE",
    "2026-11-22T21:29:29.320Z, NO_HOST_EVENT",
    "tai:1795383428186698000, OUTAGE",
    "tai:1795383428186698001, STALE_WINDOW",
    "tai:1795383548186698000, STALE_WINDOW",
    "tai:1795383548186698001, NO_HOST_EVENT"
  })
  void why_answersByTheLedgerAndItsAlerts(String instant, String answer) {
    Cli.Result result = Cli.run("why", "probe-std", instant, "--ledger", ledger);

    assertThat(result.exitCode()).isZero();
    assertThat(result.err()).isEmpty();
    assertThat(result.out()).contains("\"answer\":\"" + answer + "\"");
    assertThat(result.out().contains("\"outage_id\":\"" + OUTAGE))
        .isEqualTo(!answer.equals("NO_HOST_EVENT"));
  }

  @Test
  void answer_isOneLine_withTheEntriesOfTheLedger() throws IOException {
    List<String> entries =
        Files.readAllLines(ledger).stream().filter(line -> line.contains(OUTAGE)).toList();

    Cli.Result result = Cli.run("why", "probe-std", "tai:" + STOP, "--ledger", ledger);

    assertThat(entries).hasSize(2);
    assertThat(result.out())
        .isEqualTo(
            "{\"guest\":\"probe-std\",\"instant_tai_ns\":"
                + STOP
                + ",\"answer\":\"OUTAGE\",\"outage_id\":\""
                + OUTAGE
                + "\",\"tout_ns\":"
                + (RESTART - STOP)
                + ",\"entries\":["
                + String.join(",", entries)
                + "]}\n");
  }

  @Test
  void withoutAlerts_repairedTimeIsNotFound_andThatIsSaid() throws IOException {
    Path alerts = Files.move(folder.resolve("alerts.jsonl"), folder.resolve("moved.jsonl"));

    Cli.Result without = why("tai:" + REPAIR);
    Cli.Result named =
        Cli.run("why", "probe-std", "tai:" + REPAIR, "--ledger", ledger, "--alerts", alerts);

    assertThat(without.exitCode()).isZero();
    assertThat(without.out()).contains("NO_HOST_EVENT");
    assertThat(without.err())
        .startsWith(folder.resolve("alerts.jsonl") + ": no such file: stale windows");
    assertThat(named.out()).contains("STALE_WINDOW");
    assertThat(named.err()).isEmpty();
  }

  @Test
  void namedAlerts_thatAreMissing_areAFailure() {
    Path none = folder.resolve("none.jsonl");

    Cli.Result result =
        Cli.run("why", "probe-std", "tai:" + STOP, "--ledger", ledger, "--alerts", none);

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).contains(none + ": no such file; expected an alerts.jsonl");
  }

  @Test
  void alertsOfAnotherLedger_areSaidToBe() throws IOException {
    Path alerts = folder.resolve("alerts.jsonl");
    Files.writeString(alerts, Files.readString(alerts).replace(OUTAGE, "probe-std/other"));

    Cli.Result result = why("tai:" + REPAIR);

    assertThat(result.out()).contains("NO_HOST_EVENT");
    assertThat(result.err()).contains("alerts of outages that the ledger does not have");
  }

  @Test
  void unknownGuest_hasNoHostEvent_andThatIsSaid() {
    Cli.Result result = Cli.run("why", "nobody", "tai:" + STOP, "--ledger", ledger);

    assertThat(result.exitCode()).isZero();
    assertThat(result.out())
        .isEqualTo(
            "{\"guest\":\"nobody\",\"instant_tai_ns\":"
                + STOP
                + ",\"answer\":\"NO_HOST_EVENT\",\"outage_id\":null,\"tout_ns\":null,"
                + "\"entries\":[]}\n");
    assertThat(result.err()).isEqualTo(ledger + ": knows no guest nobody\n");
  }

  @Test
  void badLines_areNamed_andTheRestIsRead() throws IOException {
    String good = Files.readString(ledger);
    Files.write(ledger, new byte[] {(byte) 0xff, '\n'});
    Files.writeString(
        ledger,
        "no json\n{\"guest\":\"probe-std\"}\n" + good,
        StandardCharsets.UTF_8,
        StandardOpenOption.APPEND);

    Cli.Result result = why("tai:" + STOP);

    assertThat(result.exitCode()).isZero();
    assertThat(result.out()).contains("\"answer\":\"OUTAGE\"");
    assertThat(result.err().lines().toList())
        .satisfiesExactly(
            first -> assertThat(first).startsWith(ledger + ":1: not UTF-8"),
            second -> assertThat(second).startsWith(ledger + ":2: expected a JSON object"),
            third -> assertThat(third).startsWith(ledger + ":3: expected the keys "));
  }

  @Test
  void fileWithoutOneGoodLine_isAFailure() throws IOException {
    Files.writeString(ledger, "no json\n");

    Cli.Result result = why("tai:" + STOP);

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).contains(ledger + ": no line could be read; expected a ledger.jsonl");
  }

  @Test
  void badInstant_isWrongUsage() {
    Cli.Result result = why("03:12");

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).contains("INSTANT: expected RFC 3339, as in").contains("03:12");
  }

  private Cli.Result why(String instant) {
    return Cli.run("why", "probe-std", instant, "--ledger", ledger);
  }
}
