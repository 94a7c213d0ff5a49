package io.lapse.cli.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lapse.cli.broker.EmbeddedBroker;
import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.account.Entry;
import io.lapse.ledger.account.InputOrder;
import io.lapse.ledger.account.Rules;
import io.lapse.ledger.account.WholeFold;
import io.lapse.ledger.guest.ReactionOrigin;
import io.lapse.ledger.simulation.FleetPlan;
import io.lapse.ledger.simulation.FleetSimulation;
import io.lapse.ledger.simulation.Happening;
import io.lapse.producers.publish.HostEventPublisher;
import io.lapse.schemas.topic.Topics;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two instances share a simulated fleet. Each answers for the whole of it from its own board, as
 * the other does, and as a replay of the same inputs has it; also one that starts again, and reads
 * its board anew.
 */
class Scenario024FleetAnywhereIT {
  private static final Duration TIMEOUT = Duration.ofMinutes(2);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Rules RULES =
      new Rules(List.of(), Set.of(ReactionOrigin.REPORTED), Map.of());

  @TempDir private Path folder;

  @Test
  void boards_ofTwoInstances_answerAlike_asAReplayHasIt() throws Exception {
    Map<String, List<LedgerInput>> inputs = inputs();
    try (EmbeddedBroker broker = EmbeddedBroker.start()) {
      Ledgers.createTopics(broker, Topics.standard(), 4);
      // Three days within a second are no live traffic: sent to a running instance, one topic may
      // run ahead of the other by more than the horizon. What is there before, it takes by stamp.
      publish(broker, inputs);
      try (AskedInstance one = AskedInstance.start(broker, folder.resolve("one"))) {
        one.app().awaitRunning(TIMEOUT);
        Map<String, Entry> expected = standing(inputs);
        await(() -> shows(one, expected.size()));
        try (AskedInstance two = AskedInstance.start(broker, folder.resolve("two"))) {
          two.app().awaitRunning(TIMEOUT);
          await(() -> shows(two, expected.size()));
          await(
              () -> body(one, "/violations?state=all").equals(body(two, "/violations?state=all")));

          assertThat(outages(one)).isEqualTo(columns(expected));
          for (String guest : inputs.keySet()) {
            String path = "/guests/" + guest + "/outages?limit=500";
            assertThat(body(two, path)).as(guest).isEqualTo(body(one, path));
          }
          for (String path :
              List.of(
                  "/guests",
                  "/outages?limit=500",
                  "/fleet/summary",
                  "/fleet/series",
                  "/fleet/top",
                  "/fleet/pairs",
                  "/fleet/filters",
                  "/violations?limit=500")) {
            assertThat(body(two, path)).as(path).isEqualTo(body(one, path));
          }
        }
      }
    }
  }

  private static Map<String, List<LedgerInput>> inputs() {
    Map<String, List<LedgerInput>> byGuest = new TreeMap<>();
    FleetSimulation.of(FleetPlan.of(7, 12, 4, 3).withGap(4 * 3_600_000_000_000L))
        .forEachRemaining(
            happening -> {
              if (happening instanceof Happening.Arrived arrived) {
                byGuest
                    .computeIfAbsent(arrived.input().guest(), any -> new ArrayList<>())
                    .add(arrived.input());
              }
            });
    return byGuest;
  }

  private static void publish(EmbeddedBroker broker, Map<String, List<LedgerInput>> inputs)
      throws Exception {
    List<LedgerInput> all = new ArrayList<>();
    inputs.values().forEach(all::addAll);
    all.sort(InputOrder.PUBLISH);
    try (HostEventPublisher publisher =
        HostEventPublisher.connect(
            Map.of("bootstrap.servers", broker.bootstrapServers()), Topics.standard())) {
      new PublishedEvents(publisher, all).publish(all.size());
    }
  }

  /** By outage: its last entry, as a replay has it. */
  private static Map<String, Entry> standing(Map<String, List<LedgerInput>> inputs) {
    Map<String, Entry> last = new LinkedHashMap<>();
    inputs.forEach(
        (guest, all) ->
            WholeFold.of(guest, all, RULES)
                .entries()
                .forEach(entry -> last.put(entry.outageId(), entry)));
    return last;
  }

  private static Map<String, String> columns(Map<String, Entry> standing) {
    Map<String, String> columns = new TreeMap<>();
    standing.forEach(
        (id, entry) ->
            columns.put(
                id,
                entry.toutNanos()
                    + " "
                    + (entry.amounts() == null ? null : entry.amounts().unaccountedNanos())
                    + " "
                    + entry.entryNumber()
                    + " "
                    + entry.violations()));
    return columns;
  }

  private static Map<String, String> outages(AskedInstance instance) throws Exception {
    Map<String, String> columns = new TreeMap<>();
    for (JsonNode row : body(instance, "/outages?limit=500").get("outages")) {
      List<String> violations = new ArrayList<>();
      row.get("violations").forEach(each -> violations.add(each.textValue()));
      columns.put(
          row.get("outage_id").textValue(),
          row.get("tout_ns").asText()
              + " "
              + row.get("unaccounted_ns").asText()
              + " "
              + row.get("entries").asText()
              + " "
              + violations);
    }
    return columns;
  }

  private static boolean shows(AskedInstance instance, int outages) throws Exception {
    JsonNode summary = get(instance, "/fleet/summary");
    return summary.at("/board/state").textValue().equals("LIVE")
        && summary.get("outages").intValue() + summary.get("outages_open").intValue() == outages
        && get(instance, "/pipeline").path("lag_records").asLong(-1) == 0;
  }

  /** An answer without what differs from one board to another: how often each was changed. */
  private static JsonNode body(AskedInstance instance, String path) throws Exception {
    JsonNode body = get(instance, path);
    if (body.has("board")) {
      ((ObjectNode) body.get("board")).remove("revision");
    }
    return body;
  }

  private static JsonNode get(AskedInstance instance, String path)
      throws IOException, InterruptedException {
    HttpResponse<String> response = instance.get("/api/v1" + path);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return JSON.readTree(response.body());
  }

  private static void await(Callable<Boolean> condition) throws Exception {
    long deadline = System.nanoTime() + TIMEOUT.toNanos();
    while (!condition.call()) {
      assertThat(System.nanoTime() - deadline).as("in time").isNegative();
      Thread.onSpinWait();
    }
  }
}
