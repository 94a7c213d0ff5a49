package io.lapse.schemas.codec;

import org.apache.avro.util.ClassSecurityValidator;

/** What Avro must be told, once for the whole process, before it decodes anything. */
public final class AvroGuards {
  private static final String WIRE_PACKAGE = "io.lapse.schemas.wire.";

  /** A guest has at most so many timers, labels or inputs in one record. */
  private static final int COLLECTION_ITEMS_MAX = 4_000_000;

  /** A name, or any other text, is at most so long, in bytes. */
  private static final int TEXT_BYTES_MAX = 1 << 20;

  static {
    // A damaged length must not make a decoder ask for gigabytes.
    limit("collectionItems", COLLECTION_ITEMS_MAX);
    limit("string", TEXT_BYTES_MAX);
    limit("bytes", TEXT_BYTES_MAX);
    // Avro instantiates only classes that it is told to trust.
    ClassSecurityValidator.setGlobal(
        ClassSecurityValidator.composite(
            ClassSecurityValidator.getGlobal(), type -> type.getName().startsWith(WIRE_PACKAGE)));
  }

  private AvroGuards() {}

  /** Sets the limits, and trusts the generated records. Calling it again changes nothing. */
  public static void install() {
    // Loading the class did it.
  }

  private static void limit(String what, int max) {
    String property = "org.apache.avro.limits." + what + ".maxLength";
    if (System.getProperty(property) == null) {
      System.setProperty(property, Integer.toString(max));
    }
  }
}
