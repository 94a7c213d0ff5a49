package io.lapse.producers;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.ledger.host.CounterWhilePaused;
import io.lapse.producers.ObjectFilesTest.ObjectFile;
import io.lapse.producers.source.Format;
import io.lapse.producers.source.SourceInput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever becomes of such a file: nothing is thrown, and what is read is what was written. */
class ObjectFilesDamagedTest {
  private static Path file;

  @BeforeContainer
  static void createFile() throws IOException {
    file = Files.createTempFile("objects", ".txt");
  }

  @AfterContainer
  static void deleteFile() throws IOException {
    Files.delete(file);
  }

  @Provide
  Arbitrary<ObjectFile> files() throws Exception {
    return Arbitraries.of(ObjectFilesTest.files());
  }

  @Provide
  Arbitrary<Format> formats() {
    return Arbitraries.of(Format.KUBEVIRT, Format.CLOUDEVENTS);
  }

  @Property
  void read_takesAnyBytes(@ForAll("formats") Format format, @ForAll byte[] bytes)
      throws IOException {
    Told told = read(format, bytes);

    assertThat(told.inputs().size() + told.problems().size()).isPositive();
  }

  /** What the syntax of YAML is made of, in any order. */
  @Property
  void read_takesAnyYaml(@ForAll long seed) throws IOException {
    String[] parts = {
      "kind",
      ": ",
      "\n",
      "- ",
      "  ",
      "---\n",
      "...\n",
      "{",
      "}",
      "[",
      "]",
      "&a ",
      "*a",
      "!!x ",
      "|\n",
      ">-\n",
      "\"",
      "'",
      "\\u12",
      "\\U00110000",
      "%YAML 9.9\n",
      "? ",
      "<<",
      ",",
      "#",
      "\t",
      "apiVersion: v1\n",
      "{\"kind\"",
      "@",
      "`",
      "\uFEFF",
      "\u2028"
    };
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder("kind");
    for (int i = 0; i < 60; i++) {
      text.append(parts[random.nextInt(parts.length)]);
    }

    Told told = read(Format.KUBEVIRT, text.toString().getBytes(StandardCharsets.UTF_8));

    assertThat(told.inputs()).as("seed %d", seed).isEmpty();
  }

  /** A bit costs no more than the document that it is in, or the two between which it stands. */
  @Property
  void read_keepsTheRest_whateverIsDamaged(
      @ForAll("files") ObjectFile good, @ForAll boolean flipped, @ForAll long seed)
      throws IOException {
    byte[] bytes = Files.readAllBytes(good.path());
    int all = read(good.format(), bytes).inputs().size();
    Random random = new Random(seed);
    int at = random.nextInt(bytes.length);
    if (flipped) {
      bytes[at] ^= (byte) (1 << random.nextInt(8));
    } else {
      bytes = Arrays.copyOf(bytes, at);
    }

    Told told = read(good.format(), bytes);

    boolean isOneDocument = good.path().endsWith("list.yaml");
    int left = flipped && !isOneDocument ? all / 2 : 0;
    assertThat(told.inputs().size()).as("seed %d", seed).isGreaterThanOrEqualTo(left);
  }

  private static Told read(Format format, byte[] bytes) throws IOException {
    Files.write(file, bytes);
    return Told.by(
        Sources.of(
            new SourceInput(
                file.toString(),
                file,
                null,
                null,
                format,
                100_000,
                null,
                CounterWhilePaused.UNKNOWN)));
  }
}
