package io.lapse.producers;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.producers.GuestFiles.GuestFile;
import io.lapse.producers.source.Format;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * Whatever becomes of a guest's file: nothing is thrown, and what stands before the damage stays.
 */
class GuestFilesDamagedTest {
  private static Path file;

  /** What may happen to a file. */
  enum Damage {
    FLIPPED,
    CUT_OFF,
    A_PIECE_LOST,
    A_PIECE_TWICE,
    LINES_SHUFFLED,
    NOISE
  }

  @BeforeContainer
  static void createFile() throws IOException {
    file = Files.createTempFile("guest", ".txt");
  }

  @AfterContainer
  static void deleteFile() throws IOException {
    Files.delete(file);
  }

  @Provide
  Arbitrary<GuestFile> files() {
    return Arbitraries.of(GuestFiles.all());
  }

  @Provide
  Arbitrary<Format> formats() {
    return Arbitraries.of(Format.TIMER_LIST, Format.PROFILE, Format.CHRONY, Format.ADJTIMEX);
  }

  /**
   * Up to the line in which the damage begins, but for the last event: it may go on there. A
   * profile is one object, which goes on to the end of its file.
   */
  @Property(tries = 2_000)
  void read_keepsWhatStandsBeforeTheDamage(
      @ForAll("files") GuestFile good, @ForAll Damage damage, @ForAll long seed)
      throws IOException {
    byte[] whole = threeTimes(good);
    byte[] damaged = damaged(whole, damage, new Random(seed));
    byte[] before = Arrays.copyOf(whole, lineStart(whole, firstDifference(whole, damaged)));

    List<String> found = read(good.format(), damaged).ids();

    List<String> told = read(good.format(), before).ids();
    int sureOnes = good.format() == Format.PROFILE ? 0 : Math.max(0, told.size() - 1);
    List<String> sure = told.subList(0, sureOnes);
    assertThat(found.subList(0, Math.min(found.size(), sure.size()))).isEqualTo(sure);
  }

  @Property
  void read_takesAnyBytes(@ForAll("formats") Format format, @ForAll byte[] bytes) {
    Told told = read(format, bytes);

    assertThat(told.inputs().size() + told.problems().size()).isPositive();
  }

  /** Lines of all files, in any order: most are read as far as a reader may get. */
  @Property(tries = 300)
  void read_takesAnyLines(@ForAll("formats") Format format, @ForAll long seed) throws IOException {
    Random random = new Random(seed);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      GuestFile some = GuestFiles.all().get(random.nextInt(GuestFiles.all().size()));
      lines.addAll(Files.readAllLines(some.path()));
    }
    Collections.shuffle(lines, random);

    Told told = read(format, String.join("\n", lines).getBytes(StandardCharsets.UTF_8));

    assertThat(told.inputs().size() + told.problems().size()).isPositive();
  }

  private static byte[] threeTimes(GuestFile good) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < 3; i++) {
      bytes.write(Files.readAllBytes(good.path()));
    }
    return bytes.toByteArray();
  }

  private static byte[] damaged(byte[] whole, Damage damage, Random random) {
    int from = random.nextInt(whole.length);
    int to = Math.min(whole.length, from + 1 + random.nextInt(500));
    return switch (damage) {
      case FLIPPED -> {
        byte[] bytes = whole.clone();
        bytes[from] ^= (byte) (1 << random.nextInt(8));
        yield bytes;
      }
      case CUT_OFF -> Arrays.copyOf(whole, from);
      case A_PIECE_LOST -> joined(whole, 0, from, to, whole.length);
      case A_PIECE_TWICE -> joined(whole, 0, to, from, whole.length);
      case LINES_SHUFFLED -> {
        List<String> lines = new ArrayList<>(text(whole).lines().toList());
        int first = random.nextInt(lines.size());
        int last = Math.min(lines.size(), first + 2 + random.nextInt(30));
        Collections.shuffle(lines.subList(first, last), random);
        yield String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
      }
      case NOISE -> {
        byte[] noise = new byte[to - from];
        random.nextBytes(noise);
        byte[] bytes = whole.clone();
        System.arraycopy(noise, 0, bytes, from, noise.length);
        yield bytes;
      }
    };
  }

  private static byte[] joined(byte[] bytes, int from, int to, int from2, int to2) {
    byte[] joined = new byte[to - from + to2 - from2];
    System.arraycopy(bytes, from, joined, 0, to - from);
    System.arraycopy(bytes, from2, joined, to - from, to2 - from2);
    return joined;
  }

  private static int firstDifference(byte[] one, byte[] other) {
    int difference = Arrays.mismatch(one, other);
    return difference < 0 ? one.length : difference;
  }

  private static int lineStart(byte[] bytes, int at) {
    int start = Math.min(at, bytes.length);
    while (start > 0 && bytes[start - 1] != '\n') {
      start--;
    }
    return start;
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static Told read(Format format, byte[] bytes) {
    try {
      return Told.by(Sources.of(GuestInput.of(format, Files.write(file, bytes))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
