package io.lapse.producers.produce.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class JournalTest {
  private static final long BYTES_MAX = 1 << 20;
  private static final int VALUE_BYTES = 10_000;

  @TempDir private Path folder;

  @Test
  void open_findsWhatWasKept_andWhereFeedsWere() throws Exception {
    try (Journal journal = Journal.open(folder, BYTES_MAX)) {
      journal.append("a", "1", List.of(event("x"), event("y")));
      journal.append("b", "7", List.of());
      journal.append("a", "2", List.of(event("z")));
    }

    try (Journal journal = Journal.open(folder, BYTES_MAX)) {
      assertThat(journal.position("a")).isEqualTo("2");
      assertThat(journal.position("b")).isEqualTo("7");
      assertThat(journal.position("c")).isNull();
      assertThat(guests(journal)).containsExactly("x", "y", "z");
    }
  }

  @Test
  void open_keepsWholeFramesAlone_whereverTheLastOneIsTorn() throws Exception {
    Path whole = folder.resolve("whole");
    long before;
    try (Journal journal = Journal.open(whole, BYTES_MAX)) {
      journal.append("a", "1", List.of(event("x")));
      before = Files.size(onlySegment(whole));
      journal.append("a", "2", List.of(event("y")));
    }
    byte[] bytes = Files.readAllBytes(onlySegment(whole));

    for (long cut = before; cut < bytes.length; cut++) {
      Path torn = Files.createDirectories(folder.resolve("torn-" + cut));
      Path file = torn.resolve(onlySegment(whole).getFileName());
      Files.write(file, Arrays.copyOf(bytes, (int) cut));
      try (Journal journal = Journal.open(torn, BYTES_MAX)) {
        assertThat(journal.position("a")).as("cut at %d", cut).isEqualTo("1");
        journal.append("a", "3", List.of(event("z")));
        assertThat(guests(journal)).as("cut at %d", cut).containsExactly("x", "z");
      }
    }
  }

  @Test
  void open_takesZerosForTorn_asACrashOfTheMachineLeavesThem() throws Exception {
    try (Journal journal = Journal.open(folder, BYTES_MAX)) {
      journal.append("a", "1", List.of(event("x")));
    }
    try (RandomAccessFile file = new RandomAccessFile(onlySegment(folder).toFile(), "rw")) {
      file.setLength(file.length() + 4_096);
    }

    try (Journal journal = Journal.open(folder, BYTES_MAX)) {
      assertThat(guests(journal)).containsExactly("x");
    }
  }

  @Test
  void open_sendsAllAgain_whereTheAcknowledgedPlaceIsDamaged() throws Exception {
    try (Journal journal = Journal.open(folder, BYTES_MAX)) {
      journal.append("a", "1", List.of(event("x")));
      journal.acknowledge(journal.end());
    }
    Files.writeString(folder.resolve("acknowledged"), "17 0\n");

    try (Journal journal = Journal.open(folder, BYTES_MAX)) {
      assertThat(guests(journal)).containsExactly("x");
      assertThat(journal.position("a")).isEqualTo("1");
    }
  }

  @Test
  void acknowledge_givesTheDiskBack_andKeepsWhereFeedsWere() throws Exception {
    try (Journal journal = Journal.open(folder, BYTES_MAX)) {
      journal.append("quiet", "4", List.of());
      for (int batch = 0; batch < 1_000; batch++) {
        journal.append("a", Integer.toString(batch), List.of(large("x")));
        journal.acknowledge(journal.end());
      }
      assertThat(journal.bytes()).isLessThan(BYTES_MAX / 4);
    }

    try (Journal journal = Journal.open(folder, BYTES_MAX)) {
      assertThat(journal.position("quiet")).isEqualTo("4");
      assertThat(journal.position("a")).isEqualTo("999");
      assertThat(guests(journal)).isEmpty();
    }
  }

  @Test
  void append_waitsWhereTheJournalIsFull_untilThereIsRoom() throws Exception {
    try (Journal journal = Journal.open(folder, BYTES_MAX)) {
      Thread feed = new Thread(() -> fill(journal, 300));
      feed.start();
      awaitTrouble(journal);
      long full = journal.bytes();
      long kept = journal.end();
      while (feed.isAlive()) {
        journal.acknowledge(journal.end());
        feed.join(1);
      }

      assertThat(full).isBetween(BYTES_MAX - 2 * VALUE_BYTES, BYTES_MAX);
      assertThat(kept).isBetween(90L, 120L);
      assertThat(journal.trouble()).isNull();
      assertThat(journal.position("a")).isEqualTo("299");
    }
  }

  @Test
  void append_takesABatchThatIsTooLarge_onceNothingElseIsThere() throws Exception {
    try (Journal journal = Journal.open(folder, 1 << 16)) {
      journal.append("a", "1", List.of(event("x")));
      journal.acknowledge(journal.end());
      List<JournalEvent> events = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        events.add(large("y"));
      }

      journal.append("a", "2", events);

      assertThat(guests(journal)).hasSize(20);
    }
  }

  @Test
  void open_refusesAJournal_thatIsInUse() throws Exception {
    try (Journal journal = Journal.open(folder, BYTES_MAX)) {
      assertThat(journal.end()).isPositive();

      assertThatThrownBy(() -> Journal.open(folder, BYTES_MAX))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("uses this journal already");
    }
  }

  @Test
  void forget_letsAFeedGo_withTheSegmentsThatNameIt() throws Exception {
    try (Journal journal = Journal.open(folder, BYTES_MAX)) {
      journal.append("gone", "4", List.of());
      journal.forget("gone");
      fill(journal, 50);
      journal.acknowledge(journal.end());
    }

    try (Journal journal = Journal.open(folder, BYTES_MAX)) {
      assertThat(journal.position("gone")).isNull();
    }
  }

  @Test
  void open_findsNoFeedThatWasForgotten_whileTheSegmentStillNamesIt() throws Exception {
    try (Journal journal = Journal.open(folder, BYTES_MAX)) {
      journal.append("gone", "4", List.of());
      journal.append("back", "4", List.of());
      assertThat(journal.forget("gone")).isTrue();
      assertThat(journal.forget("back")).isTrue();
      journal.append("back", "1", List.of());
    }

    try (Journal journal = Journal.open(folder, BYTES_MAX)) {
      assertThat(journal.position("gone")).isNull();
      assertThat(journal.position("back")).isEqualTo("1");
    }
  }

  private static void fill(Journal journal, int batches) {
    try {
      for (int batch = 0; batch < batches; batch++) {
        journal.append("a", Integer.toString(batch), List.of(large("x")));
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void awaitTrouble(Journal journal) throws InterruptedException {
    while (journal.trouble() == null) {
      TimeUnit.MILLISECONDS.sleep(5);
    }
  }

  private static Path onlySegment(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".journal")).findFirst().orElseThrow();
    }
  }

  private static List<String> guests(Journal journal) throws IOException {
    List<String> guests = new ArrayList<>();
    try (JournalReader reader = journal.reader()) {
      for (JournalReader.Entry entry = reader.next(); entry != null; entry = reader.next()) {
        entry.events().forEach(event -> guests.add(event.guest()));
      }
    }
    return guests;
  }

  private static JournalEvent event(String guest) {
    byte[] value = guest.getBytes(StandardCharsets.UTF_8);
    return new JournalEvent(JournalEvent.Kind.HOST, guest, "h0", value);
  }

  private static JournalEvent large(String guest) {
    return new JournalEvent(JournalEvent.Kind.GUEST, guest, null, new byte[VALUE_BYTES]);
  }
}
