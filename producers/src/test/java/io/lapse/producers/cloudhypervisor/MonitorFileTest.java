package io.lapse.producers.cloudhypervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lapse.ledger.host.CounterWhilePaused;
import io.lapse.ledger.time.TaiInstant;
import io.lapse.producers.Sources;
import io.lapse.producers.Told;
import io.lapse.producers.json.MalformedException;
import io.lapse.producers.source.Format;
import io.lapse.producers.source.Line;
import io.lapse.producers.source.Location;
import io.lapse.producers.source.LogReader;
import io.lapse.producers.source.Problem;
import io.lapse.producers.source.SourceInput;
import io.lapse.schemas.tai.UtcScale;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that grows tells by its own time where its stamps count from. */
class MonitorFileTest {
  private static final Instant EARLY = Instant.parse("2026-01-22T21:17:05.123456Z");
  private static final Instant LATE = EARLY.plusSeconds(3_600);

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void setUp() {
    file = folder.resolve("events.json");
  }

  @Test
  void anchor_isTheTimeOfTheFile_lessTheStampOfItsLastRecord() throws IOException {
    write(EARLY, pauseOf(0, 90_000));

    Told told = new Told();
    take(open(told, null), told, 0);

    assertThat(stamps(told))
        .containsExactly(at(EARLY, -89_000), at(EARLY, -88_000), at(EARLY, -87_000), at(EARLY, 0));
    assertThat(told.problems()).isEmpty();
    assertThat(told.inputs().get(0).stamp().clockErrorNanos()).isEqualTo(20_000_000 + 1_000);
  }

  @Test
  void anchor_isLessExact_whereTheFileSystemKeepsWholeSeconds() throws IOException {
    write(EARLY.plusNanos(876_544_000), pauseOf(0, 90_000));

    Told told = new Told();
    take(open(told, null), told, 0);

    assertThat(told.inputs().get(0).stamp().clockErrorNanos()).isEqualTo(2_020_000_000L + 1_000);
  }

  @Test
  void log_leftAnywhere_tellsTheSameThoughTheFileHasAnotherTimeByThen() throws IOException {
    List<String> lines = pauseOf(0, 90_000);
    write(EARLY, lines);
    Told whole = new Told();
    take(open(whole, null), whole, 0);
    int anchored = 0;

    for (int cut = 0; cut <= lines.size(); cut++) {
      write(EARLY, lines);
      Told parts = new Told();
      LogReader first = open(parts, null);
      take(first, parts, lines.subList(0, cut), 0);
      String memory = first.memory();
      if (memory.contains("anchor_tai_ns")) {
        anchored++;
        write(LATE, lines);
      }
      LogReader rest = open(parts, memory);

      assertThat(rest.memory()).isEqualTo(memory);
      take(rest, parts, lines.subList(cut, lines.size()), cut);
      assertThat(parts.ids()).as("cut at %d", cut).isEqualTo(whole.ids()).hasSize(4);
    }
    assertThat(anchored).isGreaterThan(lines.size() / 2);
  }

  @Test
  void log_asksForAnotherAnchor_whenAnotherVmmWritesTheFileAnew() throws IOException {
    write(EARLY, pauseOf(0, 90_000));
    Told told = new Told();
    LogReader log = open(told, null);
    take(log, told, 0);
    write(LATE, pauseOf(100, 80_000));

    take(open(told, log.memory()), told, 0);

    assertThat(stamps(told).subList(4, 8))
        .containsExactly(at(LATE, -78_900), at(LATE, -77_900), at(LATE, -76_900), at(LATE, 0));
    assertThat(told.problems()).isEmpty();
  }

  @Test
  void log_asksForAnotherAnchor_whenAnotherVmmAppends_howeverShortTheFirstOneSpoke()
      throws IOException {
    List<String> lines = new ArrayList<>(started(600));
    write(EARLY, lines);
    Told told = new Told();
    LogReader log = open(told, null);
    take(log, told, 0);
    int from = lines.size();
    lines.addAll(started(200));
    write(LATE, lines);

    take(log, told, from);

    assertThat(stamps(told)).containsExactly(at(EARLY, 0), at(LATE, 0));
  }

  @Test
  void log_refusesAVmm_whoseTimeAnotherOneHasOverwritten() throws IOException {
    List<String> lines = new ArrayList<>(pauseOf(0, 90_000));
    lines.addAll(pauseOf(100, 80_000));
    write(LATE, lines);

    Told told = new Told();
    take(open(told, null), told, 0);

    assertThat(stamps(told))
        .containsExactly(at(LATE, -78_900), at(LATE, -77_900), at(LATE, -76_900), at(LATE, 0));
    assertThat(told.problems())
        .extracting(Problem::toString)
        .containsExactly(
            file
                + ":1: nobody knows when its VMM started, because another VMM wrote behind it:"
                + " expected one VMM a file");
  }

  @Test
  void log_waitsForTheEndOfTheLastRecord_orRefusesWhereNoneComes() throws IOException {
    List<String> lines = new ArrayList<>(started(600));
    lines.addAll(MonitorText.pretty(9_000, "paused").subList(0, 3));
    write(Instant.now(), lines);
    Told told = new Told();

    assertThatThrownBy(() -> take(open(told, null), told, 0))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage("the file's last record is damaged: expected a whole one");

    write(EARLY, lines);
    take(open(told, null), told, 0);
    assertThat(told.inputs()).isEmpty();
    assertThat(told.problems())
        .extracting(Problem::message)
        .containsExactly(
            "nobody knows when its VMM started, because the file's last record is damaged:"
                + " expected a whole one");
  }

  @Test
  void log_looksAgain_whenThePathIsAnotherFileByNow() throws IOException {
    write(EARLY, started(600));
    List<String> read = Files.readAllLines(file);
    write(Instant.now(), started(700));
    Told told = new Told();

    assertThatThrownBy(() -> take(open(told, null), told, read, 0))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage("the file is another one by now: expected it to hold the record");
  }

  @Test
  void whole_refusesTheRestOnce_whereAnchorIsStatedAndStampsBeginAnew() throws IOException {
    List<String> lines = new ArrayList<>(pauseOf(0, 90_000));
    lines.addAll(pauseOf(100, 80_000));
    lines.addAll(pauseOf(50, 70_000));
    write(EARLY, lines);

    Told told = Told.by(new CloudHypervisorSource(MonitorText.input(file)));

    assertThat(told.inputs()).hasSize(4);
    // The second record of the other VMM: one stamp alone may be damaged.
    int line = pauseOf(0, 0).size() + MonitorText.pretty(0, "booting").size() + 1;
    assertThat(told.problems())
        .extracting(Problem::toString)
        .containsExactly(file + ":" + line + ": its stamps begin anew: expected one VMM a file");
  }

  @Test
  void whole_takesOneStampThatIsTooLargeOrTooSmall_forADamagedOne() throws IOException {
    List<String> lines = new ArrayList<>(started(600));
    lines.addAll(MonitorText.pretty(7_000, "paused"));
    lines.addAll(MonitorText.pretty(8, "resumed"));
    lines.addAll(MonitorText.pretty(9_000_000, "paused"));
    lines.addAll(MonitorText.pretty(10_000, "resumed"));
    lines.addAll(MonitorText.pretty(11_000, "paused"));
    lines.addAll(MonitorText.pretty(12_000, "resumed"));
    write(EARLY, lines);

    Told told = Told.by(new CloudHypervisorSource(MonitorText.input(file)));

    assertThat(told.inputs()).hasSize(7);
    assertThat(told.problems()).isEmpty();
  }

  @Test
  void whole_needsAnAnchor() {
    assertThatThrownBy(() -> new CloudHypervisorSource(input()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("needs an anchor");
  }

  private static List<String> started(long millis) {
    List<String> lines = new ArrayList<>(MonitorText.pretty(millis - 100, "booting"));
    lines.addAll(MonitorText.pretty(millis, "booted"));
    return lines;
  }

  /** Four events: 1, 2 and 3 s after a millisecond, and at another one. */
  private static List<String> pauseOf(long millis, long endMillis) {
    List<String> lines = new ArrayList<>(MonitorText.pretty(millis, "booting"));
    lines.addAll(MonitorText.pretty(millis + 1_000, "booted"));
    lines.addAll(MonitorText.pretty(millis + 2_000, "paused"));
    lines.addAll(MonitorText.pretty(millis + 3_000, "resumed"));
    lines.addAll(MonitorText.pretty(endMillis, "shutdown"));
    return lines;
  }

  private void write(Instant modified, List<String> lines) throws IOException {
    Files.write(file, lines);
    Files.setLastModifiedTime(file, FileTime.from(modified));
  }

  private static TaiInstant at(Instant modified, long millis) {
    long utcNanos = modified.getEpochSecond() * 1_000_000_000 + modified.getNano();
    return UtcScale.toTai(utcNanos).plus(millis * 1_000_000);
  }

  private static List<TaiInstant> stamps(Told told) {
    return told.inputs().stream().map(event -> event.stamp().at()).toList();
  }

  private SourceInput input() {
    return new SourceInput(
        file.toString(),
        file,
        "h0",
        "vm1",
        Format.CLOUD_HYPERVISOR,
        1_000,
        null,
        CounterWhilePaused.STOPS);
  }

  private LogReader open(Told told, @Nullable String memory) {
    return Sources.checkedLog(input(), told, memory).orElseThrow();
  }

  /** What the file holds from a line on. */
  private void take(LogReader log, Told told, int from) throws IOException {
    List<String> lines = Files.readAllLines(file);
    take(log, told, lines.subList(from, lines.size()), from);
  }

  private void take(LogReader log, Told told, List<String> lines, int from) {
    for (int index = 0; index < lines.size(); index++) {
      Location where = new Location(file.toString(), from + index + 1);
      byte[] bytes = lines.get(index).getBytes(StandardCharsets.UTF_8);
      try {
        log.take(Line.of(where, bytes, CloudHypervisorSource.FORM));
      } catch (MalformedException e) {
        told.report(Problem.refused(where, e.explanation()));
      }
    }
  }
}
