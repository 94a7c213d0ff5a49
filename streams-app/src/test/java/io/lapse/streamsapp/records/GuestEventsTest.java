package io.lapse.streamsapp.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lapse.streamsapp.records.UnreadException.Why;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages over partitions in memory: what is handed on, in which order, and where it goes on. */
class GuestEventsTest {
  private long nowNanos;

  /** A partition in memory, from some offset on; some of it is the guest's. */
  private static final class Log implements RangeReading {
    final String topic;
    final long begin;
    final List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();

    Log(String topic, long begin) {
      this.topic = topic;
      this.begin = begin;
    }

    long end() {
      return begin + records.size();
    }

    Log add(String guest, long millis) {
      records.add(
          new ConsumerRecord<>(
              topic,
              0,
              end(),
              millis,
              TimestampType.CREATE_TIME,
              guest.length(),
              0,
              guest.getBytes(StandardCharsets.UTF_8),
              new byte[0],
              new org.apache.kafka.common.header.internals.RecordHeaders(),
              java.util.Optional.empty()));
      return this;
    }

    @Override
    public void read(
        long from,
        long toExclusive,
        Predicate<ConsumerRecord<byte[], byte[]>> wanted,
        List<ConsumerRecord<byte[], byte[]>> into) {
      records.subList((int) (from - begin), (int) (toExclusive - begin)).stream()
          .filter(wanted)
          .forEach(into::add);
    }
  }

  private Deadline inTime() {
    return Deadline.in(Duration.ofSeconds(1), () -> nowNanos);
  }

  private static List<TopicScan> scans(List<Log> logs, EventCursor from) {
    List<TopicScan> scans = new ArrayList<>();
    for (int i = 0; i < logs.size(); i++) {
      Log log = logs.get(i);
      Long before = from.before().get(i);
      scans.add(
          new TopicScan(
              log,
              read -> new String(read.key(), StandardCharsets.UTF_8).equals("g"),
              log.begin,
              before == null ? log.end() : before));
    }
    return scans;
  }

  private static List<String> places(List<ConsumerRecord<byte[], byte[]>> records) {
    return records.stream().map(read -> read.topic() + ":" + read.offset()).toList();
  }

  private List<String> allPages(List<Log> logs, int limit) throws UnreadException {
    List<String> all = new ArrayList<>();
    EventCursor cursor = EventCursor.fromEnds(logs.size());
    while (cursor != null) {
      GuestEvents.Page page = GuestEvents.page(limit, scans(logs, cursor), inTime());
      assertThat(page.records()).hasSizeLessThanOrEqualTo(limit);
      assertThat(page.isComplete()).isEqualTo(page.next() == null);
      all.addAll(places(page.records()));
      cursor = page.next();
    }
    return all;
  }

  @Test
  void topicsAreMerged_theNewestFirst() throws UnreadException {
    Log hosts = new Log("h", 3).add("g", 10).add("other", 20).add("g", 30);
    Log guests = new Log("e", 0).add("g", 5).add("g", 20);
    Log reactions = new Log("r", 7);

    GuestEvents.Page page =
        GuestEvents.page(
            10, scans(List.of(hosts, guests, reactions), EventCursor.fromEnds(3)), inTime());

    assertThat(places(page.records())).containsExactly("h:5", "e:1", "h:3", "e:0");
    assertThat(page.isComplete()).isTrue();
    assertThat(page.next()).isNull();
  }

  @Test
  void page_endsWhereTheNextBegins() throws UnreadException {
    Log hosts = new Log("h", 0).add("g", 10).add("g", 30);
    Log guests = new Log("e", 0).add("g", 20);
    List<Log> logs = List.of(hosts, guests);

    GuestEvents.Page page = GuestEvents.page(2, scans(logs, EventCursor.fromEnds(2)), inTime());

    assertThat(places(page.records())).containsExactly("h:1", "e:0");
    assertThat(page.isComplete()).isFalse();
    assertThat(page.next()).isEqualTo(new EventCursor(List.of(1L, 0L)));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void pages_haveEachRecordOnce_eachTopicInItsOrder(long seed) throws UnreadException {
    Random random = new Random(seed);
    List<Log> logs = List.of(new Log("h", 5), new Log("e", 0), new Log("r", 1_000));
    long millis = 0;
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 12_000; i++) {
      Log log = logs.get(random.nextInt(100) < 90 ? 0 : 1 + random.nextInt(2));
      boolean isGuests = random.nextInt(50) == 0;
      if (isGuests) {
        expected.add(0, log.topic + ":" + log.end());
      }
      millis += 1 + random.nextInt(3);
      log.add(isGuests ? "g" : "other", millis);
    }

    List<String> all = allPages(logs, 1 + random.nextInt(40));

    assertThat(all).as("seed " + seed).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13})
  void timesThatGoBackwards_loseAndRepeatNothing(long seed) throws UnreadException {
    Random random = new Random(seed);
    List<Log> logs = List.of(new Log("h", 0), new Log("e", 0));
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      Log log = logs.get(random.nextInt(2));
      boolean isGuests = random.nextInt(20) == 0;
      if (isGuests) {
        expected.add(log.topic + ":" + log.end());
      }
      log.add(isGuests ? "g" : "other", random.nextInt(1_000));
    }

    List<String> all = allPages(logs, 7);

    assertThat(all).as("seed " + seed).containsExactlyInAnyOrderElementsOf(expected);
    for (Log log : logs) {
      List<String> ofTopic = all.stream().filter(at -> at.startsWith(log.topic)).toList();
      List<String> inOrder = new ArrayList<>(expected);
      inOrder.removeIf(at -> !at.startsWith(log.topic));
      java.util.Collections.reverse(inOrder);
      assertThat(ofTopic).as("seed " + seed).isEqualTo(inOrder);
    }
  }

  @Test
  void budget_endsAPage_andTheCursorGoesOn() throws UnreadException {
    Log hosts = new Log("h", 0).add("g", 1);
    for (int i = 0; i < 250_000; i++) {
      hosts.add("other", 2 + i);
    }

    GuestEvents.Page page =
        GuestEvents.page(10, scans(List.of(hosts), EventCursor.fromEnds(1)), inTime());
    List<String> all = allPages(List.of(hosts), 10);

    assertThat(page.records()).isEmpty();
    assertThat(page.isComplete()).isFalse();
    assertThat(page.next()).isEqualTo(new EventCursor(List.of(50_001L)));
    assertThat(all).containsExactly("h:0");
  }

  @Test
  void pieceThatDoesNotComeInTime_isReadAgainFromTheCursor() throws UnreadException {
    Log hosts = new Log("h", 0).add("g", 1);
    for (int i = 0; i < 2_000; i++) {
      hosts.add(i == 1_999 ? "g" : "other", 2 + i);
    }
    RangeReading slow =
        (from, to, wanted, into) -> {
          if (from < 1_000) {
            nowNanos += 2_000_000_000;
            throw new UnreadException(Why.TOO_SLOW, "slow");
          }
          hosts.read(from, to, wanted, into);
        };
    TopicScan scan = new TopicScan(slow, read -> read.key().length == 1, hosts.begin, hosts.end());

    GuestEvents.Page page = GuestEvents.page(10, List.of(scan), inTime());

    assertThat(places(page.records())).containsExactly("h:2000");
    assertThat(page.next()).isEqualTo(new EventCursor(List.of(1_001L)));
  }

  @Test
  void nothingInTime_isNoPage() {
    RangeReading slow =
        (from, to, wanted, into) -> {
          nowNanos += 2_000_000_000;
          throw new UnreadException(Why.TOO_SLOW, "slow");
        };

    assertThatThrownBy(
            () -> GuestEvents.page(10, List.of(new TopicScan(slow, read -> true, 0, 5)), inTime()))
        .isInstanceOf(UnreadException.class);
  }

  @Test
  void cursor_isReadBack() {
    EventCursor cursor = new EventCursor(List.of(0L, 17L, Long.MAX_VALUE));

    assertThat(EventCursor.read(List.of(cursor.key()), 3)).isEqualTo(cursor);
    assertThatThrownBy(() -> EventCursor.read(List.of("1", "2"), 3))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
