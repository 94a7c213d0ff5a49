package io.lapse.streamsapp.http.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The part of OpenAPI 3.0 and its schemas that {@code openapi.yaml} uses. Keys must be exact. */
final class ApiSchema {
  private final JsonNode document;

  private ApiSchema(JsonNode document) {
    this.document = document;
  }

  static ApiSchema read(byte[] yaml) {
    Object loaded =
        new Load(LoadSettings.builder().build())
            .loadFromString(new String(yaml, StandardCharsets.UTF_8));
    return new ApiSchema(new ObjectMapper().valueToTree(loaded));
  }

  List<String> paths() {
    return names(document.get("paths"));
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private JsonNode get(String path) {
    return document.get("paths").get(path).get("get");
  }

  List<String> mediaTypes(String path) {
    return names(get(path).at("/responses/200/content"));
  }

  /** The parameters of the query. */
  List<String> parameters(String path) {
    return queries(path).stream().map(each -> each.get("name").textValue()).toList();
  }

  private List<JsonNode> queries(String path) {
    List<JsonNode> queries = new ArrayList<>();
    JsonNode all = get(path).get("parameters");
    if (all != null) {
      for (JsonNode each : all) {
        JsonNode resolved = resolved(each);
        if (resolved.get("in").textValue().equals("query")) {
          queries.add(resolved);
        }
      }
    }
    return queries;
  }

  /** By parameter: values that are legal; none of those that are opaque. */
  Map<String, List<String>> samples(String path) {
    Map<String, List<String>> samples = new LinkedHashMap<>();
    for (JsonNode parameter : queries(path)) {
      String name = parameter.get("name").textValue();
      List<String> values = values(parameter);
      if (!values.isEmpty()) {
        samples.put(name, values);
      }
    }
    return samples;
  }

  private static List<String> values(JsonNode parameter) {
    JsonNode schema = parameter.get("schema");
    List<String> values = new ArrayList<>();
    if (schema.has("enum")) {
      schema.get("enum").forEach(value -> values.add(value.textValue()));
    } else if (schema.get("type").textValue().equals("boolean")) {
      values.addAll(List.of("true", "false"));
    } else if (schema.get("type").textValue().equals("integer")) {
      values.add(schema.has("minimum") ? schema.get("minimum").asText() : "-5");
      values.add(schema.has("maximum") ? schema.get("maximum").asText() : "5");
    } else {
      String description = parameter.path("description").asText();
      String name = parameter.get("name").textValue();
      if (description.contains("RFC 3339")) {
        values.addAll(List.of("2026-01-06T00:00:00Z", "tai:1767571237000000000"));
      } else if (name.equals("violation")) {
        values.add("BLACKOUT_EXCEEDED");
      } else if (!name.equals("cursor")) {
        values.add("a%20%3Cscript%3E");
      }
    }
    return values;
  }

  /** What an answer has that the document does not say, and the other way round. */
  List<String> mismatches(String path, JsonNode body) {
    JsonNode schema = get(path).at("/responses/200/content/application~1json/schema");
    List<String> found = new ArrayList<>();
    check("", schema, body, found);
    return found;
  }

  List<String> mismatchesOfProblem(JsonNode body) {
    List<String> found = new ArrayList<>();
    check("", document.at("/components/schemas/Problem"), body, found);
    return found;
  }

  private JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? document.at(node.get("$ref").textValue().substring(1)) : node;
  }

  private void check(String at, JsonNode unresolved, JsonNode value, List<String> found) {
    JsonNode schema = resolved(unresolved);
    if (value.isNull()) {
      if (!schema.path("nullable").asBoolean(false)) {
        found.add(at + " is null");
      }
      return;
    }
    boolean fits =
        switch (schema.get("type").textValue()) {
          case "object" -> value.isObject();
          case "array" -> value.isArray();
          case "string" -> value.isTextual();
          case "boolean" -> value.isBoolean();
          case "integer" -> value.isIntegralNumber() && value.canConvertToLong();
          case "number" -> value.isNumber();
          default -> throw new IllegalArgumentException("type of a schema: " + schema);
        };
    if (!fits) {
      found.add(at + " is " + value + ", expected " + schema.get("type").textValue());
    } else if (value.isObject()) {
      checkObject(at, schema, value, found);
    } else if (value.isArray()) {
      for (int i = 0; i < value.size(); i++) {
        check(at + "/" + i, schema.get("items"), value.get(i), found);
      }
    } else if (schema.has("enum") && !words(schema).contains(value.asText())) {
      found.add(at + " is " + value + ", expected one of " + words(schema));
    }
  }

  private static List<String> words(JsonNode schema) {
    List<String> words = new ArrayList<>();
    schema.get("enum").forEach(word -> words.add(word.asText()));
    return words;
  }

  private void checkObject(String at, JsonNode schema, JsonNode value, List<String> found) {
    JsonNode properties = schema.get("properties");
    JsonNode others = schema.get("additionalProperties");
    if (properties == null && others == null) {
      return;
    }
    schema
        .path("required")
        .forEach(
            name -> {
              if (!value.has(name.textValue())) {
                found.add(at + "/" + name.textValue() + " is missing");
              }
            });
    for (Map.Entry<String, JsonNode> field : value.properties()) {
      JsonNode known = properties == null ? others : properties.get(field.getKey());
      if (known == null) {
        found.add(at + "/" + field.getKey() + " is not in the document");
      } else {
        check(at + "/" + field.getKey(), known, field.getValue(), found);
      }
    }
  }
}
