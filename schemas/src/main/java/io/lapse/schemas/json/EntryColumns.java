package io.lapse.schemas.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.lapse.ledger.account.Entry;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** In which columns two lines of the ledger differ. */
public final class EntryColumns {
  /**
   * A column that differs.
   *
   * @param name its key; within an object with the object's key before it: {@code expired.tai.low}
   * @param one what the one has, as JSON
   * @param other what the other has, as JSON
   */
  public record Difference(String name, String one, String other) {}

  private EntryColumns() {}

  /** The columns that differ, in the order of the line; an array is one column. */
  public static List<Difference> differences(Entry one, Entry other) {
    List<Difference> differences = new ArrayList<>();
    compare("", tree(one), tree(other), differences);
    return differences;
  }

  private static JsonNode tree(Entry entry) {
    return JsonReading.tree(EntryJson.write(entry));
  }

  private static void compare(String name, JsonNode one, JsonNode other, List<Difference> found) {
    if (one.isObject() && other.isObject()) {
      String prefix = name.isEmpty() ? "" : name + ".";
      for (Iterator<String> keys = one.fieldNames(); keys.hasNext(); ) {
        String key = keys.next();
        compare(prefix + key, one.get(key), other.get(key), found);
      }
    } else if (!one.equals(other)) {
      found.add(new Difference(name, one.toString(), other.toString()));
    }
  }
}
