package io.lapse.cli.vmclock;

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

/** What the command takes, writes, and refuses. */
class VmclockCommandTest {
  private static final Path CLAIMS = Cli.RECORDINGS.resolve("D_std_J60/manifest-claims.json");

  @TempDir private Path folder;

  /** No quotes in arguments: words are between spaces. */
  private static Cli.Result run(String arguments) {
    return Cli.run((Object[]) ("vmclock " + arguments).strip().split(" +", -1));
  }

  private Path events(String... lines) throws IOException {
    return Files.write(folder.resolve("events.jsonl"), List.of(lines));
  }

  private static String event(String kind, String guest, long nanos) {
    return "{\"kind\":\"%s\",\"guest\":\"%s\",\"host\":\"h0\",\"tai_ns\":%d}"
        .formatted(kind, guest, 1_800_000_000_000_000_000L + nanos);
  }

  @Test
  void writtenPage_isTheOneThatIsPrinted() throws IOException {
    Path file = folder.resolve("page");

    Cli.Result written =
        Cli.run("vmclock", "--guest", "probe-std", "--manifest", CLAIMS, "--json", "--out", file);

    assertThat(written.exitCode()).as(written.err()).isZero();
    assertThat(written.err()).isEmpty();
    assertThat(written.out()).contains("\"counter_period_frac_sec\":\"0xe0cfc9cc4ec40b39\"");
    assertThat(Files.size(file)).isEqualTo(0x1000);
    assertThat(Cli.run("vmclock", "--decode", file, "--json").out()).isEqualTo(written.out());
  }

  /** Six migrations are six markers, and one generation. */
  @Test
  void recordedMigrations_areDisruptions() {
    Cli.Result result =
        Cli.run("vmclock", "--guest", "c-live6", "--manifest", Cli.manifest("C_live6"));

    assertThat(result.exitCode()).isZero();
    assertThat(result.err())
        .isEqualTo(
            "lapse: the page names no counter: expected a profile with tsc_khz, or --tsc-khz N\n");
    assertThat(result.out())
        .startsWith(
            "VMClock page of c-live6 after notice 6, of outage"
                + " c-live6/ff47fb167ff053a97f8f1306c9717d5c\n")
        .containsPattern("disruption_marker +6\n")
        .containsPattern("vm_generation_counter +0\n")
        .containsPattern("counter_id +255 +VMCLOCK_COUNTER_INVALID\n")
        .containsPattern("the reference +2026-11-22T21:30:02.720520Z +1795383039720520000 ");
  }

  @Test
  void fork_isAnotherGeneration() {
    Cli.Result result =
        Cli.run("vmclock", "--guest", "probe-std", "--manifest", Cli.manifest("D_forked_snapshot"));

    assertThat(result.out())
        .containsPattern("disruption_marker +2\n")
        .containsPattern("vm_generation_counter +1\n");
  }

  @Test
  void statedFrequency_winsOverTheProfile_andThatIsSaid() {
    Cli.Result result =
        Cli.run("vmclock", "--guest", "probe-std", "--manifest", CLAIMS, "--tsc-khz", "2400000");

    assertThat(result.err())
        .isEqualTo("lapse: --tsc-khz 2400000 is taken; the profile says 2445406\n");
    assertThat(result.out()).contains(" 0xe5109ec205d7bea6  2400000000 Hz\n");
  }

  /** What they do to the books is the replay's; here they must reach it. */
  @Test
  void policyAndReactions_areThoseOfAReplay() throws IOException {
    Path reactions = Files.writeString(folder.resolve("reactions.jsonl"), "no reaction\n");

    Cli.Result result =
        Cli.run(
            "vmclock",
            "--guest",
            "probe-std",
            "--manifest",
            CLAIMS,
            "--policy",
            "threshold_ns=100ms",
            "--reactions",
            reactions);

    assertThat(result.exitCode()).isZero();
    assertThat(result.err()).startsWith(reactions + ":1: ");
    assertThat(result.out()).containsPattern("disruption_marker +1\n");
  }

  @Test
  void unknownGuest_isToldWhichThereAre() throws IOException {
    Path events =
        events(
            event("reset", "g1", 0),
            event("reset", "g2", 1),
            event("reset", "g3", 2),
            event("reset", "g4", 3),
            event("reset", "g5", 4),
            event("reset", "g6", 5),
            event("reset", "g7", 6));

    Cli.Result result = run("--guest g --input format=jsonl,path=" + events);

    assertThat(result.err())
        .isEqualTo("lapse: no guest g; expected one of g1, g2, g3, g4, g5 and 2 more\n");
    assertThat(result.out()).isEmpty();
    assertThat(result.exitCode()).isEqualTo(1);
  }

  @Test
  void guestWithoutANotice_isAFailure() throws IOException {
    Path events = events(event("stopped", "g", 0));

    Cli.Result result = run("--guest g --input format=jsonl,path=" + events);

    assertThat(result.err())
        .isEqualTo("lapse: guest g has no notice; expected at least one restart\n");
    assertThat(result.exitCode()).isEqualTo(1);
  }

  @Test
  void nothingToRead_isAFailure() throws IOException {
    Path events = events("no event");

    Cli.Result result = run("--guest g --input format=jsonl,path=" + events);

    assertThat(result.err())
        .contains(events + ":1")
        .endsWith("lapse: nothing could be read; expected at least one event\n");
    assertThat(result.exitCode()).isEqualTo(1);
  }

  @Test
  void pageThatCannotBeWritten_isAFailure() {
    Cli.Result result =
        Cli.run("vmclock", "--guest", "probe-std", "--manifest", CLAIMS, "--out", folder);

    assertThat(result.err()).startsWith("lapse: cannot write to " + folder + ": ");
    assertThat(result.out()).isEmpty();
    assertThat(result.exitCode()).isEqualTo(1);
  }

  /** A profile that no counter can have is as good as none. */
  @ParameterizedTest
  @CsvSource({"0", "-1", "9223372036854775807"})
  void impossibleFrequency_namesNoCounter(String khz) throws IOException {
    Path events =
        events(
            event("profile", "g", 0).replace("}", ",\"tsc_khz\":" + khz + "}"),
            event("stopped", "g", 1),
            event("restarted", "g", 2));

    Cli.Result result = run("--guest g --input format=jsonl,path=" + events);

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.err()).contains("lapse: the page names no counter");
    assertThat(result.out()).contains("VMCLOCK_COUNTER_INVALID");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          '' | which page? expected --decode FILE, or --guest G with --manifest FILE or --input ...
          --guest g | which page? expected --decode FILE, or --guest G with --manifest FILE or --input ...
          --manifest m | which page? expected --decode FILE, or --guest G with --manifest FILE or --input ...
          --json --counter 1 | which page? expected --decode FILE, or --guest G with --manifest FILE or --input ...
          --decode f --guest g | --decode reads a page that there is: expected no --guest
          --decode f --manifest m | --decode reads a page that there is: expected no --manifest or --input
          --decode f --input host=h | --decode reads a page that there is: expected no --manifest or --input
          --decode f --policy p | --decode reads a page that there is: expected no --policy
          --decode f --reactions none | --decode reads a page that there is: expected no --reactions
          --decode f --tsc-khz 1 | --decode reads a page that there is: expected no --tsc-khz
          --decode f --out o | --decode reads a page that there is: expected no --out
          --decode f --counter -1 | --counter -1: expected a whole number from 0 to 2^64 - 1, decimal or as in 0x1f
          --decode f --counter 18446744073709551616 | --counter 18446744073709551616: expected a whole number from 0 to 2^64 - 1
          --decode f --counter 0x10000000000000000 | --counter 0x10000000000000000: expected a whole number from 0 to 2^64 - 1
          --decode f --counter 1e9 | --counter 1e9: expected a whole number from 0 to 2^64 - 1
          --decode f --counter 0x | --counter 0x: expected a whole number from 0 to 2^64 - 1
          --guest g --manifest m --counter now | --counter now: expected a whole number from 0 to 2^64 - 1
          --guest g --manifest m --tsc-khz 0 | --tsc-khz 0: expected a whole number of kHz from 1 to 4294967295
          --guest g --manifest m --tsc-khz 4294967296 | --tsc-khz 4294967296: expected a whole number of kHz from 1 to 4294967295
          --guest g --manifest m --tsc-khz 2.4 | --tsc-khz 2.4: expected a whole number of kHz from 1 to 4294967295
          --guest g --manifest m --policy threshold_ns=x | --policy:
          --decode | Missing required parameter for option '--decode' (FILE)
          --page=f | Unknown option: '--page=f'
          """)
  void wrongUsage_saysWhatWasExpected(String arguments, String message) {
    Cli.Result result = run(arguments);

    assertThat(result.err()).startsWith(message);
    assertThat(result.out()).isEmpty();
    assertThat(result.exitCode()).isEqualTo(2);
  }

  @Test
  void help_namesEveryOption() {
    Cli.Result result = run("--help");

    assertThat(result.exitCode()).isZero();
    assertThat(result.err()).isEmpty();
    assertThat(result.out().replaceAll("\\s+", " "))
        .contains("--decode", "--guest", "--manifest", "--input", "--policy", "--reactions")
        .contains("--tsc-khz", "--counter", "--out", "--json");
  }
}
