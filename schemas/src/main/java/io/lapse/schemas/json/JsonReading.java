package io.lapse.schemas.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.lapse.ledger.time.TaiInstant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One JSON object, read strictly: a surprise is an error that says what was expected. */
final class JsonReading {
  private static final ObjectReader READER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .build()
          .readerFor(JsonNode.class);

  private final JsonNode node;
  private final String path;

  private JsonReading(JsonNode node, String path) {
    this.node = node;
    this.path = path;
    if (!node.isObject()) {
      throw new JsonLineException("expected a JSON object" + (path.isEmpty() ? "" : " at " + path));
    }
  }

  static JsonReading of(String line) {
    return new JsonReading(tree(line), "");
  }

  static JsonNode tree(String line) {
    try {
      return READER.readValue(line);
    } catch (JsonProcessingException e) {
      throw new JsonLineException("expected a JSON object: " + e.getOriginalMessage(), e);
    }
  }

  /** Whether a line is a JSON object with such a key. */
  static boolean has(String line, String key) {
    try {
      return tree(line).has(key);
    } catch (JsonLineException e) {
      return false;
    }
  }

  JsonReading within(JsonNode inner, String key) {
    return new JsonReading(inner, path + key + ".");
  }

  void expectKeys(Set<String> keys) {
    Set<String> found = new TreeSet<>();
    node.fieldNames().forEachRemaining(found::add);
    Set<String> missing = new TreeSet<>(keys);
    missing.removeAll(found);
    if (!missing.isEmpty()) {
      throw new JsonLineException("expected the keys " + path + String.join(", " + path, missing));
    }
    found.removeAll(keys);
    if (!found.isEmpty()) {
      throw new JsonLineException("unexpected keys " + path + String.join(", " + path, found));
    }
  }

  boolean isNull(String key) {
    return get(key).isNull();
  }

  String text(String key) {
    String value = textOrNull(key);
    if (value == null) {
      throw expected(key, "a string");
    }
    return value;
  }

  @Nullable String textOrNull(String key) {
    JsonNode value = get(key);
    if (value.isNull()) {
      return null;
    }
    if (!value.isTextual()) {
      throw expected(key, "a string");
    }
    return value.textValue();
  }

  long number(String key) {
    Long value = numberOrNull(key);
    if (value == null) {
      throw expected(key, "a whole number within 64 bits");
    }
    return value;
  }

  long number(String key, long least, long largest) {
    long value = number(key);
    if (value < least || value > largest) {
      throw expected(key, "a number from " + least + " to " + largest);
    }
    return value;
  }

  @Nullable Long numberOrNull(String key) {
    JsonNode value = get(key);
    if (value.isNull()) {
      return null;
    }
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw expected(key, "a whole number within 64 bits");
    }
    return value.longValue();
  }

  TaiInstant instant(String key) {
    return new TaiInstant(number(key));
  }

  boolean truth(String key) {
    JsonNode value = get(key);
    if (!value.isBoolean()) {
      throw expected(key, "true or false");
    }
    return value.booleanValue();
  }

  @Nullable TaiInstant instantOrNull(String key) {
    Long nanos = numberOrNull(key);
    return nanos == null ? null : new TaiInstant(nanos);
  }

  <E extends Enum<E>> E symbol(String key, Class<E> type) {
    E value = symbolOrNull(key, type);
    if (value == null) {
      throw expectedOneOf(key, type);
    }
    return value;
  }

  <E extends Enum<E>> @Nullable E symbolOrNull(String key, Class<E> type) {
    String value = textOrNull(key);
    return value == null ? null : symbolOf(key, value, type);
  }

  <E extends Enum<E>> E lowerCaseSymbol(String key, Class<E> type) {
    String value = text(key);
    if (!value.equals(value.toLowerCase(Locale.ROOT))) {
      throw expected(key, "lower case");
    }
    return symbolOf(key, value.toUpperCase(Locale.ROOT), type);
  }

  <E extends Enum<E>> List<E> symbols(String key, Class<E> type) {
    return texts(key).stream().map(value -> symbolOf(key, value, type)).toList();
  }

  List<String> texts(String key) {
    List<String> texts = new ArrayList<>();
    for (JsonNode element : elements(key)) {
      if (!element.isTextual()) {
        throw expected(key, "strings");
      }
      texts.add(element.textValue());
    }
    return texts;
  }

  JsonNode elements(String key) {
    JsonNode value = get(key);
    if (!value.isArray()) {
      throw expected(key, "an array");
    }
    return value;
  }

  JsonReading object(String key) {
    return within(get(key), key);
  }

  private JsonNode get(String key) {
    JsonNode value = node.get(key);
    if (value == null) {
      throw new JsonLineException("expected the key " + path + key);
    }
    return value;
  }

  private <E extends Enum<E>> E symbolOf(String key, String value, Class<E> type) {
    try {
      return Enum.valueOf(type, value);
    } catch (IllegalArgumentException e) {
      throw expectedOneOf(key, type);
    }
  }

  private <E extends Enum<E>> JsonLineException expectedOneOf(String key, Class<E> type) {
    return expected(key, "one of " + Arrays.toString(type.getEnumConstants()));
  }

  private JsonLineException expected(String key, String what) {
    return new JsonLineException(path + key + ": expected " + what + ": " + node.get(key));
  }
}
