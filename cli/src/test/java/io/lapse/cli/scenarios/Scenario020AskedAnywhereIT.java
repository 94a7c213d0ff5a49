package io.lapse.cli.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.cli.broker.EmbeddedBroker;
import io.lapse.cli.demo.LedgerTopic;
import io.lapse.ledger.Envelope;
import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.Source;
import io.lapse.ledger.account.InputOrder;
import io.lapse.ledger.host.HostEvent;
import io.lapse.ledger.host.StopReason;
import io.lapse.ledger.time.Stamp;
import io.lapse.ledger.time.TaiInstant;
import io.lapse.producers.publish.HostEventPublisher;
import io.lapse.schemas.topic.Topics;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two instances share the guests. Whichever is asked, the answer is the ledger's; and while one of
 * them goes away, each answer is right, or says that it may not be.
 */
class Scenario020AskedAnywhereIT {
  private static final Duration TIMEOUT = Duration.ofMinutes(1);
  private static final String ODD = "a/b %41+?#ü🐧";
  private static final Pattern INSTANCE = Pattern.compile("\"instance\":\"([^\"]+)\"");
  private static final String FRESH = "role=active; lag=0";

  @TempDir private Path folder;
  private EmbeddedBroker broker;
  private AskedInstance one;
  private AskedInstance two;
  private HostEventPublisher publisher;
  private PublishedEvents events;

  @BeforeEach
  void start() throws Exception {
    broker = EmbeddedBroker.start();
    Ledgers.createTopics(broker, Topics.standard(), 4);
    one = AskedInstance.start(broker, folder.resolve("one"));
    two = AskedInstance.start(broker, folder.resolve("two"));
    one.app().awaitRunning(TIMEOUT);
    two.app().awaitRunning(TIMEOUT);
    publisher =
        HostEventPublisher.connect(
            Map.of("bootstrap.servers", broker.bootstrapServers()), Topics.standard());
    List<LedgerInput> all = new ArrayList<>(GeneratedMoves.of(20, 8, 6));
    all.add(
        new HostEvent.Stopped(
            new Envelope(
                ODD,
                "h0",
                Stamp.of(new TaiInstant(1_800_000_000L * 1_000_000_000), 0),
                Source.QMP,
                null),
            StopReason.UNKNOWN,
            null));
    all.sort(InputOrder.PUBLISH);
    events = new PublishedEvents(publisher, all);
  }

  @AfterEach
  void stop() {
    publisher.close();
    two.close();
    one.close();
    broker.close();
  }

  @Test
  void guests_askedAnywhere_haveTheSameAnswer_alsoWhileAnInstanceGoes() throws Exception {
    awaitSharing();
    events.publish(40);
    try (LedgerTopic ledger = new LedgerTopic(broker.bootstrapServers(), Topics.standard())) {
      assertThat(ledger.awaitStanding(events.entries(), TIMEOUT)).isTrue();
    }

    everyGuest_hasTheSameAnswerAtBoth();
    unknownGuest_isUnknownAtBoth();
    oneGoes_andNoAnswerIsWrongUnsaid();
  }

  /** Waits until each owns partitions, and follows the other's. */
  private void awaitSharing() throws Exception {
    await(
        () -> {
          String[] instances = two.get("/api/v1/instances").body().split("\\{\"instance\":", -1);
          return instances.length == 3
              && List.of(instances).subList(1, 3).stream()
                  .allMatch(each -> each.contains("ACTIVE") && each.contains("STANDBY"));
        });
  }

  private static void await(Callable<Boolean> condition) throws Exception {
    long deadline = System.nanoTime() + TIMEOUT.toNanos();
    while (!condition.call()) {
      assertThat(System.nanoTime() - deadline).as("in time").isNegative();
      Thread.onSpinWait();
    }
  }

  private void everyGuest_hasTheSameAnswerAtBoth() throws Exception {
    for (AskedInstance asked : List.of(one, two)) {
      Set<String> answering = new TreeSet<>();
      for (String guest : events.guests()) {
        HttpResponse<String> response = fresh(asked, guest);

        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(response.body()).endsWith(events.expected(guest));
        answering.add(instance(response));
      }
      assertThat(answering).containsExactlyInAnyOrder(one.address(), two.address());
    }
  }

  /** Asks until the brokers have said in time that nothing is left: they have half a second. */
  private static HttpResponse<String> fresh(AskedInstance asked, String guest) throws Exception {
    long deadline = System.nanoTime() + TIMEOUT.toNanos();
    HttpResponse<String> response = asked.ledger(guest, "");
    while (!isFresh(response)) {
      assertThat(System.nanoTime() - deadline).as(response.body()).isNegative();
      response = asked.ledger(guest, "");
    }
    return response;
  }

  private static boolean isFresh(HttpResponse<String> response) {
    return response.headers().firstValue("Lapse-Staleness").filter(FRESH::equals).isPresent();
  }

  private void unknownGuest_isUnknownAtBoth() throws Exception {
    for (AskedInstance asked : List.of(one, two)) {
      for (String guest : List.of("nobody", "guest-0 ", "no/body")) {
        HttpResponse<String> response = fresh(asked, guest);

        assertThat(response.statusCode()).as(response.body()).isEqualTo(404);
        assertThat(response.body()).contains("\"reason\":\"NO_SUCH_GUEST\"");
      }
    }
  }

  /** An instance that closes leaves its group when it has finished what is at hand. */
  private void oneGoes_andNoAnswerIsWrongUnsaid() throws Exception {
    Thread closing = new Thread(one::close);
    closing.start();
    Set<String> seen = new HashSet<>();
    long deadline = System.nanoTime() + TIMEOUT.toNanos();
    boolean isTakenOver = false;
    while (!isTakenOver || !events.areAllPublished()) {
      assertThat(System.nanoTime() - deadline).as("taken over in time; seen " + seen).isNegative();
      isTakenOver = true;
      for (String guest : events.guests()) {
        events.publish(1);
        seen.add(checked(two.ledger(guest, "?stale_ok=1000"), guest));
        String fresh = checked(two.ledger(guest, ""), guest);
        seen.add(fresh);
        isTakenOver &= fresh.startsWith("200 role=active");
      }
    }
    closing.join();
    System.out.println("while an instance went: " + new TreeSet<>(seen));
    assertThat(seen).anyMatch(each -> each.startsWith("200 role=active"));
    awaitAllFromTheOther();
  }

  /** Fails if the answer is wrong, or stale and does not say so; returns what it was. */
  private String checked(HttpResponse<String> response, String guest) {
    if (response.statusCode() == 503) {
      assertThat(response.headers().firstValue("Retry-After")).isPresent();
      Matcher reason = Pattern.compile("\"reason\":\"(\\w+)\"").matcher(response.body());
      assertThat(reason.find()).as(response.body()).isTrue();
      return "503 " + reason.group(1);
    }
    String staleness = response.headers().firstValue("Lapse-Staleness").orElseThrow();
    String told = response.statusCode() + " " + staleness;
    if (response.statusCode() == 404) {
      assertThat(staleness).isNotEqualTo(FRESH);
      return told;
    }
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    Set<String> right =
        staleness.equals(FRESH) ? Set.of(events.expected(guest)) : events.everExpected(guest);
    String entries = response.body().substring(response.body().indexOf("\"entries\":"));
    assertThat(right).as(told).contains(entries);
    return told;
  }

  private void awaitAllFromTheOther() throws Exception {
    for (String guest : events.guests()) {
      HttpResponse<String> response = fresh(two, guest);

      assertThat(response.body()).endsWith(events.expected(guest));
      assertThat(instance(response)).isEqualTo(two.address());
    }
  }

  private static String instance(HttpResponse<String> response) {
    Matcher instance = INSTANCE.matcher(response.body());
    assertThat(instance.find()).as(response.body()).isTrue();
    return instance.group(1);
  }
}
