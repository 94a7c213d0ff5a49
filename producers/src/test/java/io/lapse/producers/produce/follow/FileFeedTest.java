package io.lapse.producers.produce.follow;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.ledger.host.CounterWhilePaused;
import io.lapse.producers.Sources;
import io.lapse.producers.Told;
import io.lapse.producers.qmp.QmpSource;
import io.lapse.producers.source.Format;
import io.lapse.producers.source.LineForm;
import io.lapse.producers.source.SourceInput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A QMP log: what its reader tells of a line depends on the lines before. */
@Timeout(120)
@SuppressWarnings("try") // A life is not asked anything: it is lived.
class FileFeedTest {
  @TempDir private Path folder;

  private final MemoryDesk desk = new MemoryDesk();
  private Path log;

  @BeforeEach
  void setUp() {
    log = folder.resolve("qmp.log");
  }

  @Test
  void run_readsOnFromWhereItWasStopped_atAnyByte() throws Exception {
    String text = text(0, 6);
    for (int cut = 1; cut < text.length(); cut += 37) {
      MemoryDesk mine = new MemoryDesk();
      log = folder.resolve("qmp-" + cut + ".log");
      append(text.substring(0, cut));
      int known = told(text.substring(0, text.lastIndexOf('\n', cut - 1) + 1)).size();
      try (Life first = new Life(mine)) {
        mine.awaitEvents(known);
      }
      append(text.substring(cut));
      try (Life second = new Life(mine)) {
        mine.awaitEvents(told(text).size());
      }

      assertThat(mine.ids()).as("cut at %d", cut).isEqualTo(told(text));
      assertThat(mine.problems()).as("cut at %d", cut).isEmpty();
    }
  }

  @Test
  void run_waitsForAFile_thatIsNotThereYet() throws Exception {
    try (Life life = new Life(desk)) {
      desk.awaitDown();
      append(text(0, 2));
      desk.awaitEvents(told(text(0, 2)).size());
    }

    assertThat(desk.ids()).isEqualTo(told(text(0, 2)));
  }

  @Test
  void run_readsTheOldFileToItsEnd_whenItIsRotated() throws Exception {
    append(text(0, 2));
    try (Life life = new Life(desk)) {
      desk.awaitEvents(told(text(0, 2)).size());
      Files.move(log, folder.resolve("qmp.log.1"));
      append(folder.resolve("qmp.log.1"), text(2, 3));
      append(text(3, 5));
      desk.awaitEvents(told(text(0, 5)).size());
    }

    assertThat(desk.ids()).isEqualTo(told(text(0, 5)));
    assertThat(desk.problems()).isEmpty();
  }

  @Test
  void run_looksForTheOldFile_whichWasRotatedTwiceMeanwhile() throws Exception {
    append(text(0, 2));
    try (Life life = new Life(desk)) {
      desk.awaitEvents(told(text(0, 2)).size());
    }
    append(text(2, 3));
    Files.move(log, folder.resolve("qmp.log.2"));
    append(folder.resolve("qmp.log.1"), text(3, 4));
    Files.setLastModifiedTime(folder.resolve("qmp.log.2"), FileTime.fromMillis(1_000));
    append(text(4, 6));

    try (Life life = new Life(desk)) {
      desk.awaitEvents(told(text(0, 6)).size());
    }

    assertThat(desk.ids()).isEqualTo(told(text(0, 6)));
    assertThat(desk.problems()).isEmpty();
  }

  @Test
  void run_beginsAgain_whenTheFileIsCut() throws Exception {
    append(text(0, 3));
    try (Life life = new Life(desk)) {
      desk.awaitEvents(told(text(0, 3)).size());
      Files.write(log, new byte[0], StandardOpenOption.TRUNCATE_EXISTING);
      desk.awaitProblem();
      append(text(3, 4));
      desk.awaitEvents(told(text(0, 4)).size());
    }

    assertThat(desk.ids()).isEqualTo(told(text(0, 4)));
    assertThat(desk.problems()).singleElement().asString().contains("the file was cut behind byte");
  }

  @Test
  void run_readsTheCopyFirst_whenTheFileWasCopiedAndCutMeanwhile() throws Exception {
    append(text(0, 3));
    try (Life life = new Life(desk)) {
      desk.awaitEvents(told(text(0, 3)).size());
    }
    append(text(3, 4));
    Files.copy(log, folder.resolve("qmp.log.1"));
    Files.write(log, text(4, 9).getBytes(StandardCharsets.UTF_8));

    try (Life life = new Life(desk)) {
      desk.awaitEvents(told(text(0, 9)).size());
    }

    assertThat(desk.ids()).isEqualTo(told(text(0, 9)));
    assertThat(desk.problems()).isEmpty();
  }

  @Test
  void run_saysThatLinesMayBeLost_whenTheOldFileIsGone() throws Exception {
    append(text(0, 3));
    try (Life life = new Life(desk)) {
      desk.awaitEvents(told(text(0, 3)).size());
    }
    Files.delete(log);
    append(text(4, 5));

    try (Life life = new Life(desk)) {
      desk.awaitEvents(told(text(0, 3)).size() + 2);
    }

    assertThat(desk.problems()).singleElement().asString().contains("is gone");
  }

  @Test
  void run_refusesALineThatIsTooLong_andReadsTheNext() throws Exception {
    append(text(0, 1) + "x".repeat(20_000) + "\n" + text(1, 2));
    try (Life life = new Life(desk)) {
      desk.awaitEvents(told(text(0, 2)).size());
    }

    assertThat(desk.ids()).isEqualTo(told(text(0, 2)));
    assertThat(desk.problems())
        .singleElement()
        .isEqualTo(log + ":3: longer than 10000 bytes: expected a QMP message");
  }

  /** Pauses of a guest, two lines and two events each. */
  private static String text(int from, int to) {
    StringBuilder text = new StringBuilder();
    for (int pause = from; pause < to; pause++) {
      text.append(line("STOP", 1_750_000_000L + pause * 60L));
      text.append(line("RESUME", 1_750_000_002L + pause * 60L));
    }
    return text.toString();
  }

  private static String line(String event, long seconds) {
    return "{\"timestamp\": {\"seconds\": "
        + seconds
        + ", \"microseconds\": 5}, \"event\": \""
        + event
        + "\"}\n";
  }

  /** The ids of what one file with all of it tells. */
  private List<String> told(String text) throws IOException {
    Path whole = folder.resolve("whole");
    Files.writeString(whole, text);
    List<String> ids = new ArrayList<>();
    Told.by(new QmpSource(input(whole))).inputs().forEach(one -> ids.add(one.id().toString()));
    return ids;
  }

  private void append(String text) throws IOException {
    append(log, text);
  }

  private static void append(Path file, String text) throws IOException {
    Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private static SourceInput input(Path file) {
    return new SourceInput(
        file.toString(), file, "h0", "g0", Format.QMP, 1_000, null, CounterWhilePaused.UNKNOWN);
  }

  /** A feed in a thread of its own; it ends as a process does. */
  private final class Life implements AutoCloseable {
    private final Thread thread;

    Life(MemoryDesk mine) {
      SourceInput input = input(log);
      FileFeed feed =
          new FileFeed(
              log,
              log.toString(),
              new LineForm(10_000, "a QMP message"),
              5,
              (sink, memory) -> Sources.checkedLog(input, sink, memory).orElseThrow());
      thread = new Thread(() -> run(feed, mine), "feed");
      thread.start();
    }

    private static void run(FileFeed feed, MemoryDesk mine) {
      try {
        feed.run(mine);
      } catch (InterruptedException e) {
        // That is how it ends.
      }
    }

    @Override
    public void close() {
      thread.interrupt();
      try {
        thread.join();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
