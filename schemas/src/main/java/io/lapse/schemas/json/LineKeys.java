package io.lapse.schemas.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Looks into a line without reading all of it into objects: files may have millions of them. */
public final class LineKeys {
  private static final JsonFactory FACTORY = new JsonFactory();

  private LineKeys() {}

  /**
   * The guest of a line.
   *
   * @throws JsonLineException if it is no JSON object, or names no guest
   */
  public static String guest(String line) {
    String guest = textOf(line, "guest");
    if (guest == null) {
      throw new JsonLineException("expected the key guest with a string");
    }
    return guest;
  }

  private static @Nullable String textOf(String line, String key) {
    try (JsonParser parser = FACTORY.createParser(line)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new JsonLineException("expected a JSON object");
      }
      String text = null;
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean sought = text == null && parser.currentName().equals(key);
        if (parser.nextToken() == JsonToken.VALUE_STRING && sought) {
          text = parser.getText();
        }
        parser.skipChildren();
      }
      if (parser.nextToken() != null) {
        throw new JsonLineException("expected one JSON object, and nothing after it");
      }
      return text;
    } catch (JsonProcessingException e) {
      throw new JsonLineException("expected a JSON object: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException("a string cannot fail to be read", e);
    }
  }
}
