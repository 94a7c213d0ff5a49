package io.lapse.producers.produce.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FramesTest {
  private static final byte[] PAYLOAD = {5, 0, -7, 9};
  private static final byte[] FRAME = Frames.of(PAYLOAD);

  @TempDir private Path folder;

  @Test
  void read_returnsThePayload_andStandsBehindIt() throws Exception {
    byte[] two = Arrays.copyOf(FRAME, 2 * FRAME.length);
    System.arraycopy(FRAME, 0, two, FRAME.length, FRAME.length);
    Path path = Files.write(folder.resolve("two"), two);
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
      byte[] first = Frames.read(file);
      byte[] second = Frames.read(file);
      byte[] third = Frames.read(file);

      assertThat(first).isEqualTo(PAYLOAD);
      assertThat(second).isEqualTo(PAYLOAD);
      assertThat(third).isNull();
    }
  }

  @Test
  void read_findsNoWholeFrame_whicheverBitIsFlipped() throws Exception {
    for (int bit = 0; bit < FRAME.length * Byte.SIZE; bit++) {
      byte[] flipped = FRAME.clone();
      flipped[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);

      assertThat(read(flipped)).as("bit %d", bit).isNull();
    }
  }

  @Test
  void read_findsNoWholeFrame_whereverItIsCut() throws Exception {
    for (int bytes = 0; bytes < FRAME.length; bytes++) {
      assertThat(read(Arrays.copyOf(FRAME, bytes))).as("%d bytes", bytes).isNull();
    }
  }

  @Test
  void read_takesZerosForNoFrame() throws Exception {
    assertThat(read(new byte[64])).isNull();
  }

  private byte @Nullable [] read(byte[] bytes) throws IOException {
    Path path = Files.write(folder.resolve("frames"), bytes);
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
      return Frames.read(file);
    }
  }
}
