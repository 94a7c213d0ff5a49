package io.lapse.producers.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts that hold exactly one JSON object, without a name twice and with nothing after it. */
public final class StrictJson {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final Pattern DUPLICATE =
      Pattern.compile("Duplicate field '(.*?)'", Pattern.DOTALL);

  private StrictJson() {}

  /** The one JSON object in {@code text}. */
  public static ObjectNode object(String text) throws MalformedException {
    JsonNode node = value(text);
    if (node instanceof ObjectNode object) {
      return object;
    }
    throw new MalformedException(
        "expected a JSON object, found: " + MalformedException.excerpt(text));
  }

  /** The one JSON object in {@code text}, or the objects of the one list in it. */
  public static List<JsonFields> objects(String text) throws MalformedException {
    JsonNode node = value(text);
    if (node instanceof ObjectNode object) {
      return List.of(JsonFields.of(object));
    }
    List<JsonFields> objects = new ArrayList<>();
    for (JsonNode element : node instanceof ArrayNode ? node : List.of(node)) {
      if (!(element instanceof ObjectNode object)) {
        throw new MalformedException(
            "expected a JSON object, or a list of them, found: "
                + MalformedException.excerpt(element.toString()));
      }
      objects.add(JsonFields.at("[" + objects.size() + "]", object));
    }
    return objects;
  }

  /**
   * On which line of {@code text} each field and each object of a list begins, by its place, as in
   * {@code inputs[2].guest} and {@code inputs[2]}.
   */
  public static Map<String, Integer> lines(String text) throws MalformedException {
    Map<String, Integer> lines = new HashMap<>();
    try (JsonParser parser = MAPPER.createParser(text)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        int line = parser.currentTokenLocation().getLineNr();
        if (token == JsonToken.FIELD_NAME) {
          lines.put(placeOf(parser.getParsingContext()), line);
        } else if (token == JsonToken.START_OBJECT) {
          lines.putIfAbsent(placeOf(parser.getParsingContext().getParent()), line);
        }
      }
      return lines;
    } catch (IOException e) {
      throw complaint(text, e);
    }
  }

  private static String placeOf(JsonStreamContext context) {
    if (context.inRoot()) {
      return "";
    }
    String outer = placeOf(context.getParent());
    if (context.inArray()) {
      return outer + "[" + context.getCurrentIndex() + "]";
    }
    return outer.isEmpty() ? context.getCurrentName() : outer + "." + context.getCurrentName();
  }

  /** The one JSON value in {@code text}, of whatever kind. */
  public static JsonNode value(String text) throws MalformedException {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw complaint(text, e);
    }
  }

  private static MalformedException complaint(String text, IOException e) {
    String found = MalformedException.excerpt(text);
    JsonLocation where = e instanceof JsonProcessingException json ? json.getLocation() : null;
    int line = where == null ? 1 : Math.max(1, where.getLineNr());
    int column = where == null ? 1 : Math.max(1, where.getColumnNr());
    if (e instanceof JsonEOFException) {
      return MalformedException.onLine(
          line, "cut off: expected a whole JSON object, found: " + found);
    }
    Matcher twice = DUPLICATE.matcher(String.valueOf(e.getMessage()));
    if (twice.lookingAt()) {
      String name = MalformedException.excerpt(String.valueOf(twice.group(1)));
      return MalformedException.onLine(
          line, name + " is stated twice, at column " + column + ": expected each name once");
    }
    return MalformedException.onLine(
        line, "not JSON at column " + column + ": expected one JSON object, found: " + found);
  }
}
