package io.lapse.producers.timerlist;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.ledger.guest.GuestEvent.Inventory;
import io.lapse.ledger.time.TaiInstant;
import io.lapse.producers.GuestInput;
import io.lapse.producers.Told;
import io.lapse.producers.source.Format;
import io.lapse.producers.source.SourceInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Three samples, of which the second is damaged in one way: it is named, and costs no other one.
 */
class TimerListDamageTest {
  private static final int SAMPLE_LINES = TimerListText.sample(0).size();
  private static final String LEFT_OUT =
      "; the sample that begins in line " + (SAMPLE_LINES + 1) + " is left out";

  @TempDir Path folder;

  /**
   * A line of the sample is replaced, left out (~), or gets another one before it (+); of which
   * line is complained, and how. A complaint that ends in three points goes on to say what is left
   * out.
   */
  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      ignoreLeadingAndTrailingWhitespace = true,
      textBlock =
          """
          # The header.
          1  | Timer List Version: v0.7         | 1  | Timer List Version must be one of v0.8, v0.9, v0.10, v0.11: v0.7; this sample is left out
          2  | HRTIMER_MAX_CLOCK_BASES: 3       | 2  | HRTIMER_MAX_CLOCK_BASES must be 4 or 8: 3...
          2  | ~                                | 2  | expected HRTIMER_MAX_CLOCK_BASES: N, found: now at 5306127449427 nsecs...
          3  | now at soon nsecs                | 3  | expected now at N nsecs, found: now at soon nsecs...
          3  | now at 9223372036854775808 nsecs | 12 | its distance from the sample must lie within 64 bits of ns: expires at 5306128449427...
          3  | now at 99999999999999999999 nsecs | 3 | a count of ns must lie within 64 bits: 99999999999999999999...
          # What a line lost, doubled or out of its place does.
          4  | ~                                | 4  | expected cpu: N, found: clock 0:...
          5  | ~                                | 5  | expected clock 0:, found: .base:       00000000...
          7  | `  .index:      1`               | 7  | .index must be 0: 1...
          7  | ~                                | 9  | clock 0 has no .index: expected it...
          9  | ~                                | 9  | clock 0 has no .offset: expected it...
          9  | `+  .index:      0`              | 9  | .index of clock 0 is stated twice: expected it once...
          11 | ~                                | 11 | expected timer #0 of clock 0, or clock 1:, found: # expires at 5306128449427-5306128449427 nsecs [in 5 to 5 ns......
          11 | ` #1: <0>, f, S:01`              | 11 | expected timer #0 of clock 0, or clock 1:, found: #1: <0>, f, S:01...
          12 | ~                                | 12 | expected # expires at N-N nsecs [in N to N nsecs], found: clock 1:...
          13 | ~                                | 13 | expected timer #1 of clock 0, or clock 1:, found: .base:       00000000...
          21 | ` clock 3:`                      | 21 | expected timer #1 of clock 1, or clock 2:, found: clock 3:...
          27 | ~                                | 27 | expected timer #0 of clock 2, or clock 3:, found: .base:       00000000...
          33 | ` clock 4:`                      | 33 | expected timer #0 of clock 3, or the figures of cpu 0, found: clock 4:...
          34 | active timers:                   | 34 | expected a figure of cpu 0, or jiffies: N, found: active timers:...
          35 | ~                                | 35 | expected a figure of cpu 0, or jiffies: N, found: Tick Device: mode:     1...
          36 | cpu: 0                           | 36 | expected another cpu: N, or Tick Device: ..., found: cpu: 0...
          # Numbers.
          9  | `  .offset:     1 nsecs`         | 9  | .offset of clock 0 must be 0: 1...
          12 | ` # expires at 1e9-2 nsecs [in 5 to 5 nsecs]` | 12 | expected # expires at N-N nsecs [in N to N nsecs], found: # expires at 1e9-2 nsecs [in 5 to 5 nsecs]...
          12 | ` # expires at 9223372036854775808-2 nsecs [in 5 to 5 nsecs]` | 12 | its distance from the sample must lie within 64 bits of ns: expires at -9223372036854775808...
          17 | `  .offset:     9223372036000000000 nsecs` | 17 | clock 1 must lie within 64 bits of ns: its .offset is 9223372036000000000...
          31 | `  .offset:     1795381598933457060 nsecs` | 36 | clock 3 must be ahead of clock 1 by whole seconds, TAI - UTC: 1795386905060906487 ns and 1795386868060906486 ns...
          # CPUs whose timers are not there.
          41 | Per CPU device: 1                | 41 | the timers of cpu 1 are missing: expected each CPU before the tick devices...
          41 | cpu: 1                           | 41 | the timers of cpu 1 are missing: expected each CPU before the tick devices...
          """)
  void damage_isNamed_andCostsTheSample(int edited, String replacement, int line, String complaint)
      throws IOException {
    Path file = write(damaged(edited, replacement));

    Told told = read(file);

    assertThat(told.problems()).hasSize(1);
    String expected =
        complaint.endsWith("...")
            ? complaint.substring(0, complaint.length() - 3) + LEFT_OUT
            : complaint;
    assertThat(told.problems().get(0))
        .hasToString(file + ":" + (SAMPLE_LINES + line) + ": " + expected);
    assertThat(told.inputs())
        .extracting(input -> ((Inventory) input).monotonicNanos())
        .containsExactly(TimerListText.NOW, TimerListText.NOW + 6_000_000_000L);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          38 | Wed Nov 25 04:26:14 UTC 2026 | 38 | expected a tick device, or Timer List Version: ..., found: Wed Nov 25 04:26:14 UTC 2026
          41 | cpu: 0                       | 41 | expected a tick device, or Timer List Version: ..., found: cpu: 0
          42 | ` clock 0:`                  | 42 | expected a tick device, or Timer List Version: ..., found: clock 0:
          """)
  void damageBehindTheTimers_isNamed_andCostsNothing(
      int edited, String replacement, int line, String complaint) throws IOException {
    Path file = write(damaged(edited, replacement));

    Told told = read(file);

    assertThat(told.inputs()).hasSize(3);
    assertThat(told.problems())
        .singleElement()
        .hasToString(file + ":" + (SAMPLE_LINES + line) + ": " + complaint);
  }

  /** A kernel prints fields that others do not, and a vendor's prints more of them. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          4  | +CONFIG_HZ: 250
          6  | `  .get_time:   ktime_get`
          8  | ~
          33 | `  .nohz_mode      : 2`
          33 | ~
          42 | +Wakeup Device: <NULL>
          """)
  void fieldsThatAreNotNeeded_comeAndGo(int edited, String replacement) throws IOException {
    Told told = read(write(damaged(edited, replacement)));

    assertThat(told.problems()).isEmpty();
    assertThat(told.inputs()).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1  | HRTIMER_MAX_CLOCK_BASES: N
          3  | cpu: N
          11 | # expires at N-N nsecs [in N to N nsecs]
          12 | timer #1 of clock 0, or clock 1:
          33 | a figure of cpu 0, or jiffies: N
          35 | another cpu: N, or Tick Device: ...
          """)
  void sampleThatIsCutOff_isNamed_andCostsNoOtherOne(int kept, String expected) throws IOException {
    List<String> second = second().subList(0, kept);

    Path before = write(second);
    Path last = Files.write(folder.resolve("last"), joined(first(), second));

    assertThat(read(before).problems())
        .singleElement()
        .hasToString(
            before
                + ":"
                + (SAMPLE_LINES + kept + 1)
                + ": cut off: expected "
                + expected
                + ", found: Timer List Version: v0.10"
                + LEFT_OUT);
    assertThat(read(before).inputs()).hasSize(2);
    assertThat(read(last).problems())
        .singleElement()
        .hasToString(
            last
                + ":"
                + (SAMPLE_LINES + kept)
                + ": cut off: expected "
                + expected
                + ", found the end of the file"
                + LEFT_OUT);
    assertThat(read(last).inputs()).hasSize(1);
  }

  @Test
  void cpusThatDisagreeOnTheClocks_costTheSample() throws IOException {
    List<String> second = second();
    List<String> another = new ArrayList<>(TimerListText.cpu(1, TimerListText.NOW));
    another.replaceAll(line -> line.replace(".offset:     7000000000", ".offset:     7000000001"));
    second.addAll(35, another);
    Path file = write(second);

    assertThat(read(file).problems())
        .singleElement()
        .hasToString(
            file
                + ":"
                + (SAMPLE_LINES + 35 + 22)
                + ": .offset of clock 2 is 7000000001 and was 7000000000 before: expected the bases"
                + " of a clock to agree, on all CPUs"
                + LEFT_OUT);
    assertThat(read(file).inputs()).hasSize(2);
  }

  /** Two jobs that append to one file at once. */
  @Test
  void linesOfTwoSamples_costBoth() throws IOException {
    List<String> one = second();
    List<String> other = TimerListText.sample(TimerListText.NOW + 5_000_000_000L);
    List<String> mixed =
        joined(
            joined(one.subList(0, 15), other.subList(0, 20)),
            joined(one.subList(15, SAMPLE_LINES), other.subList(20, SAMPLE_LINES)));
    Path file = write(mixed);

    Told told = read(file);

    assertThat(told.inputs()).hasSize(2);
    assertThat(told.problems())
        .extracting(problem -> problem.line() - SAMPLE_LINES)
        .containsExactly(16L, 36L);
  }

  @Test
  void fileOfSomethingElse_isRefused_once() throws IOException {
    Path file = Files.writeString(folder.resolve("notes"), "Dear diary,\n\nyours\n");

    assertThat(read(file).inputs()).isEmpty();
    assertThat(read(file).problems())
        .singleElement()
        .hasToString(
            file
                + ":1: not a timer list: expected Timer List Version: ... first, found: Dear"
                + " diary,");
  }

  @Test
  void statedInstant_isTheStampOfOneSample() throws IOException {
    Path file = write(second());
    SourceInput own = GuestInput.of(Format.TIMER_LIST, file);
    SourceInput stated =
        new SourceInput(
            own.path(),
            own.file(),
            "h0",
            own.guest(),
            own.format(),
            7,
            null,
            own.counterWhilePaused(),
            new TaiInstant(1234));

    Told told = Told.by(new TimerListSource(stated));

    assertThat(told.inputs()).hasSize(1);
    assertThat(told.inputs().get(0).envelope().host()).isEqualTo("h0");
    assertThat(told.inputs().get(0).stamp().at()).isEqualTo(new TaiInstant(1234));
    assertThat(told.inputs().get(0).stamp().clockErrorNanos()).isEqualTo(7);
    assertThat(told.problems())
        .hasSize(2)
        .first()
        .hasToString(
            file
                + ":"
                + (SAMPLE_LINES + 1)
                + ": tai_ns of this input is the instant of one sample, found another: expected one"
                + " sample; this one is left out");
  }

  private static List<String> damaged(int edited, String replacement) {
    List<String> lines = second();
    if (replacement.equals("~")) {
      lines.remove(edited - 1);
    } else if (replacement.startsWith("+")) {
      lines.add(edited - 1, replacement.substring(1));
    } else {
      lines.set(edited - 1, replacement);
    }
    return lines;
  }

  private static List<String> first() {
    return TimerListText.sample(TimerListText.NOW);
  }

  private static List<String> second() {
    return new ArrayList<>(TimerListText.sample(TimerListText.NOW + 3_000_000_000L));
  }

  private static List<String> joined(List<String> some, List<String> more) {
    List<String> all = new ArrayList<>(some);
    all.addAll(more);
    return all;
  }

  /** The samples one after the other, with {@code second} between two that are good. */
  private Path write(List<String> second) throws IOException {
    List<String> third = TimerListText.sample(TimerListText.NOW + 6_000_000_000L);
    return Files.write(folder.resolve("list"), joined(joined(first(), second), third));
  }

  private static Told read(Path file) {
    return Told.by(new TimerListSource(GuestInput.of(Format.TIMER_LIST, file)));
  }
}
