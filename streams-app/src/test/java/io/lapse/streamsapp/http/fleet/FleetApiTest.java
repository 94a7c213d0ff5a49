package io.lapse.streamsapp.http.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lapse.streamsapp.board.Board;
import io.lapse.streamsapp.board.Boards;
import io.lapse.telemetry.Route.Request;
import io.lapse.telemetry.Route.Response;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FleetApiTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Board board = Boards.simulated(1);
  private final FleetApi api = new FleetApi(board, 0.999);

  private Response get(String path) {
    int query = path.indexOf('?');
    String raw = query < 0 ? path : path.substring(0, query);
    @Nullable Response response =
        api.answer(
            new Request(
                "/api/v1/" + raw, query < 0 ? null : path.substring(query + 1), name -> null));
    return Objects.requireNonNull(response);
  }

  private JsonNode json(String path) throws IOException {
    Response response = get(path);
    assertThat(response.status())
        .as(new String(response.body(), StandardCharsets.UTF_8))
        .isEqualTo(200);
    return JSON.readTree(response.body());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "guests?limit=-1 | expected limit to be a whole number from 1 to 500: -1",
        "guests?limit=501 | expected limit to be a whole number from 1 to 500: 501",
        "guests?limit=99999999999999999999 | expected limit to be a whole number from 1 to 500:"
            + " 99999999999999999999",
        "guests?limit= | expected limit to be a whole number from 1 to 500:",
        "guests?size=5 | expected no parameters but class=, cursor=, kind=, limit=, owner=,"
            + " prefix=, sort=, zone=: size",
        "guests?limit=5&limit=6 | expected limit once",
        "guests?sort=size | expected sort to be one of name, longest, lost, outages, unaccounted:"
            + " size",
        "guests?cursor=AAAA | expected cursor to be the next of a page of this list, as it was"
            + " given",
        "outages?from=yesterday | expected RFC 3339, as in 2026-11-22T03:12:00Z, or tai:NANOS:"
            + " yesterday",
        "outages?from=tai:2&to=tai:1 | expected from to be before to",
        "outages?open=yes | expected open to be one of true, false: yes",
        "outages?kind=pause | expected kind to be one of PAUSE, SNAPSHOT, MIGRATION: pause",
        "outages?zone=%zz | expected two hex digits after each %",
        "outages?zone=%FF | expected parameters in UTF-8, percent-encoded",
        "violations?severity=BAD | expected severity to be one of INFO, WARNING, CRITICAL: BAD",
        "violations?state=any | expected state to be one of open, resolved, all: any",
        "fleet/series?columns=501 | expected columns to be a whole number from 1 to 500: 501",
        "fleet/top?limit=51 | expected limit to be a whole number from 1 to 50: 51",
        "fleet/filters?a=b | expected no parameters: a",
        "guests/g/outages?from=tai:1 | expected no parameters but cursor=, limit=: from"
      })
  void badRequest_isRefused_andSaysWhatWasExpected(String path, String detail) throws IOException {
    Response response = get(path);

    assertThat(response.status()).isEqualTo(400);
    assertThat(response.type()).isEqualTo("application/problem+json");
    assertThat(JSON.readTree(response.body()).get("detail").textValue().strip()).isEqualTo(detail);
  }

  @Test
  void guest_thatDoesNotExist_isNotFound() {
    assertThat(get("guests/nobody/outages").status()).isEqualTo(404);
    assertThat(get("guests/%3Cscript%3E/outages").status()).isEqualTo(404);
  }

  @Test
  void paths_ofOthers_areLeftAlone() {
    for (String path : List.of("guests/g", "guests/g/ledger", "instances", "fleet", "outages/")) {
      assertThat(api.answer(new Request("/api/v1/" + path, null, name -> null))).as(path).isNull();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "guests?", "guests?sort=lost&", "guests?sort=unaccounted&",
            "guests?sort=longest&kind=PAUSE&",
        "outages?", "outages?sort=oldest&", "outages?sort=longest&", "outages?kind=MIGRATION&",
        "violations?", "violations?state=all&", "violations?state=resolved&severity=WARNING&"
      })
  void pages_together_areTheWholeList_eachItemOnce(String list) throws IOException {
    String items = list.substring(0, list.indexOf('?'));
    List<JsonNode> whole = new ArrayList<>();
    json(list + "limit=500").get(items).forEach(whole::add);
    List<JsonNode> paged = new ArrayList<>();

    String next = "";
    do {
      JsonNode page = json(list + "limit=3" + next);
      page.get(items).forEach(paged::add);
      next =
          page.get("next").isNull()
              ? ""
              : "&cursor="
                  + URLEncoder.encode(page.get("next").textValue(), StandardCharsets.UTF_8);
    } while (!next.isEmpty());

    assertThat(whole).hasSizeBetween(1, 499);
    assertThat(paged).isEqualTo(whole);
  }

  @Test
  void cursor_ofAnotherListOrChanged_isRefused() throws IOException {
    String next = json("outages?limit=1").get("next").textValue();
    String changed = (next.charAt(0) == 'A' ? 'B' : 'A') + next.substring(1);

    assertThat(get("outages?limit=1&cursor=" + next).status()).isEqualTo(200);
    assertThat(get("outages?limit=1&sort=oldest&cursor=" + next).status()).isEqualTo(400);
    assertThat(get("violations?cursor=" + next).status()).isEqualTo(400);
    assertThat(get("outages?cursor=" + changed).status()).isEqualTo(400);
    assertThat(get("outages?cursor=" + next + "A").status()).isEqualTo(400);
  }

  @Test
  void outages_ofAGuest_areThoseOfTheFleet() throws IOException {
    JsonNode ofFleet = json("outages?limit=500").get("outages");

    for (JsonNode guest : json("guests").get("guests")) {
      List<JsonNode> expected = new ArrayList<>();
      ofFleet.forEach(
          row -> {
            if (row.get("guest").equals(guest.get("guest"))) {
              expected.add(row);
            }
          });
      JsonNode own = json("guests/" + guest.get("guest").textValue() + "/outages?limit=500");

      assertThat(own.get("outages")).containsExactlyElementsOf(expected);
      assertThat(guest.get("outages").intValue()).isEqualTo(expected.size());
    }
  }
}
