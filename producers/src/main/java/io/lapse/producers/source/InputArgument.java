package io.lapse.producers.source;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lapse.producers.json.JsonFields;
import io.lapse.producers.json.MalformedException;
import java.util.Set;

/** One {@code --input}: {@code host=H,guest=G,format=F,path=P}, and the other keys of an entry. */
final class InputArgument {
  private static final Set<String> NUMBERS =
      Set.of("clock_error_ns", "tai_offset_s", "tai_ns", "anchor_tai_ns", "anchor_error_ns");

  private final String argument;

  InputArgument(String argument) {
    this.argument = argument;
  }

  void addTo(InputListing listing) {
    Location where = new Location("--input " + argument, 0);
    try {
      JsonFields fields = JsonFields.of(keysAndValues());
      InputEntry entry = new InputEntry(fields, null);
      SourceInput input = entry.read();
      listing.add(input, where, "");
      entry.warnings(input).forEach(text -> listing.report(Problem.warning(where, text)));
      for (String key : fields.unknown()) {
        listing.report(Problem.warning(where, key + " is not a key that is known"));
      }
    } catch (MalformedException e) {
      listing.report(Problem.refused(where, e.explanation()));
    }
  }

  private ObjectNode keysAndValues() throws MalformedException {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    for (String pair : argument.split(",", -1)) {
      int equals = pair.indexOf('=');
      if (equals < 1) {
        throw new MalformedException("expected KEY=VALUE,KEY=VALUE, found: " + pair);
      }
      String key = pair.substring(0, equals);
      if (object.has(key)) {
        throw new MalformedException(key + " is stated twice: expected each key once");
      }
      put(object, key, pair.substring(equals + 1));
    }
    return object;
  }

  /** What is not a number stays a text, for the reader of the entry to complain about. */
  private static void put(ObjectNode object, String key, String value) {
    if (!NUMBERS.contains(key)) {
      object.put(key, value);
      return;
    }
    try {
      object.put(key, Long.parseLong(value));
    } catch (NumberFormatException e) {
      object.put(key, value);
    }
  }
}
