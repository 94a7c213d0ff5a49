package io.lapse.cli.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * JSON about what strangers wrote: no character of theirs reaches the terminal, and none is lost.
 */
public final class AsciiJson {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private AsciiJson() {}

  /** On one line, all but ASCII written as {@code \}{@code uXXXX}. */
  public static String line(JsonNode node) {
    try {
      return MAPPER.writeValueAsString(node).replace("\u007f", "\\u007F");
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("a tree can always be written", e);
    }
  }

  /** A line that was written by us. */
  public static JsonNode parsed(String line) {
    try {
      return MAPPER.readTree(line);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("line must be JSON: " + line, e);
    }
  }
}
