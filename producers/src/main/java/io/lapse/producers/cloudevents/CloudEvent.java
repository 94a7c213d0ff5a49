package io.lapse.producers.cloudevents;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lapse.producers.json.MalformedException;
import io.lapse.producers.json.StrictJson;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A CloudEvent, in whichever mode it was sent.
 *
 * @param attributes by name, without {@code ce_}: texts, or what JSON has in their place
 * @param data empty where there is none
 */
record CloudEvent(ObjectNode attributes, ObjectNode data) {
  private static final String PREFIX = "ce_";

  /** Of binary mode: attributes in headers, data in the value. */
  static CloudEvent binary(Map<String, String> headers, byte @Nullable [] value)
      throws MalformedException {
    ObjectNode attributes = JsonNodeFactory.instance.objectNode();
    headers.forEach(
        (name, text) -> {
          if (name.startsWith(PREFIX)) {
            attributes.put(name.substring(PREFIX.length()), text);
          }
        });
    if (attributes.isEmpty()) {
      throw new MalformedException(
          "not a CloudEvent: expected headers ce_specversion, ce_id, ce_source, ce_type, or"
              + " content-type application/cloudevents+json");
    }
    ContentType.requireJson("content-type", headers.get("content-type"));
    if (value == null || value.length == 0) {
      return new CloudEvent(attributes, JsonNodeFactory.instance.objectNode());
    }
    return new CloudEvent(attributes, StrictJson.object(Utf8.decode("the value", value)));
  }

  /** Of structured mode: all in one JSON object. */
  static CloudEvent structured(ObjectNode event) throws MalformedException {
    if (event.hasNonNull("data_base64")) {
      throw new MalformedException("data_base64 is not read: expected data, a JSON object");
    }
    ContentType.requireJson("datacontenttype", event.path("datacontenttype").textValue());
    JsonNode data = event.path("data");
    if (data.isMissingNode() || data.isNull()) {
      return new CloudEvent(event, JsonNodeFactory.instance.objectNode());
    }
    if (!(data instanceof ObjectNode fields)) {
      throw new MalformedException(
          "data must be an object: " + MalformedException.excerpt(data.toString()));
    }
    return new CloudEvent(event, fields);
  }
}
