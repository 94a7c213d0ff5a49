package io.lapse.producers.produce.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A bit that flips where it does not belong to the last frame. */
@Timeout(60)
class JournalDamagedTest {
  private static final long BYTES_MAX = 1 << 16;
  private static final int FRAMES = 12;

  /** Two frames fill a segment. */
  private static final int VALUE_BYTES = 5_000;

  @TempDir private Path folder;

  @Test
  void next_losesTheRestOfASegment_andNothingBeforeOrBehindIt() throws Exception {
    try (Journal journal = Journal.open(folder, BYTES_MAX)) {
      fill(journal);
      List<Path> segments = segments();
      Path middle = segments.get(2);
      List<String> whole = read(journal);
      List<String> lost = guestsOf(middle);

      flip(middle, Files.size(middle) - 1);

      List<String> kept = new ArrayList<>(whole);
      kept.remove(lost.get(lost.size() - 1));
      assertThat(whole).hasSize(FRAMES);
      assertThat(lost).hasSizeGreaterThan(1);
      assertThat(read(journal)).isEqualTo(kept);
    }
  }

  @Test
  void open_keepsPositionsAndWhatIsWhole_whereAnOlderSegmentIsDamaged() throws Exception {
    try (Journal journal = Journal.open(folder, BYTES_MAX)) {
      fill(journal);
    }
    Path middle = segments().get(2);
    List<String> lost = guestsOf(middle);
    flip(middle, Frames.HEADER_BYTES);

    try (Journal journal = Journal.open(folder, BYTES_MAX)) {
      assertThat(journal.position("a")).isEqualTo(Integer.toString(FRAMES - 1));
      assertThat(read(journal)).hasSize(FRAMES - lost.size()).doesNotContainAnyElementsOf(lost);
    }
  }

  @Test
  void next_saysWhichFrame_whereTheSegmentThatIsWrittenIsDamaged() throws Exception {
    try (Journal journal = Journal.open(folder, BYTES_MAX)) {
      journal.append("a", "0", List.of(event("g0")));
      journal.append("a", "1", List.of(event("g1")));
      Path only = segments().get(0);
      flip(only, Files.size(only) - 1);
      List<String> before = new ArrayList<>();

      assertThatThrownBy(() -> readInto(before, journal))
          .isInstanceOf(IOException.class)
          .hasMessage("the journal is damaged at frame 2: start again");
      assertThat(before).containsExactly("g0");
    }
  }

  @Test
  void open_readsAgainFromTheLastWholeFrame_whereTheSegmentThatIsWrittenIsDamaged()
      throws Exception {
    try (Journal journal = Journal.open(folder, BYTES_MAX)) {
      journal.append("a", "0", List.of(event("g0")));
      journal.append("a", "1", List.of(event("g1")));
    }
    Path only = segments().get(0);
    flip(only, Files.size(only) - 1);

    try (Journal journal = Journal.open(folder, BYTES_MAX)) {
      assertThat(journal.position("a")).isEqualTo("0");
      assertThat(read(journal)).containsExactly("g0");
    }
  }

  @Test
  void open_refusesAJournal_ofAVersionThatItDoesNotKnow() throws Exception {
    try (Journal journal = Journal.open(folder, BYTES_MAX)) {
      journal.append("a", "0", List.of(event("g0")));
    }
    Files.write(segments().get(0), Frames.of(new byte[] {2}));

    assertThatThrownBy(() -> Journal.open(folder, BYTES_MAX))
        .isInstanceOf(IOException.class)
        .hasMessage("expected version 1 of the journal, found 2");
  }

  private static void fill(Journal journal) throws InterruptedException {
    for (int frame = 0; frame < FRAMES; frame++) {
      journal.append("a", Integer.toString(frame), List.of(event("g" + frame)));
    }
  }

  private static JournalEvent event(String guest) {
    return new JournalEvent(JournalEvent.Kind.HOST, guest, "h0", new byte[VALUE_BYTES]);
  }

  private static List<String> read(Journal journal) throws IOException {
    List<String> guests = new ArrayList<>();
    readInto(guests, journal);
    return guests;
  }

  private static void readInto(List<String> guests, Journal journal) throws IOException {
    try (JournalReader reader = journal.reader()) {
      for (JournalReader.Entry entry = reader.next(); entry != null; entry = reader.next()) {
        entry.events().forEach(event -> guests.add(event.guest()));
      }
    }
  }

  /** Straight from a file, while it is whole. */
  private static List<String> guestsOf(Path segment) throws IOException {
    List<String> guests = new ArrayList<>();
    try (RandomAccessFile file = new RandomAccessFile(segment.toFile(), "r")) {
      for (byte[] payload = Frames.read(file); payload != null; payload = Frames.read(file)) {
        Batch.parse(payload).events().forEach(event -> guests.add(event.guest()));
      }
    }
    return guests;
  }

  private static void flip(Path file, long at) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[(int) at] ^= 1;
    Files.write(file, bytes);
  }

  private List<Path> segments() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".journal")).sorted().toList();
    }
  }
}
