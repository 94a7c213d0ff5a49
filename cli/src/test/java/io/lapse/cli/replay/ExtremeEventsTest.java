package io.lapse.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.cli.Cli;
import io.lapse.ledger.account.Entry;
import io.lapse.schemas.json.EntryJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Outages that nobody expects, and stamps that cannot be true, from the line to the ledger. */
class ExtremeEventsTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long AT = 1_800_000_000L * SECOND;

  @TempDir private Path folder;

  @ParameterizedTest(name = "Tout {0} s: {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0        | ''  | EXCEEDED | []
          864000   | ''  | EXCEEDED | [BLACKOUT_EXCEEDED, UNACCOUNTED_TIME]
          31557600 | ''  | EXCEEDED | [BLACKOUT_EXCEEDED, UNACCOUNTED_TIME]
          -600     | m-1 | EXCEEDED | [UNACCOUNTED_TIME, BACKWARDS_TIME]
          """)
  void tout_isBooked_howeverLongItIs_orNegative(
      long seconds, String migration, String verdict, String violations) throws IOException {
    long tout = seconds * SECOND;

    Cli.Result result =
        replay(line("stopped", "h0", AT, migration), line("restarted", "h1", AT + tout, migration));

    Entry entry = EntryJson.read(result.out().strip());
    assertThat(result.err()).contains("2 events: 2 accepted");
    assertThat(entry.toutNanos()).isEqualTo(tout);
    assertThat(entry.verdict()).hasToString(verdict);
    assertThat(entry.violations()).hasToString(violations);
    assertThat(entry.amounts()).isNotNull();
    assertThat(entry.amounts().unaccountedNanos()).isEqualTo(tout);
    assertThat(entry.postings().stream().mapToLong(posting -> posting.amountNanos()).sum())
        .isZero();
  }

  @ParameterizedTest(name = "{0} observed {1}: {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1800000600000000000 | 1800000000000000000  | ''
          1800000600000000001 | 1800000000000000000  | its stamp cannot be true
          1800000000000000000 | 1900000000000000000  | ''
          1800000000000000000 | 0                    | its stamp cannot be true
          1800000000000000000 | -9223372036854775808 | its stamp cannot be true
          946684832000000000  | 1800000000000000000  | ''
          946684831999999999  | 1800000000000000000  | its stamp cannot be true
          4102444836999999999 | 4102444836999999999  | ''
          4102444837000000000 | 4102444837000000000  | its stamp cannot be true
          9223372036854775807 | 9223372036854775807  | its stamp cannot be true
          -9223372036854775808 | 0                   | its stamp cannot be true
          0                   | 0                    | its stamp cannot be true
          """)
  void stampThatCannotBeTrue_isQuarantined_andNamed(long at, long observed, String why)
      throws IOException {
    String odd =
        "{\"kind\":\"stopped\",\"guest\":\"g\",\"host\":\"h0\",\"tai_ns\":"
            + at
            + ",\"observed_tai_ns\":"
            + observed
            + "}";
    String good = line("reset", "h0", AT + 1, "");

    Cli.Result result = replay(good, odd);

    assertThat(result.exitCode()).isZero();
    if (why.isEmpty()) {
      assertThat(result.err()).contains("2 accepted, 0 duplicates, 0 quarantined");
    } else {
      assertThat(result.err())
          .contains(folder.resolve("e.jsonl") + ":2: quarantined: " + why)
          .contains("1 accepted, 0 duplicates, 1 quarantined");
    }
  }

  private Cli.Result replay(String... lines) throws IOException {
    Path file = Files.write(folder.resolve("e.jsonl"), List.of(lines));
    return Cli.run("replay", "--json", "--input", "format=jsonl,path=" + file);
  }

  private static String line(String kind, String host, long at, String migration) {
    String id = migration.isEmpty() ? "" : ",\"migration_id\":\"" + migration + "\"";
    return "{\"kind\":\""
        + kind
        + "\",\"guest\":\"g\",\"host\":\""
        + host
        + "\",\"tai_ns\":"
        + at
        + id
        + "}";
  }
}
