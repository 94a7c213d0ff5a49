package io.lapse.cli.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lapse.ledger.account.Entry;
import io.lapse.ledger.account.HistoryRecord;
import io.lapse.ledger.account.StandingLedger;
import io.lapse.schemas.json.HistoryJson;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What an instance shows of a guest's topics, page after page. */
final class PastPages {
  private static final ObjectMapper JSON = new ObjectMapper();

  private PastPages() {}

  /** The path of a guest's route. */
  static String path(String guest, String rest) {
    String encoded = URLEncoder.encode(guest, StandardCharsets.UTF_8).replace("+", "%20");
    return "/api/v1/guests/" + encoded + rest;
  }

  /** What stands of its history. */
  static List<Entry> standing(AskedInstance asked, String guest) throws Exception {
    StandingLedger standing = new StandingLedger();
    List<HistoryRecord> history = history(asked, guest, 500);
    for (int i = history.size() - 1; i >= 0; i--) {
      standing.add(history.get(i));
    }
    return standing.entries();
  }

  /** Its history, the newest first; empty while nobody knows. */
  static List<HistoryRecord> history(AskedInstance asked, String guest, int limit)
      throws Exception {
    List<HistoryRecord> history = new ArrayList<>();
    String cursor = "";
    long offset = Long.MAX_VALUE;
    do {
      HttpResponse<String> response =
          asked.answered(path(guest, "/history?limit=" + limit + cursor));
      if (response.statusCode() != 200) {
        return List.of();
      }
      JsonNode page = JSON.readTree(response.body());
      for (JsonNode record : page.get("records")) {
        assertThat(record.get("topic").textValue()).isEqualTo("lapse.ledger");
        assertThat(record.get("offset").longValue()).isLessThan(offset);
        assertThat(record.get("appended_ms").longValue()).isPositive();
        offset = record.get("offset").longValue();
        history.add(HistoryJson.read(record.get("record").toString()));
      }
      cursor = page.get("next").isNull() ? "" : "&cursor=" + page.get("next").textValue();
    } while (!cursor.isEmpty());
    return history;
  }

  /** Its events, the newest first. */
  static List<JsonNode> events(AskedInstance asked, String guest, int limit) throws Exception {
    List<JsonNode> events = new ArrayList<>();
    String cursor = "";
    boolean isComplete = false;
    while (!isComplete) {
      HttpResponse<String> response =
          asked.answered(path(guest, "/events?limit=" + limit + cursor));
      assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
      JsonNode page = JSON.readTree(response.body());
      page.get("events").forEach(each -> events.add(each.get("event")));
      isComplete = page.get("complete").booleanValue();
      assertThat(page.get("next").isNull()).isEqualTo(isComplete);
      cursor = "&cursor=" + page.get("next").asText();
    }
    return events;
  }
}
