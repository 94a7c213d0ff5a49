package io.lapse.producers.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one JSON object, by name. A field that is null counts as absent. Whatever nobody
 * asked for is {@link #unknown()}.
 */
public final class JsonFields {
  private final ObjectNode object;
  private final String prefix;
  private final Set<String> asked = new HashSet<>();
  private final List<JsonFields> inner = new ArrayList<>();

  private JsonFields(ObjectNode object, String prefix) {
    this.object = object;
    this.prefix = prefix;
  }

  /** The fields of the outermost object. */
  public static JsonFields of(ObjectNode object) {
    return new JsonFields(object, "");
  }

  /** The fields of an object that stands at {@code place} in what was read. */
  static JsonFields at(String place, ObjectNode object) {
    return new JsonFields(object, place + ".");
  }

  /** Whether the field is there and is a text. */
  public boolean isText(String name) {
    JsonNode node = find(name);
    return node != null && node.isTextual();
  }

  /** Whether the field is there and not null. */
  public boolean has(String name) {
    return find(name) != null;
  }

  /** A text that must be there and must not be empty. */
  public String text(String name) throws MalformedException {
    return required(name, textOrNull(name), "a text");
  }

  /** A text, not empty; null if absent. */
  public @Nullable String textOrNull(String name) throws MalformedException {
    JsonNode node = find(name);
    if (node == null) {
      return null;
    }
    String expected = TextForm.missedBy(node.textValue());
    if (expected != null) {
      throw unexpected(name, expected, node);
    }
    return node.textValue();
  }

  /** A whole number within 64 bits that must be there. */
  public long number(String name) throws MalformedException {
    return required(name, numberOrNull(name), "a whole number");
  }

  /** A whole number within 64 bits, or {@code absent}. */
  public long numberOr(String name, long absent) throws MalformedException {
    Long number = numberOrNull(name);
    return number == null ? absent : number;
  }

  /** A whole number within 64 bits; null if absent. */
  public @Nullable Long numberOrNull(String name) throws MalformedException {
    JsonNode node = find(name);
    return node == null ? null : (Long) wholeNumber(name, node);
  }

  /** A whole number, 0 or more, that must be there. */
  public long bound(String name) throws MalformedException {
    return requireNotNegative(name, number(name));
  }

  /** A whole number, 0 or more, or {@code absent}. */
  public long boundOr(String name, long absent) throws MalformedException {
    return requireNotNegative(name, numberOr(name, absent));
  }

  /** A whole number, 0 or more; null if absent. */
  public @Nullable Long boundOrNull(String name) throws MalformedException {
    Long bound = numberOrNull(name);
    return bound == null ? null : (Long) requireNotNegative(name, bound);
  }

  private long requireNotNegative(String name, long bound) throws MalformedException {
    if (bound < 0) {
      throw MalformedException.at(path(name), "must be 0 or more: " + bound);
    }
    return bound;
  }

  /** A count of seconds within 32 bits that must be there. */
  public int seconds(String name) throws MalformedException {
    return required(name, secondsOrNull(name), "a whole number of seconds");
  }

  /** A count of seconds within 32 bits; null if absent. */
  public @Nullable Integer secondsOrNull(String name) throws MalformedException {
    Long seconds = numberOrNull(name);
    if (seconds != null && seconds != seconds.intValue()) {
      throw MalformedException.at(path(name), "must fit into 32 bits: " + seconds);
    }
    return seconds == null ? null : (Integer) seconds.intValue();
  }

  /** true or false; null if absent. */
  public @Nullable Boolean flagOrNull(String name) throws MalformedException {
    JsonNode node = find(name);
    if (node == null) {
      return null;
    }
    if (!node.isBoolean()) {
      throw unexpected(name, "true or false", node);
    }
    return node.booleanValue();
  }

  /** true or false, or {@code absent}. */
  public boolean flagOr(String name, boolean absent) throws MalformedException {
    Boolean flag = flagOrNull(name);
    return flag == null ? absent : flag;
  }

  /** One of the names of {@code type}, in lower case, that must be there. */
  public <E extends Enum<E>> E choice(String name, Class<E> type) throws MalformedException {
    return required(name, choiceOrNull(name, type), "one of " + names(type));
  }

  /** One of the names of {@code type}, in lower case, or {@code absent}. */
  public <E extends Enum<E>> E choiceOr(String name, Class<E> type, E absent)
      throws MalformedException {
    E choice = choiceOrNull(name, type);
    return choice == null ? absent : choice;
  }

  private <E extends Enum<E>> @Nullable E choiceOrNull(String name, Class<E> type)
      throws MalformedException {
    JsonNode node = find(name);
    if (node == null) {
      return null;
    }
    for (E constant : type.getEnumConstants()) {
      if (node.isTextual() && lowerCase(constant).equals(node.textValue())) {
        return constant;
      }
    }
    throw unexpected(name, "one of " + names(type), node);
  }

  /** A list of whole numbers; empty if absent. */
  public List<Long> numbers(String name) throws MalformedException {
    List<Long> numbers = new ArrayList<>();
    for (JsonNode element : elements(name)) {
      numbers.add(wholeNumber(name + "[" + numbers.size() + "]", element));
    }
    return numbers;
  }

  /** A list of objects; empty if absent. */
  public List<JsonFields> objects(String name) throws MalformedException {
    List<JsonFields> objects = new ArrayList<>();
    for (JsonNode element : elements(name)) {
      String place = name + "[" + objects.size() + "]";
      if (!(element instanceof ObjectNode fields)) {
        throw unexpected(place, "an object", element);
      }
      objects.add(inner(place, fields));
    }
    return objects;
  }

  /** An object; null if absent. */
  public @Nullable JsonFields objectOrNull(String name) throws MalformedException {
    JsonNode node = find(name);
    if (node == null) {
      return null;
    }
    if (!(node instanceof ObjectNode fields)) {
      throw unexpected(name, "an object", node);
    }
    return inner(name, fields);
  }

  /** An object whose values are texts; empty if absent. */
  public Map<String, String> texts(String name) throws MalformedException {
    JsonFields fields = objectOrNull(name);
    Map<String, String> texts = new TreeMap<>();
    if (fields != null) {
      for (Map.Entry<String, JsonNode> entry : fields.object.properties()) {
        texts.put(entry.getKey(), fields.text(entry.getKey()));
      }
    }
    return texts;
  }

  /** Where the object stands in the outermost one, as in {@code inputs[2]}; empty for itself. */
  public String place() {
    return prefix.isEmpty() ? "" : prefix.substring(0, prefix.length() - 1);
  }

  /** Where the field stands in the outermost object, as in {@code timers[3].clock}. */
  public String path(String name) {
    return prefix + name;
  }

  /** A complaint about the field, for its reader to throw. */
  public MalformedException complaint(String name, String complaint) {
    return MalformedException.at(path(name), complaint);
  }

  /** The paths of the fields, here and in what was asked for, that nobody asked for. */
  public List<String> unknown() {
    List<String> unknown = new ArrayList<>();
    object.properties().stream()
        .map(Map.Entry::getKey)
        .filter(name -> !asked.contains(name))
        .map(this::path)
        .forEach(unknown::add);
    inner.forEach(fields -> unknown.addAll(fields.unknown()));
    return unknown;
  }

  private JsonFields inner(String place, ObjectNode fields) {
    JsonFields created = new JsonFields(fields, path(place) + ".");
    inner.add(created);
    return created;
  }

  private @Nullable JsonNode find(String name) {
    asked.add(name);
    JsonNode node = object.get(name);
    return node == null || node.isNull() ? null : node;
  }

  private List<JsonNode> elements(String name) throws MalformedException {
    JsonNode node = find(name);
    if (node == null) {
      return List.of();
    }
    if (!(node instanceof ArrayNode array)) {
      throw unexpected(name, "a list", node);
    }
    List<JsonNode> elements = new ArrayList<>();
    array.forEach(elements::add);
    return elements;
  }

  private long wholeNumber(String name, JsonNode node) throws MalformedException {
    if (!node.isIntegralNumber() || !node.canConvertToLong()) {
      throw unexpected(name, "a whole number within 64 bits", node);
    }
    return node.longValue();
  }

  private <T> T required(String name, @Nullable T value, String expectation)
      throws MalformedException {
    if (value == null) {
      throw MalformedException.at(path(name), "is missing: expected " + expectation);
    }
    return value;
  }

  private MalformedException unexpected(String name, String expectation, JsonNode found) {
    String shown = MalformedException.excerpt(found.toString());
    return MalformedException.at(path(name), "must be " + expectation + ": " + shown);
  }

  private static <E extends Enum<E>> String names(Class<E> type) {
    return Arrays.stream(type.getEnumConstants())
        .map(JsonFields::lowerCase)
        .collect(Collectors.joining(", "));
  }

  private static String lowerCase(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
