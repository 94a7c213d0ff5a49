package io.lapse.producers.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.lapse.producers.Sources;
import io.lapse.producers.Told;
import io.lapse.producers.json.MalformedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every adapter must do whose file is read line by line: damage costs one event. */
public abstract class LineSourceContract extends FuzzedLinesContract {

  /** The index in {@link #goodLines()} of a line that an event, and no other one, needs. */
  protected abstract int eventLine();

  /** What is said of {@link #eventLine()} where it cannot be decoded. */
  protected String notUtf8() {
    return "not UTF-8: expected one JSON object a line";
  }

  @Test
  void read_takesOrRefusesEachEvent_whateverLineIsGarbled() throws IOException {
    for (int garbled = 0; garbled < goodLines().size(); garbled++) {
      List<String> lines = new ArrayList<>(goodLines());
      lines.set(garbled, half(lines.get(garbled)));

      Told told = read(write("garbled-" + garbled, lines));

      assertThat(told.refusals()).hasSize(1);
      assertThat(told.refusals().get(0).line()).isEqualTo(garbled + 1);
      assertThat(told.inputs().size() + told.refusals().size())
          .isBetween(eventCount(), eventCount() + 1);
    }
  }

  /** Of what is not blank. */
  private static String half(String line) {
    int blanks = line.length() - line.stripLeading().length();
    return line.substring(0, blanks + (line.length() - blanks) / 2);
  }

  @Test
  void read_namesTheLine_whereBytesAreNotUtf8() throws IOException {
    Path file = write("bytes", goodLines());
    List<byte[]> lines = new ArrayList<>();
    goodLines().forEach(line -> lines.add((line + "\n").getBytes(StandardCharsets.UTF_8)));
    lines.set(eventLine(), new byte[] {'{', (byte) 0xFF, (byte) 0xC0, '}', '\n'});
    Files.write(file, new byte[0]);
    for (byte[] line : lines) {
      Files.write(file, line, StandardOpenOption.APPEND);
    }

    Told told = read(file);

    assertThat(told.refusals())
        .singleElement()
        .hasToString(file + ":" + (eventLine() + 1) + ": " + notUtf8());
    assertThat(told.inputs()).hasSize(eventCount() - 1);
  }

  @Test
  void log_leftBetweenAnyTwoLines_goesOnAsIfItHadNotBeen() throws IOException {
    SourceInput input = input(write("good", goodLines()));
    Told whole = new Told();
    Optional<LogReader> log = Sources.log(input, whole, null);
    assumeThat(log).isPresent();
    LogReader all = log.orElseThrow();
    follow(all, input, 0, goodLines().size());
    all.end();

    for (int cut = 0; cut <= goodLines().size(); cut++) {
      Told parts = new Told();
      LogReader first = Sources.log(input, parts, null).orElseThrow();
      follow(first, input, 0, cut);
      String memory = first.memory();
      LogReader rest = Sources.log(input, parts, memory).orElseThrow();

      assertThat(rest.memory()).isEqualTo(memory);
      follow(rest, input, cut, goodLines().size());
      rest.end();
      assertThat(parts.ids()).isEqualTo(whole.ids()).hasSize(eventCount());
      assertThat(parts.problems()).isEqualTo(whole.problems());
    }
  }

  private void follow(LogReader log, SourceInput input, int from, int to) {
    for (int index = from; index < to; index++) {
      byte[] bytes = goodLines().get(index).getBytes(StandardCharsets.UTF_8);
      Location where = new Location(input.path(), index + 1);
      try {
        log.take(Line.of(where, bytes, LineForm.JSON));
      } catch (MalformedException e) {
        throw new AssertionError("a good line must be taken: " + goodLines().get(index), e);
      }
    }
  }

  @Test
  void read_leavesTheOtherEventsAlone_whenOneLineIsMissing() throws IOException {
    List<String> lines = new ArrayList<>(goodLines());
    lines.remove(eventLine());

    Told told = read(write("shorter", lines));

    assertThat(told.inputs()).hasSize(eventCount() - 1);
  }
}
