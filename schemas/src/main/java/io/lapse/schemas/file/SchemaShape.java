package io.lapse.schemas.file;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.avro.Schema;

/**
 * Whether records of a schema can be read within bounds, whatever their bytes say. A file brings
 * its own schema: a list of items that take no bytes may claim any number of them, and a record
 * within itself is as deep as its bytes are many. No schema of ours has either.
 */
final class SchemaShape {
  private static final int DEPTH_MAX = 32;

  private SchemaShape() {}

  /**
   * @throws DamagedException if they cannot
   */
  static void requireBounded(Schema schema) throws DamagedException {
    requireBounded(schema, new HashSet<>(), 0);
  }

  private static void requireBounded(Schema schema, Set<String> within, int depth)
      throws DamagedException {
    if (depth > DEPTH_MAX) {
      throw refused("nested at most " + DEPTH_MAX + " deep");
    }
    switch (schema.getType()) {
      case RECORD -> {
        if (!within.add(schema.getFullName())) {
          throw refused("of records that do not hold themselves: " + schema.getFullName());
        }
        for (Schema.Field field : schema.getFields()) {
          requireBounded(field.schema(), within, depth + 1);
        }
        within.remove(schema.getFullName());
      }
      case UNION -> {
        for (Schema branch : schema.getTypes()) {
          requireBounded(branch, within, depth + 1);
        }
      }
      case ARRAY -> {
        requireBounded(schema.getElementType(), within, depth + 1);
        if (!takesBytes(schema.getElementType())) {
          throw refused("of lists whose items take at least a byte");
        }
      }
      case MAP -> requireBounded(schema.getValueType(), within, depth + 1);
      default -> {
        // One value, of the bytes that it takes.
      }
    }
  }

  private static boolean takesBytes(Schema schema) {
    return switch (schema.getType()) {
      case NULL -> false;
      case FIXED -> schema.getFixedSize() > 0;
      case RECORD -> takesBytes(schema.getFields());
      default -> true;
    };
  }

  private static boolean takesBytes(List<Schema.Field> fields) {
    return fields.stream().anyMatch(field -> takesBytes(field.schema()));
  }

  private static DamagedException refused(String expected) {
    return new DamagedException("the file's avro.schema: expected a schema " + expected);
  }
}
