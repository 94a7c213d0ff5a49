package io.lapse.producers.cloudhypervisor;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.producers.Sources;
import io.lapse.producers.Told;
import io.lapse.producers.json.MalformedException;
import io.lapse.producers.source.HostEventSource;
import io.lapse.producers.source.HostEventSourceContract;
import io.lapse.producers.source.Line;
import io.lapse.producers.source.LineForm;
import io.lapse.producers.source.Location;
import io.lapse.producers.source.LogReader;
import io.lapse.producers.source.Problem;
import io.lapse.producers.source.SourceInput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records over several lines, as the VMM writes them. */
class MonitorRecordsTest extends HostEventSourceContract {
  private static final int RECORD_LINES = 9;

  /** The record of the restart, counted from 0. */
  private static final int RESUMED = 4;

  @TempDir Path inputs;

  @Override
  protected HostEventSource source(SourceInput input) {
    return new CloudHypervisorSource(input);
  }

  @Override
  protected SourceInput input(Path file) {
    return MonitorText.input(file);
  }

  @Override
  protected List<String> goodLines() {
    List<String> lines = new ArrayList<>();
    lines.addAll(MonitorText.pretty(900, "booted"));
    lines.addAll(MonitorText.pretty(20_000, "pausing"));
    lines.addAll(MonitorText.pretty(20_003, "paused"));
    lines.addAll(MonitorText.pretty(20_010, "snapshotting"));
    lines.addAll(MonitorText.pretty(21_501, "resumed"));
    lines.addAll(MonitorText.pretty(60_000, "shutdown"));
    return lines;
  }

  @Override
  protected int eventCount() {
    return 4;
  }

  @Override
  protected String expectation() {
    return "events of Cloud Hypervisor, {\"timestamp\": {\"secs\", \"nanos\"}, \"source\","
        + " \"event\"} each";
  }

  @Test
  void read_losesOneRecord_whateverLineOfItIsGarbled() throws IOException {
    int begin = RESUMED * RECORD_LINES;
    for (int within = 0; within < RECORD_LINES; within++) {
      List<String> lines = new ArrayList<>(goodLines());
      lines.set(begin + within, "  \"ti#");

      Told told = read(write("garbled-" + within, lines));

      assertThat(told.inputs()).hasSize(eventCount() - 1);
      assertThat(told.refusals())
          .singleElement()
          .satisfies(problem -> assertThat(problem.line()).isEqualTo(begin + 1));
    }
  }

  @Test
  void read_losesOneRecord_whateverLineOfItIsMissing() throws IOException {
    int begin = RESUMED * RECORD_LINES;
    for (int within : new int[] {0, 1, 2, 4, 8}) {
      List<String> lines = new ArrayList<>(goodLines());
      lines.remove(begin + within);

      Told told = read(write("missing-" + within, lines));

      assertThat(told.inputs()).hasSize(eventCount() - 1);
      assertThat(told.refusals())
          .singleElement()
          .satisfies(problem -> assertThat(problem.line()).isEqualTo(begin + 1));
    }
  }

  @Test
  void read_losesOneRecord_whereBytesAreNotUtf8() throws IOException {
    List<String> lines = goodLines();
    Path file = write("bytes", lines.subList(0, RESUMED * RECORD_LINES + 3));
    byte[] bytes = Files.readAllBytes(file);
    Path spoiled = write("spoiled", List.of());
    List<String> rest = lines.subList(RESUMED * RECORD_LINES + 4, lines.size());
    byte[] end = (String.join("\n", rest) + "\n").getBytes(StandardCharsets.UTF_8);
    try (var out = Files.newOutputStream(spoiled)) {
      out.write(bytes);
      out.write(new byte[] {(byte) 0xFF, '\n'});
      out.write(end);
    }

    Told told = read(spoiled);

    assertThat(told.inputs()).hasSize(eventCount() - 1);
    assertThat(told.refusals())
        .singleElement()
        .hasToString(spoiled + ":37: its line 40 is not UTF-8: expected a line of JSON");
  }

  @Test
  void read_namesTheRecordThatIsCutOff_atTheEnd() throws IOException {
    List<String> lines = goodLines();
    Path file = write("cut", lines.subList(0, lines.size() - 2));

    Told told = read(file);

    assertThat(told.inputs()).hasSize(eventCount() - 1);
    assertThat(told.problems())
        .extracting(Problem::toString)
        .containsExactly(
            file
                + ":46: cut off, the file ends before it ends: expected a whole JSON object,"
                + " found: {?  \"timestamp\": {?    \"secs\": 60,?    \"nanos\": 0?  },?  \"so...");
  }

  @Test
  void read_boundsARecordThatNeverEnds() throws IOException {
    List<String> lines = new ArrayList<>(List.of("{"));
    for (int i = 0; i < 20_000; i++) {
      lines.add("  \"secs\": 12345,");
    }
    lines.addAll(MonitorText.pretty(900, "booted"));

    Told told = read(write("endless", lines));

    assertThat(told.inputs()).hasSize(1);
    assertThat(told.problems())
        .singleElement()
        .satisfies(
            problem ->
                assertThat(problem.message())
                    .isEqualTo("longer than 65536 characters: expected an event"));
  }

  @Test
  void log_leftBetweenAnyTwoLines_goesOnAsIfItHadNotBeen() throws IOException {
    SourceInput input = input(Files.createFile(inputs.resolve("good")));
    List<String> lines = new ArrayList<>(goodLines());
    lines.add(3, "{");
    lines.add(31, "  \"stray\": 1");
    Told whole = new Told();
    LogReader all = Sources.log(input, whole, null).orElseThrow();
    follow(all, whole, input, lines, 0, lines.size());
    all.end();

    for (int cut = 0; cut <= lines.size(); cut++) {
      Told parts = new Told();
      LogReader first = Sources.log(input, parts, null).orElseThrow();
      follow(first, parts, input, lines, 0, cut);
      String memory = first.memory();
      LogReader rest = Sources.log(input, parts, memory).orElseThrow();

      assertThat(rest.memory()).isEqualTo(memory);
      follow(rest, parts, input, lines, cut, lines.size());
      rest.end();
      assertThat(parts.inputs()).isEqualTo(whole.inputs()).isNotEmpty();
      assertThat(parts.locations()).isEqualTo(whole.locations());
      assertThat(parts.problems()).isEqualTo(whole.problems()).isNotEmpty();
    }
  }

  private static void follow(
      LogReader log, Told told, SourceInput input, List<String> lines, int from, int to) {
    for (int index = from; index < to; index++) {
      Location where = new Location(input.path(), index + 1);
      byte[] bytes = lines.get(index).getBytes(StandardCharsets.UTF_8);
      try {
        log.take(Line.of(where, bytes, LineForm.TEXT));
      } catch (MalformedException e) {
        told.report(Problem.refused(where, e.explanation()));
      }
    }
  }
}
