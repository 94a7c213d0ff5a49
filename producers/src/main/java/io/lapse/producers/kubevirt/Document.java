package io.lapse.producers.kubevirt;

import com.fasterxml.jackson.databind.JsonNode;
import io.lapse.producers.json.MalformedException;
import io.lapse.producers.json.StrictJson;
import io.lapse.producers.source.Location;

/**
 * The text of one document.
 *
 * @param where it begins
 * @param isJson whether it is JSON; else YAML
 */
record Document(Location where, String text, boolean isJson) {

  /** What it holds; a JSON null where it is nothing but comments. */
  JsonNode tree() throws MalformedException {
    return isJson ? StrictJson.object(text) : YamlTree.of(text);
  }

  /**
   * A line of it.
   *
   * @param line counted from 1 at its beginning
   */
  Location at(int line) {
    return new Location(where.path(), where.line() + line - 1);
  }
}
