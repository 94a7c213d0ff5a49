package io.lapse.streamsapp.alert.sink.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lapse.ledger.account.Alert;
import io.lapse.schemas.json.AlertJson;
import io.lapse.schemas.tai.UtcScale;
import io.lapse.streamsapp.alert.AlertMessage;

/** A message as a CloudEvent in structured JSON. */
final class AlertEvent {
  static final String CONTENT_TYPE = "application/cloudevents+json";

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private AlertEvent() {}

  /** Also when it is sent again: receivers tell it by its id, which is the same then. */
  static byte[] write(AlertMessage message, String source) {
    Alert said = message.said();
    String state = message.isResolved() ? "resolved" : "opened";
    ObjectNode event = MAPPER.createObjectNode();
    event.put("specversion", "1.0");
    event.put("id", said.alertId() + "-" + message.openedOffset() + "-" + state);
    event.put("source", source);
    event.put("type", "io.lapse.violation." + state + ".v1");
    event.put("subject", said.guest());
    event.put("time", UtcScale.toInstant(said.at()).toString());
    event.put("datacontenttype", "application/json");
    event.set("data", data(message));
    try {
      return MAPPER.writeValueAsBytes(event);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree cannot fail to be written", e);
    }
  }

  /** The line of {@code alerts.jsonl}, and the zone. */
  private static JsonNode data(AlertMessage message) {
    try {
      ObjectNode data = (ObjectNode) MAPPER.readTree(AlertJson.write(message.said()));
      return data.put("zone", message.zone().isEmpty() ? null : message.zone());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a line of alerts.jsonl must be JSON", e);
    }
  }
}
