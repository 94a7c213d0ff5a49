package io.lapse.schemas.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every field says what it holds; every number its unit. */
class SchemaDocsTest {
  private static final Pattern UNIT =
      Pattern.compile("\\b(ns|kHz|in s|cycles|rank|count)\\b", Pattern.CASE_INSENSITIVE);

  static Stream<String> released() {
    return SchemaHistory.RELEASED.stream();
  }

  @ParameterizedTest
  @MethodSource("released")
  void fields_sayWhatTheyHold_andNumbersTheirUnit(String released) {
    List<String> silent = new ArrayList<>();
    Schema schema = SchemaHistory.schema(released);

    collect(schema, new HashSet<>(), silent);

    assertThat(silent).isEmpty();
    assertThat(schema.getDoc()).startsWith("Versions: 1: first.");
  }

  private static void collect(Schema schema, Set<String> seen, List<String> silent) {
    switch (schema.getType()) {
      case UNION -> schema.getTypes().forEach(type -> collect(type, seen, silent));
      case ARRAY -> collect(schema.getElementType(), seen, silent);
      case MAP -> collect(schema.getValueType(), seen, silent);
      case RECORD -> {
        if (seen.add(schema.getFullName())) {
          for (Schema.Field field : schema.getFields()) {
            check(schema, field, silent);
            collect(field.schema(), seen, silent);
          }
        }
      }
      default -> {
        // A leaf: its field has been checked.
      }
    }
  }

  private static void check(Schema schema, Schema.Field field, List<String> silent) {
    String doc = field.doc();
    boolean isNumber = field.schema().toString().matches(".*\"(long|int)\".*");
    boolean isPlain = field.schema().toString().length() < 60;
    if (doc == null || doc.isBlank() || (isNumber && isPlain && !UNIT.matcher(doc).find())) {
      silent.add(schema.getName() + "." + field.name() + ": " + doc);
    }
  }
}
