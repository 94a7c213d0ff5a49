package io.lapse.cli.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lapse.cli.Cli;
import io.lapse.ledger.simulation.Blackouts;
import io.lapse.ledger.simulation.FleetHabits;
import io.lapse.ledger.simulation.FleetPlan;
import io.lapse.ledger.simulation.HostClocks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A fleet in the words of each hypervisor: a replay of them finds every outage, of the right kind
 * and between the right hosts, with its true interval in the stated one, and the distribution that
 * was asked for.
 */
class FleetFormatsTest {
  private static final long MILLI = 1_000_000;
  private static final long HOUR = 3_600_000 * MILLI;
  private static final Blackouts ASKED = new Blackouts(80 * MILLI, 700 * MILLI);
  private static final int MIGRATIONS_MIN = 4_000;

  @TempDir private Path folder;

  private static FleetPlan plan(FleetFormat format, long seed, int guests, int days) {
    FleetHabits habits =
        FleetHabits.PUBLIC
            .withLogs(format.logs())
            .withGap(3 * HOUR)
            .withBlackouts(ASKED)
            .withDrains(48 * HOUR)
            .withRestMax(24 * HOUR);
    return FleetPlan.of(seed, guests, 8, days).withLoss(format.lossPerMille()).with(habits);
  }

  private FleetFolder.Written write(FleetPlan plan, FleetFormat format) throws IOException {
    return FleetFolder.write(folder, plan, format, count -> {});
  }

  private Cli.Result replay() {
    Cli.Result replayed =
        Cli.run(
            "replay",
            "--manifest",
            folder.resolve("manifest.json"),
            "--out",
            folder.resolve("ledger"));
    assertThat(replayed.exitCode()).as(replayed.err()).isZero();
    assertThat(replayed.err()).contains(" 0 quarantined, 0 not counted; 0 lines or files refused");
    return Cli.run(
        "verify-ledger",
        folder.resolve("ledger/ledger.jsonl"),
        "--truth",
        folder.resolve("truth.jsonl"));
  }

  @ParameterizedTest
  @EnumSource
  void replay_findsWhatHappened_andTheDistributionThatWasAsked(FleetFormat format)
      throws IOException {
    FleetPlan plan = plan(format, 21, 200, 10);
    FleetFolder.Written written = write(plan, format);

    Cli.Result verified = replay();

    assertThat(verified.err()).as(plan.toString()).isEmpty();
    assertThat(verified.out()).contains("truth holds: " + written.outages() + " outages");
    List<Long> migrations = migrationsInLedger();
    assertThat(migrations).hasSizeGreaterThan(MIGRATIONS_MIN);
    assertThat(perMilleOf(ASKED.p50Nanos(), migrations.get(migrations.size() / 2)))
        .as("the median, per mille of what was asked")
        .isBetween(950L, 1_050L);
    assertThat(perMilleOf(ASKED.p99Nanos(), migrations.get(migrations.size() * 99 / 100)))
        .as("at 99 %, per mille of what was asked")
        .isBetween(950L, 1_050L);
  }

  /** Clocks that are stepped, logs that lag, and a line in ten episodes lost. */
  @ParameterizedTest
  @EnumSource
  void replay_ofWildHosts_tellsTheTruth(FleetFormat format) throws IOException {
    FleetPlan usual = plan(format, 22, 60, 8);
    FleetPlan plan = usual.with(usual.habits().withClocks(HostClocks.WILD)).withLoss(100);
    FleetFolder.Written written = write(plan, format);

    Cli.Result verified = replay();

    assertThat(written.unreported()).isPositive();
    assertThat(verified.err()).as(plan.toString()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void samePlan_givesTheSameBytes(FleetFormat format) throws IOException {
    FleetPlan plan = plan(format, 23, 10, 2);
    Path again = folder.resolve("again");
    Path first = folder.resolve("first");
    FleetFolder.write(first, plan, format, count -> {});

    FleetFolder.write(again, plan, format, count -> {});

    List<Path> files = files(first);
    assertThat(files(again)).hasSameSizeAs(files);
    for (Path file : files) {
      assertThat(again.resolve(first.relativize(file))).hasSameBinaryContentAs(file);
    }
  }

  /** Without any one line that ends a blackout, the outage is missed: the check above can fail. */
  @ParameterizedTest
  @CsvSource({"QMP, qmp, '\"event\": \"RESUME\"'", "LIBVIRT, virsh, Resumed Migrated"})
  void logThatLosesAnEnd_isFound(FleetFormat format, String logs, String text) throws IOException {
    write(plan(format, 24, 20, 4), format);
    losesOneLine(logs, text);

    Cli.Result verified = replay();

    assertThat(verified.exitCode()).isEqualTo(1);
    assertThat(verified.err()).contains(" is not in the ledger");
  }

  /** The last such line of the first log that has two: not the first start of a guest. */
  private void losesOneLine(String logs, String text) throws IOException {
    for (Path log : files(folder.resolve(logs))) {
      List<String> lines = new ArrayList<>(Files.readAllLines(log));
      List<String> found = lines.stream().filter(line -> line.contains(text)).toList();
      if (found.size() >= 2) {
        lines.remove(found.get(found.size() - 1));
        Files.write(log, lines);
        return;
      }
    }
    throw new AssertionError("no log has two lines with " + text);
  }

  private static List<Path> files(Path root) throws IOException {
    try (Stream<Path> paths = Files.walk(root)) {
      return paths.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static long perMilleOf(long askedNanos, long foundNanos) {
    return foundNanos * 1_000 / askedNanos;
  }

  private List<Long> migrationsInLedger() throws IOException {
    ObjectMapper json = new ObjectMapper();
    List<Long> found = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve("ledger/ledger.jsonl"))) {
      JsonNode entry = json.readTree(line);
      boolean migrated = entry.path("kind").asText().equals("MIGRATION");
      if (migrated && entry.path("entry").asText().equals("POSTED")) {
        found.add(entry.path("tout_ns").asLong());
      }
    }
    return found.stream().sorted().toList();
  }
}
