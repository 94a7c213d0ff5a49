package io.lapse.producers.source;

import static io.lapse.producers.source.Fuzzing.assertOrderly;
import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.producers.Told;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * No file makes an adapter throw, hang, or talk without end: what it cannot take it refuses, in
 * messages of one line. {@code -Dlapse.tries=N} tries more damage, {@code -Dlapse.seed=S} other
 * damage.
 */
@Timeout(Fuzzing.SECONDS_MAX)
public abstract class FuzzedSourceContract extends SourceUnderTest {

  @Test
  void fuzz_noise_isRefused() {
    Fuzzing.each(
        seed -> {
          Damage damage = new Damage(seed);
          byte[] noise = damage.noise(1 + damage.placeIn(3_000));

          Told told = read("noise", noise);

          assertOrderly(told, noise);
          assertThat(told.inputs()).isEmpty();
          assertThat(told.problems()).isNotEmpty();
        });
  }

  @Test
  void fuzz_zeros_areRefused() throws IOException {
    byte[] zeros = new byte[100_000];

    Told told = read("zeros", zeros);

    assertOrderly(told, zeros);
    assertThat(told.inputs()).isEmpty();
    assertThat(told.problems()).isNotEmpty();
  }

  @Test
  void fuzz_cutOffAnywhere_tellsNothingElse() throws IOException {
    byte[] good = goodBytes();
    int whole = read("good", good).inputs().size();

    for (int length = 0; length < good.length; length++) {
      byte[] cut = Arrays.copyOf(good, length);
      Told told = read("cut", cut);

      assertOrderly(told, cut);
      assertThat(told.inputs()).as("of %s bytes", length).hasSizeLessThanOrEqualTo(whole);
    }
  }

  @Test
  void fuzz_damagedAnywhere_tellsTheSameTwice() throws IOException {
    byte[] good = goodBytes();

    Fuzzing.each(
        seed -> {
          byte[] damaged = new Damage(seed).of(good);

          Told told = read("damaged", damaged);

          assertOrderly(told, damaged);
          Told again = read("damaged", damaged);
          assertThat(again.ids()).isEqualTo(told.ids());
          // A library's own words may count its calls.
          assertThat(again.problems())
              .extracting(Problem::line)
              .isEqualTo(told.problems().stream().map(Problem::line).toList());
        });
  }

  @Test
  void fuzz_twoFilesSpliced_areTakenOrRefused() throws IOException {
    byte[] good = goodBytes();

    Fuzzing.each(
        seed -> {
          Damage damage = new Damage(seed);
          ByteArrayOutputStream spliced = new ByteArrayOutputStream();
          int cut = damage.placeIn(good.length);
          spliced.write(good, 0, cut);
          spliced.write(good);
          spliced.write(good, cut, good.length - cut);

          Told told = read("spliced", spliced.toByteArray());

          assertOrderly(told, spliced.toByteArray());
        });
  }

  /** A manifest, or a person, may name the wrong format. */
  @Test
  void fuzz_anotherFormat_isRefused() throws IOException {
    Path any = folder.resolve("any");
    String own = input(any).format().word().replace("_", "");

    for (Map.Entry<String, List<String>> other : WrongFormats.LINES.entrySet()) {
      if (!other.getKey().equals(own)) {
        byte[] bytes = String.join("\n", other.getValue()).getBytes(StandardCharsets.UTF_8);
        Told told = read("other", bytes);

        assertOrderly(told, bytes);
        assertThat(told.inputs()).as(other.getKey()).isEmpty();
        assertThat(told.problems()).as(other.getKey()).isNotEmpty();
      }
    }
  }
}
