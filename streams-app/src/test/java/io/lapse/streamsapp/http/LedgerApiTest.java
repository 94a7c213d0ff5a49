package io.lapse.streamsapp.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.ledger.Envelope;
import io.lapse.ledger.Source;
import io.lapse.ledger.account.GuestState;
import io.lapse.ledger.account.Rules;
import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.host.CounterWhilePaused;
import io.lapse.ledger.host.HostEvent;
import io.lapse.ledger.host.StopReason;
import io.lapse.ledger.time.Stamp;
import io.lapse.ledger.time.TaiInstant;
import io.lapse.schemas.json.EntryJson;
import io.lapse.streamsapp.query.GuestView;
import io.lapse.streamsapp.query.Instance;
import io.lapse.streamsapp.query.InstanceView;
import io.lapse.streamsapp.query.InstanceView.Copy;
import io.lapse.streamsapp.query.Reading.Found;
import io.lapse.streamsapp.query.Role;
import io.lapse.telemetry.Route.Request;
import io.lapse.telemetry.Route.Response;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract of the routes: what is answered, byte for byte. */
class LedgerApiTest {
  private static final long STOP = 1_800_000_000_000_000_000L;
  private static final String SOURCE =
      "{\"guest\":\"g\",\"partition\":5,\"instance\":\"self:1\",\"role\":\"ACTIVE\","
          + "\"lag_records\":0,\"as_of\":{\"lapse.host-events\":41},\"state\":\"RUNNING\"}";
  private static final Instance OTHER = new Instance("other", 2);

  private final FakeBooks books = new FakeBooks();
  private final Map<String, Response> peers = new HashMap<>();
  private final LedgerApi api = api();

  private LedgerApi api() {
    Peers asked = (instance, path) -> Optional.ofNullable(peers.get(instance + path));
    return new LedgerApi(
        new GuestRouting(books, FakeBooks.ANSWERS, asked, System::nanoTime, length -> {}),
        new InstancesRouting(books, asked),
        List.of());
  }

  private Response get(String path) {
    return api.answer(new Request(path, null, name -> null));
  }

  private static String body(Response response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  private static Envelope envelope(long nanos) {
    return new Envelope("g", "h0", Stamp.of(new TaiInstant(STOP + nanos), 1_000), Source.QMP, null);
  }

  /** A guest with a profile, that stopped. */
  private static GuestView guest() {
    GuestState state = GuestState.empty("g");
    state =
        state
            .on(
                new GuestEvent.Profile(
                    envelope(0),
                    "tsc",
                    2_445_406L,
                    "6.1",
                    null,
                    "web",
                    CounterWhilePaused.STOPS,
                    Map.of("zone", "z1", "owner", "\"a\"")),
                Rules.DEFAULT)
            .next();
    state =
        state
            .on(new HostEvent.Stopped(envelope(7), StopReason.UNKNOWN, null), Rules.DEFAULT)
            .next();
    return GuestView.of(state.snapshot(), Rules.DEFAULT);
  }

  private void ownerKnows(GuestView guest) {
    books.thenOwned(new Found(guest, FakeBooks.source(Role.ACTIVE, 0)));
  }

  @Test
  void ledger_isTheLinesOfTheLedger_andTheirSource() {
    GuestView guest = guest();
    ownerKnows(guest);

    Response response = get("/api/v1/guests/g/ledger");

    assertThat(response.status()).isEqualTo(200);
    assertThat(response.type()).isEqualTo("application/json");
    assertThat(response.headers())
        .containsOnlyKeys("Lapse-Staleness", "ETag", "Cache-Control")
        .containsEntry("Lapse-Staleness", "role=active; lag=0")
        .containsEntry("Cache-Control", "no-cache");
    assertThat(body(response))
        .isEqualTo(
            "{\"source\":"
                + SOURCE
                + ",\"sealed_up_to_tai_ns\":null,\"entries\":["
                + EntryJson.write(guest.entries().get(0))
                + "]}\n");
  }

  @Test
  void summary_saysHowTheGuestStands() {
    ownerKnows(guest());

    assertThat(body(get("/api/v1/guests/g")))
        .isEqualTo(
            "{\"source\":"
                + SOURCE
                + ",\"sealed_up_to_tai_ns\":null,\"watermark_tai_ns\":1800000000000000000,"
                + "\"notice_sequence\":0,\"entries\":1,"
                + "\"profile\":{\"tai_ns\":1800000000000000000,\"clocksource\":\"tsc\","
                + "\"tsc_khz\":2445406,\"kernel\":\"6.1\",\"os\":null,\"class\":\"web\","
                + "\"counter_while_paused\":\"STOPS\","
                + "\"labels\":{\"owner\":\"\\\"a\\\"\",\"zone\":\"z1\"}},"
                + "\"open_alerts\":[]}\n");
  }

  @Test
  void guestWithoutAnything_hasNulls() {
    ownerKnows(GuestView.of(GuestState.empty("g").snapshot(), Rules.DEFAULT));

    assertThat(body(get("/api/v1/guests/g")))
        .endsWith(
            ",\"sealed_up_to_tai_ns\":null,\"watermark_tai_ns\":null,\"notice_sequence\":0,"
                + "\"entries\":0,\"profile\":null,\"open_alerts\":[]}\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/",
        "/api/v1/guests",
        "/api/v1/guests/",
        "/api/v1/instances/",
        "/api/v1/guests/a/b",
        "/api%2Fv1/instances"
      })
  void otherPath_isNotThere(String path) {
    Response response = get(path);

    assertThat(response.status()).isEqualTo(404);
    assertThat(response.type()).isEqualTo("application/problem+json");
    assertThat(body(response)).contains("expected /api/v1/guests/GUEST,");
  }

  @Test
  void badRequest_saysWhatWasExpected() {
    Response response = get("/api/v1/guests/%FF");

    assertThat(response.status()).isEqualTo(400);
    assertThat(body(response))
        .isEqualTo(
            "{\"type\":\"about:blank\",\"title\":\"Bad Request\",\"status\":400,"
                + "\"detail\":\"expected a guest in UTF-8, percent-encoded\"}\n");
  }

  @Test
  void instances_areAskedForWhatTheyKeep() {
    InstanceView other =
        new InstanceView(OTHER, "REBALANCING", List.of(new Copy(0, Role.STANDBY, 17L)));
    books.assigned(
        new InstanceView(OTHER, null, List.of(new Copy(0, Role.STANDBY, null))),
        new InstanceView(FakeBooks.SELF, null, List.of(new Copy(0, Role.ACTIVE, null))));
    peers.put(
        "other:2/api/v1/instances",
        Response.of(
            200, "application/json", Map.of(), InstancesJson.of(List.of(InstancesJson.of(other)))));

    assertThat(body(get("/api/v1/instances")))
        .isEqualTo(
            "{\"instances\":["
                + "{\"instance\":\"other:2\",\"state\":\"REBALANCING\",\"partitions\":"
                + "[{\"partition\":0,\"role\":\"STANDBY\",\"lag_records\":17}]},"
                + "{\"instance\":\"self:1\",\"state\":\"RUNNING\",\"partitions\":"
                + "[{\"partition\":0,\"role\":\"ACTIVE\",\"lag_records\":0}]}]}\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "no json", "{}", "{\"instances\":[{\"instance\":\"self:1\"}]}"})
  void instanceThatDoesNotAnswerAsItself_isShownAsAssigned(String answer) {
    books.assigned(
        new InstanceView(OTHER, null, List.of(new Copy(0, Role.STANDBY, null))),
        new InstanceView(FakeBooks.SELF, null, List.of()));
    peers.put("other:2/api/v1/instances", Response.of(200, "application/json", Map.of(), answer));

    assertThat(body(get("/api/v1/instances")))
        .startsWith(
            "{\"instances\":[{\"instance\":\"other:2\",\"state\":null,\"partitions\":"
                + "[{\"partition\":0,\"role\":\"STANDBY\",\"lag_records\":null}]},");
  }

  @Test
  void instance_thatAnotherAsks_speaksForItselfAlone() {
    books.assigned(new InstanceView(OTHER, null, List.of()));

    Response response = api.answer(new Request("/api/v1/instances", null, name -> "other:2"));

    assertThat(body(response))
        .startsWith("{\"instances\":[{\"instance\":\"self:1\"")
        .doesNotContain("other");
  }

  @Test
  void instance_isShown_beforeAnythingIsAssigned() {
    assertThat(body(get("/api/v1/instances"))).contains("\"instance\":\"self:1\"");
  }
}
