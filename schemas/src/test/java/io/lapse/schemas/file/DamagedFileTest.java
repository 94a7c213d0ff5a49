package io.lapse.schemas.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lapse.ledger.LedgerInput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.file.CodecFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A file that is not whole: what was expected is said, and what can be read is kept. */
class DamagedFileTest {
  private static final byte[] MARKER = "lapse-events-v1\n".getBytes(StandardCharsets.US_ASCII);

  @TempDir Path folder;

  /** How the blocks of a file are written. */
  enum Codec {
    NULL,
    DEFLATE;

    CodecFactory factory() {
      return this == NULL ? CodecFactory.nullCodec() : CodecFactory.deflateCodec(6);
    }
  }

  @ParameterizedTest
  @EnumSource
  void wholeFile_isRead(Codec codec) throws IOException {
    List<LedgerInput> events = EventFiles.stops(300);

    ReadBack read = ReadBack.of(blocks(codec, events, 100));

    assertThat(read.refusals).isEmpty();
    assertThat(read.events).isEqualTo(events);
  }

  @ParameterizedTest
  @EnumSource
  void fileThatIsCutOff_isReadUpToThere_andSaysSo_whereverItIsCut(Codec codec) throws IOException {
    List<LedgerInput> events = EventFiles.stops(9);
    byte[] whole = Files.readAllBytes(blocks(codec, events, 3));
    List<Integer> ends = endsOfBlocks(whole);

    for (int length = 0; length < whole.length; length += length < ends.get(0) - 32 ? 97 : 1) {
      ReadBack read = ReadBack.of(file(Arrays.copyOf(whole, length)));

      assertThat(read.events).isEqualTo(events.subList(0, read.events.size()));
      int cut = length;
      if (ends.contains(length)) {
        // Nobody can tell that something is missing here.
        assertThat(read.events).hasSize(3 * ends.indexOf(length));
      } else {
        assertThat(read.refusals).as("cut at " + length).hasSize(1);
        assertThat(read.events)
            .hasSizeGreaterThanOrEqualTo(
                3 * (int) Math.max(0, ends.stream().filter(end -> end <= cut).count() - 1));
      }
    }
  }

  @Test
  void fileThatIsCutOff_namesTheRecord_andWhatIsMissing() throws IOException {
    byte[] whole = Files.readAllBytes(blocks(Codec.NULL, EventFiles.stops(9), 3));
    int secondBlock = endsOfBlocks(whole).get(1);
    int thirdBlock = endsOfBlocks(whole).get(2);
    int middle = (thirdBlock - MARKER.length + secondBlock) / 2;

    ReadBack read = ReadBack.of(file(Arrays.copyOf(whole, middle)));

    assertThat(read.events).isEqualTo(EventFiles.stops(9).subList(0, 4));
    assertThat(read.refusals)
        .containsExactly(
            "5: the file is cut off in the block at byte "
                + secondBlock
                + ": expected the rest of its records; 2 records of it are left out");
  }

  @ParameterizedTest
  @EnumSource
  void everyDamagedByte_isReadOrRefused_neverAnythingElse(Codec codec) throws IOException {
    byte[] whole = Files.readAllBytes(blocks(codec, EventFiles.stops(9), 3));
    int header = endsOfBlocks(whole).get(0);

    // The header is mostly text of the schema: a step of 97 meets each of its parts.
    for (int at = 0; at < whole.length; at += at < header - 2 * MARKER.length ? 97 : 1) {
      for (int flip : new int[] {0x01, 0x80, 0xFF}) {
        byte[] damaged = whole.clone();
        damaged[at] ^= (byte) flip;

        ReadBack read = ReadBack.of(file(damaged));

        assertThat(read.events.size() + read.refusals.size()).isPositive();
        if (at >= header) {
          // A block is lost; with it the next one where the marker between them is damaged.
          assertThat(read.events).as("byte " + at).hasSizeGreaterThanOrEqualTo(3);
        }
      }
    }
  }

  @Test
  void damagedBlock_isNamed_andTheOthersAreKept() throws IOException {
    List<LedgerInput> events = EventFiles.stops(9);
    byte[] bytes = Files.readAllBytes(blocks(Codec.NULL, events, 3));
    List<Integer> ends = endsOfBlocks(bytes);
    bytes[ends.get(1) + 2] = -1; // A size of too many bytes, in the second block.
    bytes[ends.get(1) + 3] = -1;

    ReadBack read = ReadBack.of(file(bytes));

    List<LedgerInput> kept = new ArrayList<>(events.subList(0, 3));
    kept.addAll(events.subList(6, 9));
    assertThat(read.events).isEqualTo(kept);
    assertThat(read.refusals)
        .singleElement()
        .asString()
        .startsWith("4: the block at byte " + ends.get(1) + " is damaged: expected ")
        .endsWith("; reading goes on at byte " + ends.get(2));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ``                 | the file is empty: expected an Avro container file of host events and guest events
          {"kind":"stopped"} | not an Avro container file: expected it to begin with Obj and the byte 1
          Obj                | not an Avro container file: expected it to begin with Obj and the byte 1
          """)
  void fileThatIsNone_isRefusedWhole(String text, String message) throws IOException {
    ReadBack read = ReadBack.of(file(text.getBytes(StandardCharsets.UTF_8)));

    assertThat(read.refusals).containsExactly("0: " + message);
    assertThat(read.events).isEmpty();
  }

  @Test
  void otherCodec_isRefusedWhole() throws IOException {
    Path file =
        EventFiles.withSchema(
            folder.resolve("f.avro"),
            EventSchema.UNION,
            CodecFactory.bzip2Codec(),
            List.<Object>of());

    assertThat(ReadBack.of(file).refusals)
        .containsExactly("0: avro.codec must be one of null, deflate: bzip2");
  }

  @Test
  void fileWithoutRecords_isEmpty_andThatIsNoError() throws IOException {
    ReadBack read = ReadBack.of(EventFiles.write(folder.resolve("f.avro"), List.of()));

    assertThat(read.events).isEmpty();
    assertThat(read.refusals).isEmpty();
  }

  @Test
  void fileThatCannotBeOpened_isTheCallersToTell() {
    assertThatThrownBy(() -> ReadBack.of(folder.resolve("none.avro")))
        .isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> ReadBack.of(folder)).isInstanceOf(IOException.class);
  }

  private Path blocks(Codec codec, List<LedgerInput> events, int perBlock) throws IOException {
    return EventFiles.blocks(folder.resolve("blocks.avro"), codec.factory(), events, perBlock);
  }

  private Path file(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("damaged.avro"), bytes);
  }

  /** Where the header ends, and each block: behind every sync marker. */
  private static List<Integer> endsOfBlocks(byte[] bytes) {
    List<Integer> ends = new ArrayList<>();
    for (int at = 0; at + MARKER.length <= bytes.length; at++) {
      if (Arrays.equals(bytes, at, at + MARKER.length, MARKER, 0, MARKER.length)) {
        ends.add(at + MARKER.length);
      }
    }
    return ends;
  }
}
