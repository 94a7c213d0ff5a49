package io.lapse.producers;

import static java.util.Comparator.comparing;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.account.InputOrder;
import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.host.HostEvent;
import io.lapse.ledger.host.StopReason;
import io.lapse.ledger.time.TaiInstant;
import io.lapse.producers.Recordings.Reading;
import io.lapse.producers.source.Manifest;
import io.lapse.producers.source.Problem;
import io.lapse.schemas.tai.UtcScale;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The recordings of real guests, against what really happened and against golden files. */
class RecordingsTest {
  private static final JsonMapper JSON = new JsonMapper();

  @TempDir Path folder;

  static List<String> runs() throws IOException {
    try (Stream<Path> qmp = Files.list(Recorded.folder().resolve("qmp"));
        Stream<Path> virsh = Files.list(Recorded.folder().resolve("libvirt"))) {
      return Stream.concat(qmp, virsh).map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void runs_areAll() throws IOException {
    assertThat(runs()).hasSize(13);
  }

  @ParameterizedTest
  @MethodSource("runs")
  void read_findsEveryStopAndRestart_thatReallyHappened(String run) throws IOException {
    JsonNode truth = JSON.readTree(Recorded.run(run).resolve("truth.json").toFile());
    TreeSet<String> stops = new TreeSet<>();
    TreeSet<String> restarts = new TreeSet<>();
    for (JsonNode outage : truth.has("restarts") ? truth.get("restarts") : truth.get("outages")) {
      stops.add(end(outage, "source_host", "stopped_realtime_ns"));
      restarts.add(end(outage, "destination_host", "restarted_realtime_ns"));
    }

    Reading reading = read(run, "manifest.json");

    assertThat(reading.problems()).isEmpty();
    assertThat(
            reading.inputs().stream()
                .filter(HostEvent.Stopped.class::isInstance)
                .filter(input -> ((HostEvent.Stopped) input).reason() != StopReason.ARRIVAL)
                .map(RecordingsTest::end))
        .containsExactlyInAnyOrderElementsOf(stops);
    assertThat(
            reading.inputs().stream()
                .filter(HostEvent.Restarted.class::isInstance)
                .map(RecordingsTest::end))
        .containsExactlyInAnyOrderElementsOf(restarts);
    assertThat(reading.inputs().stream().filter(HostEvent.Started.class::isInstance))
        .hasSize(run.equals("libvirt1") ? 1 : 0);
  }

  /** What the logs say, line by line. A change of it is looked at, then copied from target. */
  @ParameterizedTest
  @MethodSource("runs")
  void read_matchesTheGoldenFile(String run) throws IOException {
    Path golden = Recorded.folder().resolve("golden").resolve(run + ".txt");

    String lines = lines(read(run, manifestOf(run)));

    Path found = Files.createDirectories(Path.of("target", "golden")).resolve(run + ".txt");
    Files.writeString(found, lines);
    assertThat(found).hasSameTextualContentAs(golden);
  }

  @ParameterizedTest
  @MethodSource("runs")
  void read_givesTheSame_fromAnotherFolder(String run) throws IOException {
    Path copy = Files.createDirectories(folder.resolve("else").resolve("where"));
    try (Stream<Path> files = Files.list(Recorded.run(run))) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(file.getFileName()));
      }
    }

    Reading there = Recordings.read(Manifest.load(copy.resolve(manifestOf(run))));

    assertThat(there.inputs()).isEqualTo(read(run, manifestOf(run)).inputs());
  }

  @Test
  void read_sortsForPublication_andCountsRepeats() throws IOException {
    Path log = Recorded.run("A_stop005").resolve("host-h0.jsonl");
    Path copy = Files.copy(log, folder.resolve("again.jsonl"));
    String entry = "host=h0,guest=a-stop005,format=qmp,clock_error_ns=100000,path=";

    Reading reading = Recordings.read(Manifest.ofArguments(List.of(entry + log, entry + copy)));

    assertThat(reading.inputs()).hasSize(6).isSortedAccordingTo(InputOrder.PUBLISH);
    assertThat(reading.duplicates()).isEqualTo(3);
    assertThat(reading.where(reading.inputs().get(0).id()))
        .hasValueSatisfying(where -> assertThat(where).hasToString(log + ":4"));
  }

  @Test
  void read_takesTheLeapSecondTable_whereTheHostSaysOtherwise() {
    Path log = Recorded.run("A_stop005").resolve("host-h0.jsonl");
    String entry = "host=h0,guest=a-stop005,format=qmp,clock_error_ns=100000,path=" + log;
    List<LedgerInput> right =
        Recordings.read(Manifest.ofArguments(List.of(entry + ",tai_offset_s=37"))).inputs();

    Reading reading = Recordings.read(Manifest.ofArguments(List.of(entry + ",tai_offset_s=0")));

    assertThat(reading.inputs())
        .filteredOn(input -> !(input instanceof HostEvent.HostClock))
        .isEqualTo(right);
    assertThat(reading.inputs())
        .filteredOn(HostEvent.HostClock.class::isInstance)
        .containsExactly(new HostEvent.HostClock(right.get(0).envelope(), 100_000, 0, 0));
    assertThat(reading.problems())
        .extracting(Problem::toString)
        .containsExactly(
            log
                + ":4: warning: tai_offset_s of this input is 0, expected 37 by the leap-second"
                + " table, which is used: the host's clock is not to be trusted");
  }

  @Test
  void read_tellsEveryGuestOfAHost_thatItsClockIsWrong_once() throws IOException {
    // From 2016 on TAI - UTC is 36 s, from 2017 on 37 s.
    Path lines =
        Files.writeString(
            folder.resolve("lines"),
            """
            {"kind":"stopped","guest":"a","host":"h0","realtime_ns":1483142400000000000}
            {"kind":"stopped","guest":"b","host":"h0","realtime_ns":1483315200000000000}
            {"kind":"restarted","guest":"b","host":"h0","realtime_ns":1483315201000000000}
            {"kind":"restarted","guest":"a","host":"h0","realtime_ns":1483315202000000000}
            {"kind":"restarted","guest":"a","host":"h1","realtime_ns":1483315203000000000}
            {"kind":"clock_observation","guest":"c","realtime_ns":1483315204000000000,"offset_ns":0,"error_ns":0}
            """);
    String entry = "format=jsonl,tai_offset_s=36,clock_error_ns=5,path=" + lines;

    Reading reading = Recordings.read(Manifest.ofArguments(List.of(entry)));

    assertThat(reading.problems()).hasSize(1);
    assertThat(reading.inputs())
        .filteredOn(HostEvent.HostClock.class::isInstance)
        .extracting(RecordingsTest::clock)
        .containsExactly("b h0 36 1483315237 5", "a h0 36 1483315239 5", "a h1 36 1483315240 5");
  }

  private static String clock(LedgerInput input) {
    HostEvent.HostClock clock = (HostEvent.HostClock) input;
    return String.join(
        " ",
        clock.guest(),
        clock.envelope().host(),
        "" + clock.wrongTaiOffsetSeconds(),
        "" + clock.stamp().at().nanos() / 1_000_000_000,
        "" + clock.errorNanos());
  }

  private static Reading read(String run, String manifest) {
    return Recordings.read(Manifest.load(Recorded.run(run).resolve(manifest)));
  }

  private static String manifestOf(String run) {
    String claims = "manifest-claims.json";
    return Files.exists(Recorded.run(run).resolve(claims)) ? claims : "manifest.json";
  }

  private static String end(JsonNode outage, String host, String realtime) {
    return outage.get(host).textValue() + " " + UtcScale.toTai(outage.get(realtime).longValue());
  }

  private static String end(LedgerInput input) {
    TaiInstant at = input.stamp().at();
    return input.envelope().host() + " " + at;
  }

  /** One line an input: where it stands, when it happened, its id, and what it says. */
  private static String lines(Reading reading) {
    List<LedgerInput> inputs = new ArrayList<>(reading.inputs());
    inputs.sort(comparing(input -> place(reading, input)));
    StringBuilder lines = new StringBuilder();
    for (LedgerInput input : inputs) {
      lines
          .append(place(reading, input))
          .append(' ')
          .append(input.stamp().at().nanos())
          .append(' ')
          .append(input.id())
          .append(' ')
          .append(says(input))
          .append('\n');
    }
    return lines.toString();
  }

  private static String place(Reading reading, LedgerInput input) {
    return reading
        .where(input.id())
        .map(
            where ->
                String.format(
                    Locale.ROOT, "%s:%02d", Path.of(where.path()).getFileName(), where.line()))
        .orElseThrow();
  }

  private static String says(LedgerInput input) {
    if (input instanceof GuestEvent.Inventory inventory) {
      return "Inventory of " + inventory.timers().size() + " timers";
    }
    if (input instanceof HostEvent.Stopped stopped) {
      return "Stopped " + stopped.reason();
    }
    if (input instanceof HostEvent.Restarted restarted) {
      return "Restarted " + restarted.mode() + " " + restarted.counterWhilePaused();
    }
    if (input instanceof HostEvent.Migration migration) {
      Long downtime = migration.downtimeNanos();
      return "Migration "
          + migration.status()
          + " "
          + migration.role()
          + (downtime == null ? "" : " downtime " + downtime);
    }
    return input.getClass().getSimpleName();
  }
}
