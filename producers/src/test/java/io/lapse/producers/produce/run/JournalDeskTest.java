package io.lapse.producers.produce.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.ledger.Envelope;
import io.lapse.ledger.Source;
import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.host.HostEvent;
import io.lapse.ledger.time.Stamp;
import io.lapse.ledger.time.TaiInstant;
import io.lapse.producers.produce.journal.Journal;
import io.lapse.producers.produce.journal.JournalEvent;
import io.lapse.producers.produce.journal.JournalReader;
import io.lapse.producers.source.Location;
import io.lapse.producers.source.Problem;
import io.lapse.schemas.topic.Topic;
import io.lapse.schemas.topic.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalDeskTest {
  private static final TaiInstant NOW = new TaiInstant(900);
  private static final Envelope BY =
      new Envelope("g", "h0", Stamp.of(new TaiInstant(1), 2), Source.JSONL, null);
  private static final Envelope SAID =
      new Envelope("g", "h0", Stamp.of(new TaiInstant(1), 2), Source.JSONL, NOW);

  @TempDir private Path folder;

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final Topics topics = Topics.standard();
  private Journal journal;
  private JournalDesk desk;

  @BeforeEach
  void setUp() throws IOException {
    journal = Journal.open(folder, 1 << 20);
    desk = desk("a");
  }

  @AfterEach
  void tearDown() throws IOException {
    journal.close();
  }

  private JournalDesk desk(String feed) {
    return new JournalDesk(feed, journal, topics, () -> NOW, new ProduceMeters(registry));
  }

  @Test
  void leave_keepsEventsAsTheirTopicsTakeThem_withThePosition() throws Exception {
    desk.leave(List.of(new HostEvent.Reset(BY), new GuestEvent.Slept(BY, NOW, 3)), "7");

    List<JournalEvent> kept = events();
    assertThat(kept)
        .extracting(JournalEvent::kind)
        .containsExactly(JournalEvent.Kind.HOST, JournalEvent.Kind.GUEST);
    assertThat(kept).extracting(JournalEvent::guest).containsOnly("g");
    assertThat(kept).extracting(JournalEvent::host).containsExactly("h0", null);
    assertThat(value(topics.hostEvents(), kept.get(0))).isEqualTo(new HostEvent.Reset(SAID));
    assertThat(value(topics.guestEvents(), kept.get(1)))
        .isEqualTo(new GuestEvent.Slept(SAID, NOW, 3));
    assertThat(desk.position()).isEqualTo("7");
    assertThat(registry.get("lapse.produce.events.read").counter().count()).isEqualTo(2);
  }

  @Test
  void position_isThatOfItsOwnFeed() throws Exception {
    desk("b").leave(List.of(), "8");

    assertThat(desk.position()).isNull();
  }

  @Test
  void forget_letsItsOwnFeedBeginAnew() throws Exception {
    desk.leave(List.of(), "7");
    desk("b").leave(List.of(), "8");

    boolean isForgotten = desk.forget();

    assertThat(isForgotten).isTrue();
    assertThat(desk.position()).isNull();
    assertThat(desk("b").position()).isEqualTo("8");
  }

  @Test
  void report_countsByHowBadItIs() {
    desk.report(Problem.refused(new Location("a", 1), "no"));
    desk.report(Problem.warning(new Location("a", 2), "odd"));
    desk.report(Problem.warning(new Location("a", 3), "odd"));

    assertThat(problems("refused")).isEqualTo(1);
    assertThat(problems("warning")).isEqualTo(2);
  }

  @Test
  void isUp_isWhatTheFeedSaidLast() {
    boolean atFirst = desk.isUp();
    desk.up();
    boolean afterUp = desk.isUp();
    desk.down("gone");

    assertThat(atFirst).isFalse();
    assertThat(afterUp).isTrue();
    assertThat(desk.isUp()).isFalse();
  }

  private double problems(String severity) {
    return registry.get("lapse.produce.problems").tag("severity", severity).counter().count();
  }

  private static <V> V value(Topic<V> topic, JournalEvent event) {
    return topic.valueSerde().deserializer().deserialize(topic.name(), event.value());
  }

  private List<JournalEvent> events() throws IOException {
    try (JournalReader reader = journal.reader()) {
      JournalReader.Entry entry = reader.next();
      while (entry != null && entry.events().isEmpty()) {
        entry = reader.next();
      }
      return entry == null ? List.of() : entry.events();
    }
  }
}
