package io.lapse.producers.source;

import static io.lapse.producers.source.Fuzzing.assertOrderly;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.lapse.producers.Sources;
import io.lapse.producers.Told;
import io.lapse.producers.json.MalformedException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever happens to one line of a file, its neighbours are told. */
public abstract class FuzzedLinesContract extends HostEventSourceContract {

  /** How many events the damage of one line may cost: those that need it. */
  protected int eventsOfALine() {
    return 1;
  }

  /** Whether each line is an event, or none, whatever stands around it. */
  protected boolean linesStandAlone() {
    return false;
  }

  /** What the lines of a log that grows look like. */
  protected LineForm form() {
    return LineForm.JSON;
  }

  @Test
  void fuzz_aDamagedLine_costsNoOther() {
    Fuzzing.each(
        seed -> {
          Damage damage = new Damage(seed);
          List<byte[]> lines = goodLinesAsBytes();
          int hit = (int) Math.floorMod(seed, (long) lines.size());
          lines.set(hit, damage.ofLine(lines.get(hit)));
          byte[] bytes = joined(lines);

          Told told = read("damaged-line", bytes);

          assertOrderly(told, bytes);
          assertThat(told.inputs()).hasSizeGreaterThanOrEqualTo(eventCount() - eventsOfALine());
        });
  }

  @Test
  void fuzz_aLineOfNoise_costsNoOther() {
    Fuzzing.each(
        seed -> {
          Damage damage = new Damage(seed);
          List<byte[]> lines = goodLinesAsBytes();
          byte[] noise = damage.ofLine(damage.noise(damage.placeIn(200)));
          lines.add(damage.placeIn(lines.size()), noise);
          byte[] bytes = joined(lines);

          Told told = read("noise-line", bytes);

          assertOrderly(told, bytes);
          int lost = linesStandAlone() ? 0 : eventsOfALine();
          assertThat(told.inputs()).hasSizeGreaterThanOrEqualTo(eventCount() - lost);
        });
  }

  @Test
  void fuzz_twiceTheLines_areTakenOrRefused() throws IOException {
    List<byte[]> interleaved = new ArrayList<>();
    for (byte[] line : goodLinesAsBytes()) {
      interleaved.add(line);
      interleaved.add(line);
    }
    byte[] bytes = joined(interleaved);

    Told told = read("interleaved", bytes);

    assertOrderly(told, bytes);
    if (linesStandAlone()) {
      assertThat(told.inputs()).hasSize(2 * eventCount());
    }
  }

  @Test
  void fuzz_linesInAnyOrder_areTakenOrRefused() {
    Fuzzing.each(
        seed -> {
          List<byte[]> lines = goodLinesAsBytes();
          Collections.shuffle(lines, new Random(seed));
          byte[] bytes = joined(lines);

          Told told = read("shuffled", bytes);

          assertOrderly(told, bytes);
          if (linesStandAlone()) {
            assertThat(told.inputs()).hasSize(eventCount());
          }
        });
  }

  /** The law of {@link LogReader}, on what is damaged too, and left in many places. */
  @Test
  void fuzz_aLogThatIsLeft_goesOnAsIfItHadNotBeen() throws IOException {
    SourceInput input = input(write("good", goodLines()));
    assumeThat(Sources.log(input, new Told(), null)).isPresent();

    Fuzzing.each(
        seed -> {
          byte[] damaged = new Damage(seed).of(joined(goodLinesAsBytes()));
          Told whole = new Told();
          follow(damaged, input, whole, new Random(seed), 0);

          Told parts = new Told();
          follow(damaged, input, parts, new Random(seed), 50);

          assertThat(parts.ids()).isEqualTo(whole.ids());
          assertThat(parts.locations()).isEqualTo(whole.locations());
          assertThat(parts.problems()).isEqualTo(whole.problems());
        });
  }

  /** Reads {@code bytes}, and leaves the reader for another one before so many of 100 lines. */
  private void follow(byte[] bytes, SourceInput input, Told told, Random random, int percent)
      throws IOException {
    LogReader log = Sources.log(input, told, null).orElseThrow();
    LineReader lines = LineReader.of(input.path(), new ByteArrayInputStream(bytes), form());
    for (Line line = lines.next(); line != null; line = lines.next()) {
      if (random.nextInt(100) < percent) {
        log = Sources.log(input, told, log.memory()).orElseThrow();
      }
      if (!line.isBlank()) {
        takeOrRefuse(log, line, told);
      }
    }
    log.end();
  }

  private static void takeOrRefuse(LogReader log, Line line, Told told) {
    try {
      log.take(line);
    } catch (MalformedException e) {
      told.report(Problem.refused(line.where(), e.explanation()));
    }
  }

  private List<byte[]> goodLinesAsBytes() {
    List<byte[]> lines = new ArrayList<>();
    goodLines().forEach(line -> lines.add(line.getBytes(StandardCharsets.UTF_8)));
    return lines;
  }

  private static byte[] joined(List<byte[]> lines) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    for (byte[] line : lines) {
      joined.writeBytes(line);
      joined.write('\n');
    }
    return joined.toByteArray();
  }
}
