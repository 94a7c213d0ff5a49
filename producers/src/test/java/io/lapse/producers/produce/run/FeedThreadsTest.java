package io.lapse.producers.produce.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.ledger.host.CounterWhilePaused;
import io.lapse.ledger.time.TaiInstant;
import io.lapse.producers.Sources;
import io.lapse.producers.produce.Feed;
import io.lapse.producers.produce.follow.FileFeed;
import io.lapse.producers.produce.journal.Journal;
import io.lapse.producers.produce.journal.JournalReader;
import io.lapse.producers.source.Anchor;
import io.lapse.producers.source.Format;
import io.lapse.producers.source.LineForm;
import io.lapse.producers.source.SourceInput;
import io.lapse.producers.tai.SystemTaiClock;
import io.lapse.schemas.topic.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files of guests that come and go. */
@Timeout(60)
class FeedThreadsTest {
  private static final int SCANS_UNTIL_GONE = 3;

  @TempDir private Path folder;

  private final ProduceMeters meters = new ProduceMeters(new SimpleMeterRegistry());
  private Journal journal;
  private FeedThreads threads;
  private Path log;

  @BeforeEach
  void setUp() throws IOException {
    journal = Journal.open(folder.resolve("journal"), 1 << 20);
    log = folder.resolve("vm1.log");
    threads = threads("{guest}.log", this::file);
  }

  @AfterEach
  void tearDown() throws IOException {
    threads.stop();
    journal.close();
  }

  @Test
  void scan_endsAndForgetsAFeed_whenItsFileIsDeleted_andAllOfItIsRead() throws Exception {
    write(line("STOP", 10));
    threads.scan();
    awaitEvents(1);
    append(line("RESUME", 12) + line("STOP", 14).strip());
    Files.delete(log);

    scanUntilNone();

    assertThat(events()).containsExactly("vm1", "vm1", "vm1");
    assertThat(journal.position(name())).isNull();
    assertThat(threads.failure()).isNull();
  }

  @Test
  void scan_endsAFeed_thatThenTellsWhatWaitedForMoreLines() throws Exception {
    threads = threads("{guest}.log", input -> file(input, Format.CLOUD_HYPERVISOR));
    write(
        "{\"timestamp\":{\"secs\":7,\"nanos\":0},\"source\":\"vm\",\"event\":\"paused\","
            + "\"properties\":null}\n");
    threads.scan();
    while (journal.position(name()) == null) {
      journal.await(journal.end(), 1_000);
    }
    Files.delete(log);

    scanUntilNone();

    assertThat(events()).containsExactly("vm1");
  }

  @Test
  void scan_readsFromTheBeginning_whenAGuestComesBack() throws Exception {
    write(line("STOP", 10) + line("RESUME", 12));
    threads.scan();
    awaitEvents(2);
    Files.delete(log);
    scanUntilNone();
    write(line("STOP", 20));

    threads.scan();
    awaitEvents(3);

    assertThat(threads.count(true)).isEqualTo(1);
    assertThat(journal.position(name())).contains("\"lines\":1");
  }

  @Test
  void scan_keepsAFeed_whoseFileWasMissingForAMoment() throws Exception {
    write(line("STOP", 10));
    threads.scan();
    awaitEvents(1);
    Files.delete(log);
    scan(SCANS_UNTIL_GONE - 1);
    write(line("STOP", 20) + line("RESUME", 22));

    scan(SCANS_UNTIL_GONE);
    awaitEvents(3);

    assertThat(threads.count(true)).isEqualTo(1);
  }

  @Test
  void scan_keepsAFeed_whoseFileIsRenamed_andMayStillGrow() throws Exception {
    write(line("STOP", 10));
    threads.scan();
    awaitEvents(1);
    Path rotated = Files.move(log, folder.resolve("vm1.log.1"));

    scan(3 * SCANS_UNTIL_GONE);
    Files.writeString(rotated, line("RESUME", 12), StandardOpenOption.APPEND);
    awaitEvents(2);

    assertThat(threads.count(true)).isEqualTo(1);
  }

  @Test
  void scan_keepsAFeed_thatNoPatternNamed() throws Exception {
    threads = threads("vm1.log", input -> file(new Input("vm1", input.address())));
    write(line("STOP", 10));
    threads.scan();
    awaitEvents(1);
    Files.delete(log);

    scan(3 * SCANS_UNTIL_GONE);

    assertThat(threads.count(true) + threads.count(false)).isEqualTo(1);
    assertThat(journal.position(log.toString())).isNotNull();
  }

  @Test
  void scan_interruptsAFeedThatIsDown_andNoneThatIsUp() throws Exception {
    CountDownLatch isAtWork = new CountDownLatch(1);
    CountDownLatch disconnected = new CountDownLatch(1);
    CountDownLatch forever = new CountDownLatch(1);
    threads =
        threads(
            "{guest}.log",
            input ->
                desk -> {
                  desk.up();
                  isAtWork.countDown();
                  disconnected.await();
                  desk.down("nobody answers");
                  forever.await();
                });
    write("");
    threads.scan();
    isAtWork.await();
    Files.delete(log);

    scan(3 * SCANS_UNTIL_GONE);
    int connected = threads.count(true);
    disconnected.countDown();
    scanUntilNone();

    assertThat(connected).isEqualTo(1);
  }

  private FeedThreads threads(String pattern, Feeds feeds) {
    return new FeedThreads(
        List.of(InputPattern.parse(folder.resolve(pattern).toString())),
        feeds,
        feed -> new JournalDesk(feed, journal, Topics.standard(), new SystemTaiClock(), meters));
  }

  private Feed file(Input input) {
    return file(input, Format.QMP);
  }

  private static Feed file(Input input, Format format) {
    Path path = Path.of(input.address().text());
    SourceInput source =
        new SourceInput(
            path.toString(),
            path,
            "h0",
            input.guest(),
            format,
            1_000,
            null,
            CounterWhilePaused.UNKNOWN,
            null,
            new Anchor(new TaiInstant(1_750_000_000_000_000_000L), 1_000));
    return new FileFeed(
        path,
        path.toString(),
        LineForm.JSON,
        5,
        (sink, memory) -> Sources.checkedLog(source, sink, memory).orElseThrow());
  }

  private void scan(int times) {
    for (int scan = 0; scan < times; scan++) {
      threads.scan();
    }
  }

  private void scanUntilNone() throws InterruptedException {
    while (threads.count(true) + threads.count(false) > 0) {
      threads.scan();
      // Nobody appends: it gives the feed's thread a turn.
      journal.await(Long.MAX_VALUE, 5);
    }
  }

  private void awaitEvents(int count) throws Exception {
    while (events().size() < count) {
      journal.await(journal.end(), 1_000);
    }
  }

  /** The guests of all events in the journal. */
  private List<String> events() throws IOException {
    List<String> guests = new ArrayList<>();
    try (JournalReader reader = journal.reader()) {
      for (JournalReader.Entry entry = reader.next(); entry != null; entry = reader.next()) {
        entry.events().forEach(event -> guests.add(event.guest()));
      }
    }
    return guests;
  }

  private String name() {
    return "vm1@" + log;
  }

  private void write(String text) throws IOException {
    Files.writeString(log, text);
  }

  private void append(String text) throws IOException {
    Files.writeString(log, text, StandardOpenOption.APPEND);
  }

  private static String line(String event, long seconds) {
    return "{\"timestamp\": {\"seconds\": "
        + (1_750_000_000L + seconds)
        + ", \"microseconds\": 5}, \"event\": \""
        + event
        + "\"}\n";
  }
}
