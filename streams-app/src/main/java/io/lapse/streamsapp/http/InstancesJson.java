package io.lapse.streamsapp.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lapse.streamsapp.query.InstanceView;
import io.lapse.streamsapp.query.InstanceView.Copy;
import java.util.List;
import java.util.Optional;

/** The body of the instances' route: {@code {"instances":[...]}}. */
final class InstancesJson {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String INSTANCES = "instances";
  private static final String INSTANCE = "instance";

  private InstancesJson() {}

  static String of(List<? extends JsonNode> instances) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.putArray(INSTANCES).addAll(instances);
    return body + "\n";
  }

  static JsonNode of(InstanceView view) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put(INSTANCE, view.instance().toString());
    body.put("state", view.state());
    ArrayNode partitions = body.putArray("partitions");
    for (Copy copy : view.copies()) {
      ObjectNode partition = partitions.addObject();
      partition.put("partition", copy.partition());
      partition.put("role", copy.role().name());
      partition.put("lag_records", copy.lagRecords());
    }
    return body;
  }

  /** What an instance says of itself; empty if the body is another one's, or none at all. */
  static Optional<JsonNode> read(byte[] body, InstanceView expected) {
    try {
      JsonNode instance = MAPPER.readTree(new String(body, UTF_8)).path(INSTANCES).path(0);
      boolean isExpected = instance.path(INSTANCE).asText().equals(expected.instance().toString());
      return isExpected ? Optional.of(instance) : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }
}
