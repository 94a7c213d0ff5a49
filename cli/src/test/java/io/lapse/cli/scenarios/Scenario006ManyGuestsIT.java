package io.lapse.cli.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.cli.broker.EmbeddedBroker;
import io.lapse.ledger.Envelope;
import io.lapse.ledger.Source;
import io.lapse.ledger.guest.ArmedTimer;
import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.guest.TimerClock;
import io.lapse.ledger.guest.TimerKind;
import io.lapse.ledger.host.CounterWhilePaused;
import io.lapse.ledger.notice.InjectAs;
import io.lapse.ledger.notice.Notice;
import io.lapse.ledger.time.Stamp;
import io.lapse.ledger.time.TaiInstant;
import io.lapse.schemas.topic.Topics;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * 10,000 guests in one process, each with a profile, two inventories and a notice: it takes less
 * than 300 MB of memory, all in all, and says over HTTP how it is.
 */
class Scenario006ManyGuestsIT {
  private static final int GUESTS = 10_000;

  /** As many hrtimers as an idle guest of two vCPUs has. */
  private static final int TIMERS = 15;

  private static final long MEMORY_KIB_MAX = 300 * 1_000_000 / 1_024;
  private static final long EPOCH = 1_800_000_000_000_000_000L;
  private static final long SECOND = 1_000_000_000L;
  private static final Duration TIMEOUT = Duration.ofMinutes(2);
  private static final Pattern PORT = Pattern.compile("address=/127\\.0\\.0\\.1:(\\d+)");

  @TempDir private Path folder;

  @Test
  void manyGuests_fitIntoLittleMemory() throws Exception {
    Topics topics = Topics.standard();
    try (EmbeddedBroker broker = EmbeddedBroker.start()) {
      Ledgers.createTopics(broker, topics, 2);
      publish(broker, topics);
      Path properties =
          Files.writeString(
              folder.resolve("guests.properties"),
              "bootstrap.servers=" + broker.bootstrapServers() + "\nhttp.port=0\n");
      Path log = folder.resolve("guests.log");
      try (TopicContents<GuestEvent.Reacted> reactions =
              new TopicContents<>(broker.bootstrapServers(), topics.guestReactions());
          ChildJvm consumer =
              ChildJvm.start(
                  log, List.of("-Xmx128m"), "io.lapse.guestconsumer.Main", properties.toString())) {
        assertThat(reactions.await(GUESTS, TIMEOUT)).isTrue();

        assertThat(reactions.values())
            .extracting(GuestEvent.Reacted::cancelledTimers)
            .containsOnly(1L);
        long peakKib = peakMemoryKib(consumer);
        System.out.println("10,000 guests: at most " + peakKib + " KiB of memory");
        assertThat(peakKib).isLessThan(MEMORY_KIB_MAX);
        // Counted when it was committed, and seen here before.
        String metrics =
            awaitMetric(port(log), "lapse_guest_notices_total{outcome=\"answered\"} 10000.0");
        assertThat(metrics.lines())
            .contains(
                "lapse_guest_emulated{profile=\"stated\"} 10000.0",
                "lapse_guest_cancelled_timers_total 10000.0")
            .anyMatch(line -> line.startsWith("kafka_consumer_fetch_manager_records_consumed"));
        assertThat(get(port(log), "/health/live", 200)).contains("\"UP\"");
        assertThat(get(port(log), "/health/ready", 200)).contains("\"UP\"");
      }
    }
  }

  /** What the kernel counted: the largest resident set. */
  private static long peakMemoryKib(ChildJvm process) throws Exception {
    return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }

  private static int port(Path log) throws Exception {
    Matcher port = PORT.matcher(Files.readString(log));
    assertThat(port.find()).as(Files.readString(log)).isTrue();
    return Integer.parseInt(port.group(1));
  }

  private static String awaitMetric(int port, String line) throws Exception {
    long deadline = System.nanoTime() + TIMEOUT.toNanos();
    String metrics = get(port, "/metrics", 200);
    while (metrics.lines().noneMatch(line::equals)) {
      assertThat(System.nanoTime() - deadline).as(metrics).isNegative();
      metrics = get(port, "/metrics", 200);
    }
    return metrics;
  }

  private static String get(int port, String path, int status) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + port + path);
    var response =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    return response.body();
  }

  private static void publish(EmbeddedBroker broker, Topics topics) {
    String servers = broker.bootstrapServers();
    try (TopicWriter<GuestEvent> events = new TopicWriter<>(servers, topics.guestEvents());
        TopicWriter<Notice> notices = new TopicWriter<>(servers, topics.guestNotices())) {
      for (int i = 0; i < GUESTS; i++) {
        String guest = "guest-" + i;
        events.send(guest, profile(guest));
        events.send(guest, inventory(guest, 0));
        events.send(guest, inventory(guest, 60 * SECOND));
        notices.send(guest, notice(guest));
      }
      events.flush();
      notices.flush();
    }
  }

  private static Envelope envelope(String guest, long after) {
    return new Envelope(
        guest, null, Stamp.of(new TaiInstant(EPOCH + after), 1_000), Source.JSONL, null);
  }

  private static GuestEvent profile(String guest) {
    return new GuestEvent.Profile(
        envelope(guest, 0),
        "tsc",
        2_445_406L,
        "6.1.192",
        "linux",
        "web",
        CounterWhilePaused.STOPS,
        Map.of("zone", "eu-1a"));
  }

  /** One of its timers is cancelled when the clock is set. */
  private static GuestEvent inventory(String guest, long after) {
    List<ArmedTimer> timers = new ArrayList<>();
    for (int i = 0; i < TIMERS; i++) {
      TimerClock clock = i == 0 ? TimerClock.REALTIME : TimerClock.MONOTONIC;
      timers.add(
          new ArmedTimer(
              "cpu0.clock0.#" + i + " hrtimer_wakeup",
              TimerKind.TIMERFD,
              clock,
              true,
              2 * EPOCH + i * SECOND,
              0,
              i == 0,
              true));
    }
    return new GuestEvent.Inventory(
        envelope(guest, after),
        EPOCH + after - 37 * SECOND,
        1_000 * SECOND + after,
        1_000 * SECOND + after,
        37,
        timers);
  }

  private static Notice notice(String guest) {
    return new Notice(
        guest,
        guest + "/1",
        1,
        new TaiInstant(EPOCH + 600 * SECOND),
        60_000_000L,
        1_000_000L,
        0,
        0,
        60_000_000L,
        0,
        InjectAs.OFFSET,
        0,
        null);
  }
}
