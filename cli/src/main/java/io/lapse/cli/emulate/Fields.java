package io.lapse.cli.emulate;

import com.fasterxml.jackson.core.JsonToken;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The fields of an object that somebody wrote. Each that is not what it should be is complained of,
 * and read as something that it could be: who reads the rest finds the other errors too, and asks
 * {@link #areGood} in the end. A field that is null is one that is absent.
 */
final class Fields {
  private static final BigInteger LONG_MIN = BigInteger.valueOf(Long.MIN_VALUE);
  private static final BigInteger LONG_MAX = BigInteger.valueOf(Long.MAX_VALUE);

  private final String path;
  private final Json.Named object;
  private final Complaints complaints;
  private final int complaintsBefore;
  private final Set<String> known = new LinkedHashSet<>();

  private Fields(String path, Json.Named object, Complaints complaints, int complaintsBefore) {
    this.path = path;
    this.object = object;
    this.complaints = complaints;
    this.complaintsBefore = complaintsBefore;
  }

  /** The fields of {@code value}; of anything but an object, none. */
  static Fields of(Json value, String path, Complaints complaints) {
    int before = complaints.count();
    if (value instanceof Json.Named named) {
      return new Fields(path, named, complaints, before);
    }
    complaints.add(value.line(), path, "expected an object, found " + value.shown());
    return new Fields(path, new Json.Named(Map.of(), value.line()), complaints, before);
  }

  String path() {
    return path;
  }

  int line() {
    return object.line();
  }

  boolean has(String name) {
    return given(name) != null;
  }

  private @Nullable Json given(String name) {
    known.add(name);
    Json value = object.values().get(name);
    return value instanceof Json.Scalar scalar && scalar.token() == JsonToken.VALUE_NULL
        ? null
        : value;
  }

  /** A whole number from {@code min} to {@code max}, which must be there. */
  long number(String name, long min, long max) {
    Json value = given(name);
    return value == null ? missing(name, range(min, max), min) : number(name, value, min, max);
  }

  /** A whole number from {@code min} to {@code max}. */
  long number(String name, long min, long max, long otherwise) {
    Json value = given(name);
    return value == null ? otherwise : number(name, value, min, max);
  }

  @Nullable Long numberOrNull(String name, long min, long max) {
    Json value = given(name);
    return value == null ? null : Long.valueOf(number(name, value, min, max));
  }

  private long number(String name, Json value, long min, long max) {
    if (value instanceof Json.Scalar scalar && scalar.token() == JsonToken.VALUE_NUMBER_INT) {
      BigInteger number = new BigInteger(scalar.text());
      if (number.compareTo(BigInteger.valueOf(min)) >= 0
          && number.compareTo(BigInteger.valueOf(max)) <= 0) {
        return number.longValue();
      }
    }
    return wrong(name, range(min, max), value, min);
  }

  private static String range(long min, long max) {
    boolean anyOf64Bits =
        LONG_MIN.equals(BigInteger.valueOf(min)) && LONG_MAX.equals(BigInteger.valueOf(max));
    return "a whole number " + (anyOf64Bits ? "of 64 bits" : "from " + min + " to " + max);
  }

  /** True or false, which must be there. */
  boolean flag(String name) {
    return given(name) == null ? missing(name, "true or false", false) : flag(name, false);
  }

  boolean flag(String name, boolean otherwise) {
    Json value = given(name);
    if (value == null) {
      return otherwise;
    }
    if (value instanceof Json.Scalar scalar && scalar.token().isBoolean()) {
      return scalar.token() == JsonToken.VALUE_TRUE;
    }
    return wrong(name, "true or false", value, otherwise);
  }

  /** A text that is not empty. */
  @Nullable String textOrNull(String name) {
    Json value = given(name);
    return value == null ? null : text(name, value);
  }

  /** A text that is not empty; null, without a complaint, where it is none. */
  @Nullable String textGiven(String name) {
    Json value = given(name);
    return value == null ? null : textIn(value);
  }

  /** A text that is not empty, and must be there. */
  String text(String name) {
    Json value = given(name);
    return value == null ? missing(name, "a text", "") : text(name, value);
  }

  private String text(String name, Json value) {
    String text = textIn(value);
    return text == null ? wrong(name, "a text", value, "") : text;
  }

  private static @Nullable String textIn(Json value) {
    return value instanceof Json.Scalar scalar
            && scalar.token() == JsonToken.VALUE_STRING
            && !scalar.text().isEmpty()
        ? scalar.text()
        : null;
  }

  /** Texts that are not empty; at least one. */
  List<String> texts(String name) {
    Json value = given(name);
    if (value == null) {
      return missing(name, "a list of texts", List.of());
    }
    List<String> texts = new ArrayList<>();
    if (value instanceof Json.Listed list && !list.elements().isEmpty()) {
      for (int i = 0; i < list.elements().size(); i++) {
        Json element = list.elements().get(i);
        String text = textIn(element);
        texts.add(text == null ? wrong(name + "[" + i + "]", "a text", element, "") : text);
      }
      return texts;
    }
    return wrong(name, "a list of texts, at least one", value, texts);
  }

  /** What one of these names stands for, which must be there; null where it is none of them. */
  <T> @Nullable T choice(String name, Map<String, ? extends T> choices) {
    if (given(name) == null) {
      complain(name, "missing; expected " + oneOf(choices.keySet()));
      return null;
    }
    return choice(name, choices, null);
  }

  /** What one of these names stands for; null also where it is none of them. */
  <T> @Nullable T choice(
      String name, Map<String, ? extends T> choices, @Nullable String otherwise) {
    Json value = given(name);
    if (value == null) {
      return otherwise == null ? null : choices.get(otherwise);
    }
    String text = textIn(value);
    T choice = text == null ? null : choices.get(text);
    if (choice == null) {
      complainOf(value, name, oneOf(choices.keySet()));
    }
    return choice;
  }

  private static String oneOf(Set<String> names) {
    return (names.size() == 1 ? "" : "one of ") + String.join(", ", names);
  }

  /** The fields of an object in this one; none if it is absent. */
  Fields object(String name) {
    Json value = given(name);
    return of(
        value == null ? new Json.Named(Map.of(), line()) : value,
        Json.pathOf(path, name),
        complaints);
  }

  /** Complains of a field of this object. */
  void complain(String name, String message) {
    Json value = object.values().get(name);
    complaints.add(value == null ? line() : value.line(), Json.pathOf(path, name), message);
  }

  private void complainOf(Json found, String name, String expected) {
    complaints.add(
        found.line(), Json.pathOf(path, name), "expected " + expected + ", found " + found.shown());
  }

  private <T> T missing(String name, String expected, T otherwise) {
    complain(name, "missing; expected " + expected);
    return otherwise;
  }

  private <T> T wrong(String name, String expected, Json found, T otherwise) {
    complainOf(found, name, expected);
    return otherwise;
  }

  /** Complains of the fields that nobody has asked for. */
  void refuseUnknown() {
    for (String name : object.values().keySet()) {
      if (!known.contains(name)) {
        complain(name, "unknown field; expected " + oneOf(known));
      }
    }
  }

  /** Whether there was nothing to complain of since these fields were taken. */
  boolean areGood() {
    return complaints.count() == complaintsBefore;
  }
}
