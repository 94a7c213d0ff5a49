package io.lapse.cli.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.cli.Cli;
import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.simulation.FleetHabits;
import io.lapse.ledger.simulation.FleetPlan;
import io.lapse.ledger.simulation.FleetSimulation;
import io.lapse.ledger.simulation.Happening;
import io.lapse.producers.Recordings;
import io.lapse.producers.source.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A fleet is written as it happened, and a replay of it tells the truth. */
class FleetCommandTest {
  private static final List<String> FILES =
      List.of("manifest.json", "host-events.jsonl", "guest-events.jsonl", "truth.jsonl");

  @TempDir private Path folder;

  private Cli.Result fleet(Path out, long seed) {
    return Cli.run(
        "fleet",
        "--guests",
        20,
        "--hosts",
        5,
        "--days",
        2,
        "--seed",
        seed,
        "--loss",
        100,
        "--gap",
        "8h",
        "--out",
        out);
  }

  private Cli.Result replay(Path fleet, String policy) {
    return Cli.run(
        "replay",
        "--manifest",
        fleet.resolve("manifest.json"),
        "--policy",
        policy,
        "--out",
        fleet.resolve("ledger"));
  }

  private Cli.Result verify(Path fleet, String policy) {
    return Cli.run(
        "verify-ledger",
        fleet.resolve("ledger/ledger.jsonl"),
        "--policy",
        policy,
        "--truth",
        fleet.resolve("truth.jsonl"));
  }

  @ParameterizedTest
  @CsvSource({"7, 0", "8, 100ms", "9, 1s"})
  void replayedFleet_tellsTheTruth(long seed, String threshold) {
    String policy = "threshold_ns=" + threshold;
    Cli.Result written = fleet(folder, seed);
    Cli.Result replayed = replay(folder, policy);

    Cli.Result verified = verify(folder, policy);

    assertThat(written.exitCode()).as(written.err()).isZero();
    assertThat(replayed.exitCode()).as(replayed.err()).isZero();
    assertThat(replayed.err()).contains(" 0 quarantined, 0 not counted; 0 lines or files refused");
    assertThat(verified.err()).as("seed " + seed).isEmpty();
    assertThat(verified.exitCode()).isZero();
    assertThat(verified.out()).contains("truth holds: ");
  }

  @Test
  void sameSeed_givesTheSameBytes() throws IOException {
    Path first = folder.resolve("first");
    Path second = folder.resolve("second");
    Path other = folder.resolve("other");

    fleet(first, 3);
    fleet(second, 3);
    fleet(other, 4);

    for (String file : FILES) {
      assertThat(second.resolve(file)).hasSameBinaryContentAs(first.resolve(file));
    }
    assertThat(Files.readString(other.resolve("truth.jsonl")))
        .isNotEqualTo(Files.readString(first.resolve("truth.jsonl")));
  }

  @Test
  void filesReadBack_areTheEventsOfTheSimulation() throws IOException {
    FleetPlan plan = FleetPlan.of(5, 20, 5, 4).with(FleetHabits.PUBLIC);
    FleetFolder.write(folder, plan, FleetFormat.JSONL, count -> {});
    List<LedgerInput> simulated = new ArrayList<>();
    FleetSimulation.of(plan)
        .forEachRemaining(
            happening -> {
              if (happening instanceof Happening.Arrived arrived) {
                simulated.add(arrived.input());
              }
            });

    Recordings.Reading reading = Recordings.read(Manifest.load(folder.resolve("manifest.json")));

    assertThat(reading.problems()).isEmpty();
    assertThat(reading.inputs()).hasSizeGreaterThan(100);
    assertThat(reading.inputs()).containsExactlyInAnyOrderElementsOf(simulated);
  }

  @Test
  void ledgerThatLacksAnOutage_isFound() throws IOException {
    fleet(folder, 6);
    replay(folder, "threshold_ns=0");
    Path truth = folder.resolve("truth.jsonl");
    List<String> lines = new ArrayList<>(Files.readAllLines(truth));
    int reported = firstReported(lines);
    String moved = lines.get(reported).replaceAll("_tai_ns\":17", "_tai_ns\":16");
    String longer = longerByOneSecond(lines.get(reported));

    assertThat(verifyWith(truth, lines, reported, moved))
        .contains("truth.jsonl:" + (reported + 1) + ": ")
        .contains(" is not in the ledger")
        .contains("in the ledger, but never was");
    assertThat(verifyWith(truth, lines, reported, longer)).contains(": tout_ns is ");
  }

  private String verifyWith(Path truth, List<String> lines, int index, String line)
      throws IOException {
    List<String> changed = new ArrayList<>(lines);
    changed.set(index, line);
    Files.write(truth, changed);
    Cli.Result result = verify(folder, "threshold_ns=0");
    assertThat(result.exitCode()).isEqualTo(1);
    return result.err();
  }

  private static int firstReported(List<String> lines) {
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).contains("\"reported\":true")) {
        return i;
      }
    }
    throw new AssertionError("no outage was reported");
  }

  private static String longerByOneSecond(String line) {
    return Pattern.compile("(\"restarted_tai_ns\":)(\\d+)")
        .matcher(line)
        .replaceFirst(found -> found.group(1) + (Long.parseLong(found.group(2)) + 1_000_000_000L));
  }

  @ParameterizedTest
  @CsvSource({
    "--guests, 0, guests must be at least 1: 0",
    "--hosts, -1, hosts must be at least 1: -1",
    "--days, 0, durationNanos must be at least 1: 0",
    "--days, 200000, would outlast time",
    "--loss, 1001, lossPerMille must be at most 1000: 1001",
    "--gap, 1s, gapNanos must be at least 600000000000: 1000000000",
    "--gap, often, expected a duration",
    "--format, xml, expected one of",
  })
  void wrongOption_isRefused(String option, String value, String message) {
    Cli.Result result = Cli.run("fleet", option, value, "--out", folder.resolve("none"));

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains(message);
    assertThat(folder.resolve("none")).doesNotExist();
  }
}
