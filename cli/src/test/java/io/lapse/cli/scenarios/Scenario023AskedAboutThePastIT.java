package io.lapse.cli.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lapse.cli.Cli;
import io.lapse.cli.broker.EmbeddedBroker;
import io.lapse.cli.replay.LedgerFiles;
import io.lapse.cli.replay.Replay;
import io.lapse.cli.replay.ReplayResult;
import io.lapse.ledger.Envelope;
import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.Source;
import io.lapse.ledger.account.Entry;
import io.lapse.ledger.account.HistoryRecord;
import io.lapse.ledger.account.InputOrder;
import io.lapse.ledger.account.Rules;
import io.lapse.ledger.host.HostEvent;
import io.lapse.ledger.host.StopReason;
import io.lapse.ledger.simulation.FleetPlan;
import io.lapse.ledger.simulation.FleetSimulation;
import io.lapse.ledger.simulation.Happening;
import io.lapse.ledger.time.Stamp;
import io.lapse.ledger.time.TaiInstant;
import io.lapse.producers.publish.HostEventPublisher;
import io.lapse.schemas.json.EventJson;
import io.lapse.schemas.topic.Topics;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two instances share guests whose books are sealed in part. Whichever is asked what an instant
 * was, it answers as {@code lapse why} does over the ledger that a replay writes; and it shows the
 * history and the events of each guest whole.
 */
class Scenario023AskedAboutThePastIT {
  private static final Duration TIMEOUT = Duration.ofMinutes(2);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ODD = "<script>alert('\"/')</script> 🐧";
  private static final long SEED = 23;

  /** The books are sealed a day behind. */
  private static final int DAYS = 5;

  @TempDir private Path folder;
  private EmbeddedBroker broker;
  private AskedInstance one;
  private AskedInstance two;
  private List<LedgerInput> inputs;
  private ReplayResult replayed;

  @BeforeEach
  void start() throws Exception {
    broker = EmbeddedBroker.start();
    Ledgers.createTopics(broker, Topics.standard(), 4);
    inputs = inputs();
    replayed = Replay.run(inputs, Rules.DEFAULT, false);
    LedgerFiles.write(folder.resolve("replay"), replayed, false);
    try (HostEventPublisher publisher =
        HostEventPublisher.connect(
            Map.of("bootstrap.servers", broker.bootstrapServers()), Topics.standard())) {
      inputs.forEach(publisher::send);
      publisher.flush();
    }
    // After that: they take days of events by stamp, as no running instance would.
    one = AskedInstance.start(broker, folder.resolve("one"));
    two = AskedInstance.start(broker, folder.resolve("two"));
  }

  @AfterEach
  void stop() {
    two.close();
    one.close();
    broker.close();
  }

  private static List<LedgerInput> inputs() {
    List<LedgerInput> inputs = new ArrayList<>();
    FleetSimulation.of(FleetPlan.of(SEED, 4, 3, DAYS).withGap(2_400_000_000_000L))
        .forEachRemaining(
            happening -> {
              if (happening instanceof Happening.Arrived arrived) {
                inputs.add(arrived.input());
              }
            });
    Stamp stamp = Stamp.of(FleetPlan.START.plus(1), 0);
    inputs.add(
        new HostEvent.Stopped(
            new Envelope(ODD, "h0", stamp, Source.QMP, null), StopReason.UNKNOWN, null));
    Set<String> seen = new HashSet<>();
    inputs.removeIf(input -> !seen.add(input.guest() + input.id()));
    inputs.sort(InputOrder.PUBLISH);
    return inputs;
  }

  private Set<String> guests() {
    return inputs.stream().map(LedgerInput::guest).collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void past_isToldByWhoeverIsAsked() throws Exception {
    awaitAll();

    why_isAnsweredAsTheCommandDoes();
    history_isWhole();
    events_areAllThatWasSaid();
    ntp_isDrawn();
    unknownGuest_isNotFound_andBadQuestionsAreRefused();
    answers_areNotSentAgain();
    bytesThatAreNone_areShownWithoutAnEvent();
  }

  /** Until both have the history that a replay has, or more of it. */
  private void awaitAll() throws Exception {
    long deadline = System.nanoTime() + TIMEOUT.toNanos();
    for (AskedInstance asked : List.of(one, two)) {
      for (String guest : guests()) {
        while (!PastPages.standing(asked, guest).equals(entries(guest))) {
          assertThat(System.nanoTime() - deadline).as("in time").isNegative();
          Thread.onSpinWait();
        }
      }
    }
  }

  private List<Entry> entries(String guest) {
    return replayed.entries().stream().filter(entry -> entry.guest().equals(guest)).toList();
  }

  private List<Long> instants(String guest, Random random) {
    List<Long> instants = new ArrayList<>();
    List<Entry> entries = entries(guest);
    for (int i = 0; i < 12; i++) {
      Entry entry = entries.get(random.nextInt(entries.size()));
      TaiInstant at = entry.restartedAt() == null ? entry.stoppedAt() : entry.restartedAt();
      long after = random.nextBoolean() ? random.nextInt(3) - 1 : random.nextInt(2_000_000_000);
      instants.add(at.nanos() + after);
      instants.add(FleetPlan.START.nanos() + random.nextLong(DAYS * 86_400_000_000_000L));
    }
    return instants;
  }

  private void why_isAnsweredAsTheCommandDoes() throws Exception {
    Path ledger = folder.resolve("replay").resolve("ledger.jsonl");
    Random random = new Random(SEED);
    Set<String> answers = new TreeSet<>();
    int sealed = 0;
    for (String guest : guests()) {
      JsonNode upTo =
          JSON.readTree(one.answered(PastPages.path(guest, "")).body()).get("sealed_up_to_tai_ns");
      for (long at : instants(guest, random)) {
        Cli.Result command = Cli.run("why", guest, "tai:" + at, "--ledger", ledger);
        assertThat(command.exitCode()).as(command.err()).isZero();
        for (AskedInstance asked : List.of(one, two)) {
          HttpResponse<String> response =
              asked.answered(PastPages.path(guest, "/why?at=tai:" + at));

          assertThat(response.body()).as("seed " + SEED).isEqualTo(command.out());
          assertThat(response.statusCode()).isEqualTo(200);
          assertThat(response.headers().firstValue("Lapse-Staleness").orElse(""))
              .startsWith("role=active");
        }
        answers.add(JSON.readTree(command.out()).get("answer").textValue());
        sealed += upTo.isNumber() && at <= upTo.longValue() ? 1 : 0;
      }
    }
    assertThat(answers).containsExactly("NO_HOST_EVENT", "OUTAGE", "STALE_WINDOW");
    assertThat(sealed).isPositive();
  }

  private void history_isWhole() throws Exception {
    for (String guest : guests()) {
      List<HistoryRecord> atOne = PastPages.history(one, guest, 7);

      assertThat(atOne).isEqualTo(PastPages.history(two, guest, 500));
      for (int i = 0; i < atOne.size(); i++) {
        assertThat(atOne.get(i).historyNumber()).isEqualTo(atOne.size() - i);
      }
    }
  }

  private void events_areAllThatWasSaid() throws Exception {
    for (String guest : guests()) {
      List<JsonNode> said = new ArrayList<>();
      for (LedgerInput input : inputs) {
        if (input.guest().equals(guest)) {
          said.add(JSON.readTree(EventJson.write(input)));
        }
      }
      List<JsonNode> atOne = PastPages.events(one, guest, 11);

      assertThat(atOne).containsExactlyInAnyOrderElementsOf(said);
      assertThat(PastPages.events(two, guest, 500)).containsExactlyInAnyOrderElementsOf(said);
    }
  }

  /** The ledger sets it aside; it is shown where it stands. */
  private void bytesThatAreNone_areShownWithoutAnEvent() throws Exception {
    String guest = guests().iterator().next();
    Map<String, Object> config = Map.of("bootstrap.servers", broker.bootstrapServers());
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>("lapse.host-events", guest, new byte[] {1, 2})).get();
    }

    JsonNode page = JSON.readTree(two.answered(PastPages.path(guest, "/events?limit=1")).body());

    JsonNode event = page.get("events").get(0);
    assertThat(event.get("topic").textValue()).isEqualTo("lapse.host-events");
    assertThat(event.get("event").isNull()).isTrue();
    assertThat(event.get("event_id").isNull()).isTrue();
    assertThat(page.get("complete").booleanValue()).isFalse();
  }

  private void ntp_isDrawn() throws Exception {
    for (String guest : guests()) {
      HttpResponse<String> response = two.answered(PastPages.path(guest, "/ntp"));
      JsonNode curve = JSON.readTree(response.body());

      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(curve.get("points")).isNotEmpty();
      assertThat(curve.get("points").get(0).get("state").textValue()).isEqualTo("UNKNOWN");
      assertThat(curve.get("method").textValue()).contains("500 us a second");
      assertThat(one.answered(PastPages.path(guest, "/ntp")).statusCode()).isEqualTo(200);
    }
  }

  private void unknownGuest_isNotFound_andBadQuestionsAreRefused() throws Exception {
    String guest = guests().iterator().next();
    String longest = "é".repeat(512);
    for (AskedInstance asked : List.of(one, two)) {
      for (String nobody : List.of("nobody", "no/body", "<b>", "\"'", longest)) {
        for (String rest : List.of("/why?at=tai:0", "/history", "/events", "/ntp")) {
          HttpResponse<String> response = asked.answered(PastPages.path(nobody, rest));

          assertThat(response.statusCode()).as(nobody + rest + response.body()).isEqualTo(404);
          assertThat(response.body()).contains("\"reason\":\"NO_SUCH_GUEST\"");
        }
      }
      for (String rest :
          List.of(
              "/why",
              "/why?at=",
              "/why?at=03:12",
              "/why?at=tai:1.5",
              "/why?at=tai:99999999999999999999",
              "/why?at=tai:0&at=tai:0",
              "/why?when=tai:0",
              "/history?limit=-1",
              "/history?limit=0",
              "/history?limit=501",
              "/history?cursor=7",
              "/events?cursor=x",
              "/events?page=1",
              "/ntp?x=1")) {
        HttpResponse<String> response = asked.answered(PastPages.path(guest, rest));

        assertThat(response.statusCode()).as(rest + response.body()).isEqualTo(400);
        assertThat(response.body()).contains("\"detail\":\"expected");
      }
      assertThat(asked.answered(PastPages.path(longest + "a", "/events")).statusCode())
          .isEqualTo(400);
    }
  }

  private void answers_areNotSentAgain() throws Exception {
    String guest = guests().iterator().next();
    for (AskedInstance asked : List.of(one, two)) {
      HttpResponse<String> first = asked.answered(PastPages.path(guest, "/why?at=tai:" + SEED));
      String tag = first.headers().firstValue("ETag").orElseThrow();

      HttpResponse<String> second = asked.get(PastPages.path(guest, "/why?at=tai:" + SEED), tag);

      assertThat(second.statusCode()).isEqualTo(304);
      assertThat(second.body()).isEmpty();
      assertThat(second.headers().firstValue("ETag")).contains(tag);
      assertThat(second.headers().firstValue("Lapse-Staleness")).isPresent();
    }
  }
}
