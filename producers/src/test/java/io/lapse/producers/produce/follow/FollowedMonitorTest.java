package io.lapse.producers.produce.follow;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.ledger.host.CounterWhilePaused;
import io.lapse.ledger.time.TaiInstant;
import io.lapse.producers.Sources;
import io.lapse.producers.source.Format;
import io.lapse.producers.source.SourceInput;
import io.lapse.schemas.tai.UtcScale;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The event monitors of one VMM after the other, each of which counts from its own start. */
@Timeout(120)
class FollowedMonitorTest {
  private static final Instant FIRST = Instant.parse("2026-01-22T21:17:05.123456Z");
  private static final Instant SECOND = FIRST.plusSeconds(3_600);
  private static final Instant THIRD = FIRST.plusSeconds(7_200);

  @TempDir private Path folder;

  private final MemoryDesk desk = new MemoryDesk();
  private Path log;

  @BeforeEach
  void setUp() {
    log = folder.resolve("events.json");
  }

  @Test
  void run_stampsEachVmmByItsOwnFile_whenTheyAreRotatedBehindItsBack() throws Exception {
    write(log, FIRST, record(1_000, "booted") + record(8_000, "paused"));
    live(1);
    Files.move(log, folder.resolve("events.json.2"));
    write(
        folder.resolve("events.json.1"), SECOND, record(900, "booting") + record(1_500, "booted"));
    write(log, THIRD, record(700, "booting") + record(1_600, "booted"));

    live(4);

    assertThat(desk.instants())
        .containsExactly(at(FIRST, -7_000), at(FIRST, 0), at(SECOND, 0), at(THIRD, 0));
    assertThat(desk.problems()).isEmpty();
  }

  @Test
  void run_keepsItsAnchor_whenItIsStoppedAndTheVmmWritesOn() throws Exception {
    write(log, FIRST, record(1_000, "booted"));
    live(1);
    Files.writeString(log, record(60_000, "shutdown"), StandardOpenOption.APPEND);
    Files.setLastModifiedTime(log, FileTime.from(THIRD));

    live(2);

    assertThat(desk.instants()).containsExactly(at(FIRST, 0), at(FIRST, 59_000));
  }

  @Test
  void run_waitsForTheRestOfARecord_beforeItAsksTheFileForItsTime() throws Exception {
    String whole = record(5_000, "resumed");
    // A record that was begun long ago would be taken for a damaged one.
    Instant begun = Instant.now().plusSeconds(3_600);
    write(log, begun, record(1_000, "booted") + whole.substring(0, 20));
    try (Life life = new Life()) {
      desk.awaitDown();
      Files.writeString(log, whole.substring(20), StandardOpenOption.APPEND);
      desk.awaitEvents(2);
      assertThat(life.isAlive()).isTrue();
    }

    Instant ended = Files.getLastModifiedTime(log).toInstant();
    assertThat(desk.instants()).containsExactly(at(ended, -4_000), at(ended, 0));
    assertThat(desk.problems()).isEmpty();
  }

  private static String record(long millis, String event) {
    return String.format(
        "{%n  \"timestamp\": {%n    \"secs\": %d,%n    \"nanos\": %d%n  },%n"
            + "  \"source\": \"vm\",%n  \"event\": \"%s\",%n  \"properties\": null%n}%n%n",
        millis / 1_000, millis % 1_000 * 1_000_000, event);
  }

  /** Under another name first, so that nobody sees the file with a time that is not its own. */
  private void write(Path file, Instant modified, String text) throws IOException {
    Path other = folder.resolve("other");
    Files.writeString(other, text);
    Files.setLastModifiedTime(other, FileTime.from(modified));
    Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
  }

  private static TaiInstant at(Instant modified, long millis) {
    long utcNanos = modified.getEpochSecond() * 1_000_000_000 + modified.getNano();
    return UtcScale.toTai(utcNanos).plus(millis * 1_000_000);
  }

  private void live(int events) throws Exception {
    try (Life life = new Life()) {
      desk.awaitEvents(events);
      assertThat(life.isAlive()).isTrue();
    }
  }

  /** A feed in a thread of its own; it ends as a process does. */
  private final class Life implements AutoCloseable {
    private final Thread thread;

    Life() {
      SourceInput input =
          new SourceInput(
              log.toString(),
              log,
              "h0",
              "g0",
              Format.CLOUD_HYPERVISOR,
              1_000,
              null,
              CounterWhilePaused.UNKNOWN);
      FileFeed feed =
          new FileFeed(
              log,
              log.toString(),
              Sources.form(Format.CLOUD_HYPERVISOR).orElseThrow(),
              5,
              (sink, memory) -> Sources.checkedLog(input, sink, memory).orElseThrow());
      thread = new Thread(() -> run(feed), "feed");
      thread.start();
    }

    private void run(FileFeed feed) {
      try {
        feed.run(desk);
      } catch (InterruptedException e) {
        // That is how it ends.
      }
    }

    boolean isAlive() {
      return thread.isAlive();
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
