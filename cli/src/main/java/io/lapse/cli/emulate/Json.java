package io.lapse.cli.emulate;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.lapse.producers.json.MalformedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A JSON value, with the line on which it begins. */
sealed interface Json {
  int line();

  /** What it is, for a message. */
  String shown();

  /**
   * A value without parts.
   *
   * @param text what it says: of a text without the quotes
   */
  record Scalar(JsonToken token, String text, int line) implements Json {
    @Override
    public String shown() {
      String excerpt = MalformedException.excerpt(text);
      return token == JsonToken.VALUE_STRING ? '"' + excerpt + '"' : excerpt;
    }
  }

  /** A list. */
  record Listed(List<Json> elements, int line) implements Json {
    @Override
    public String shown() {
      return "a list";
    }
  }

  /** An object; of a name that is stated twice the first value. */
  record Named(Map<String, Json> values, int line) implements Json {
    @Override
    public String shown() {
      return "an object";
    }
  }

  /**
   * The value that begins at the parser's token; the parser then stands at its end.
   *
   * @param path of the value
   * @param complaints gets the names that an object states twice
   */
  static Json read(JsonParser parser, String path, Complaints complaints) throws IOException {
    int line = parser.currentTokenLocation().getLineNr();
    if (parser.currentToken() == JsonToken.START_OBJECT) {
      return new Named(values(parser, path, complaints), line);
    }
    if (parser.currentToken() == JsonToken.START_ARRAY) {
      List<Json> elements = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        elements.add(read(parser, path + "[" + elements.size() + "]", complaints));
      }
      return new Listed(elements, line);
    }
    return new Scalar(parser.currentToken(), parser.getText(), line);
  }

  /** Paths are made where they are needed only: a file may have millions of values. */
  private static Map<String, Json> values(JsonParser parser, String path, Complaints complaints)
      throws IOException {
    Map<String, Json> values = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      int line = parser.currentTokenLocation().getLineNr();
      String name = parser.currentName();
      String place = parser.nextToken().isStructStart() ? pathOf(path, name) : path;
      if (values.putIfAbsent(name, read(parser, place, complaints)) != null) {
        complaints.add(line, pathOf(path, name), "stated twice; expected each name once");
      }
    }
    return values;
  }

  /** The path of a field of the object at {@code path}. */
  static String pathOf(String path, String name) {
    return path + "." + MalformedException.excerpt(name);
  }
}
