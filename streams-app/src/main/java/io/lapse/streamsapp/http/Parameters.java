package io.lapse.streamsapp.http;

import io.lapse.ledger.time.TaiInstant;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a request, strictly: one that is unknown, stated twice or not in its range is
 * refused. A misspelt one must not change what an answer means.
 */
public final class Parameters {
  public static final String LIMIT = "limit";
  public static final String CURSOR = "cursor";
  public static final int LIMIT_MAX = 500;
  public static final int LIMIT_DEFAULT = 50;

  private static final int HEX = 16;

  private final Map<String, String> values;

  private Parameters(Map<String, String> values) {
    this.values = values;
  }

  /**
   * Reads them.
   *
   * @param rawQuery as it came; null if there was none
   * @param names those that there are
   * @throws BadParameterException if there is another one, or one twice
   */
  public static Parameters of(@Nullable String rawQuery, Set<String> names)
      throws BadParameterException {
    Map<String, String> values = new LinkedHashMap<>();
    if (rawQuery != null && !rawQuery.isEmpty()) {
      for (String pair : rawQuery.split("&", -1)) {
        int equals = pair.indexOf('=');
        String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
        if (equals < 0 || !names.contains(name)) {
          throw new BadParameterException(expected(names) + ": " + name);
        }
        if (values.put(name, decoded(pair.substring(equals + 1))) != null) {
          throw new BadParameterException("expected " + name + " once");
        }
      }
    }
    return new Parameters(values);
  }

  private static String expected(Set<String> names) {
    return names.isEmpty()
        ? "expected no parameters"
        : "expected no parameters but "
            + String.join("=, ", names.stream().sorted().toList())
            + "=";
  }

  /** What was stated, in their order. */
  public Map<String, String> stated() {
    return Map.copyOf(values);
  }

  /** Any text; null if it was not stated. */
  public @Nullable String text(String name) {
    return values.get(name);
  }

  /**
   * An instant: RFC 3339, or tai:NANOS.
   *
   * @return null if it was not stated
   */
  public @Nullable TaiInstant instant(String name) throws BadParameterException {
    String text = values.get(name);
    return text == null ? null : TaiText.parse(text);
  }

  /**
   * A whole number.
   *
   * @return null if it was not stated
   */
  public @Nullable Long number(String name, long min, long max) throws BadParameterException {
    String text = values.get(name);
    if (text == null) {
      return null;
    }
    try {
      long number = text.matches("-?[0-9]+") ? Long.parseLong(text) : min - 1;
      if (text.matches("-?[0-9]+") && number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw outside(name, min, max, text);
    }
    throw outside(name, min, max, text);
  }

  private static BadParameterException outside(String name, long min, long max, String text) {
    return new BadParameterException(
        "expected " + name + " to be a whole number from " + min + " to " + max + ": " + text);
  }

  /** {@code limit}: how many items a page has at most. */
  public int limit() throws BadParameterException {
    return limit(LIMIT_DEFAULT, LIMIT_MAX);
  }

  /** {@code limit}, with another default and maximum. */
  public int limit(int byDefault, int max) throws BadParameterException {
    Long limit = number(LIMIT, 1, max);
    return limit == null ? byDefault : limit.intValue();
  }

  /**
   * {@code cursor}: after which item a page begins.
   *
   * @param list as {@link Cursor#write} was told
   * @return null on the first page
   */
  public @Nullable List<String> cursor(String list) throws BadParameterException {
    String cursor = values.get(CURSOR);
    return cursor == null ? null : Cursor.read(list, cursor);
  }

  /**
   * One of some words, as they are written: of an enum whose constants are upper case, upper case.
   *
   * @return null if it was not stated
   */
  public <E extends Enum<E>> @Nullable E choice(String name, Class<E> choices)
      throws BadParameterException {
    String text = values.get(name);
    if (text == null) {
      return null;
    }
    List<E> all = List.of(choices.getEnumConstants());
    return all.stream()
        .filter(choice -> choice.name().equals(text))
        .findFirst()
        .orElseThrow(() -> notOneOf(name, all.stream().map(Enum::name).toList(), text));
  }

  /** One of some words; the first where it was not stated. */
  public String word(String name, String first, String... others) throws BadParameterException {
    String text = values.getOrDefault(name, first);
    if (!text.equals(first) && !Arrays.asList(others).contains(text)) {
      List<String> all = new ArrayList<>(List.of(first));
      all.addAll(Arrays.asList(others));
      throw notOneOf(name, all, text);
    }
    return text;
  }

  /**
   * {@code true} or {@code false}.
   *
   * @return null if it was not stated
   */
  public @Nullable Boolean flag(String name) throws BadParameterException {
    return values.containsKey(name) ? (Boolean) word(name, "true", "false").equals("true") : null;
  }

  private static BadParameterException notOneOf(String name, List<String> all, String text) {
    return new BadParameterException(
        "expected " + name + " to be one of " + String.join(", ", all) + ": " + text);
  }

  /** As browsers encode a form: percent signs, and a plus for a space. */
  private static String decoded(String raw) throws BadParameterException {
    ByteBuffer bytes = ByteBuffer.allocate(raw.length());
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c > '~') {
        throw new BadParameterException("expected parameters in UTF-8, percent-encoded");
      }
      if (c == '%') {
        bytes.put((byte) (hex(raw, i + 1) * HEX + hex(raw, i + 2)));
        i += 2;
      } else {
        bytes.put((byte) (c == '+' ? ' ' : c));
      }
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
    } catch (CharacterCodingException e) {
      throw new BadParameterException("expected parameters in UTF-8, percent-encoded");
    }
  }

  private static int hex(String raw, int at) throws BadParameterException {
    int digit = at < raw.length() ? Character.digit(raw.charAt(at), HEX) : -1;
    if (digit < 0) {
      throw new BadParameterException("expected two hex digits after each %");
    }
    return digit;
  }
}
