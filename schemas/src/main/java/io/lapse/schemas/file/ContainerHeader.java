package io.lapse.schemas.file;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/**
 * How an Avro object container file begins: magic, metadata, sync marker.
 *
 * @param schema the schema that its records were written with
 * @param deflated whether its blocks are compressed
 * @param syncMarker what stands after each block
 */
record ContainerHeader(Schema schema, boolean deflated, ByteBuffer syncMarker) {
  static final int SYNC_BYTES = 16;

  private static final byte[] MAGIC = {'O', 'b', 'j', 1};
  private static final int VALUE_BYTES_MAX = 1 << 22;
  private static final int ENTRIES_MAX = 1_000;

  /** Reads it from the beginning of a file. */
  static ContainerHeader read(FileBytes file) throws IOException, DamagedException {
    byte[] magic = file.upTo(MAGIC.length);
    if (magic.length == 0) {
      throw new DamagedException("the file is empty: expected " + AvroEventReader.EXPECTED);
    }
    if (!Arrays.equals(magic, MAGIC)) {
      throw new DamagedException(
          "not an Avro container file: expected it to begin with Obj and the byte 1");
    }
    try {
      Map<String, byte[]> metadata = metadata(file);
      ByteBuffer syncMarker = ByteBuffer.wrap(file.exactly(SYNC_BYTES));
      return new ContainerHeader(schema(metadata), deflated(metadata), syncMarker);
    } catch (EOFException e) {
      throw new DamagedException(
          "cut off at byte " + file.offset() + ": expected the rest of the file's header");
    }
  }

  private static Map<String, byte[]> metadata(FileBytes file) throws IOException, DamagedException {
    Map<String, byte[]> metadata = new HashMap<>();
    for (long count = file.number(); count != 0; count = file.number()) {
      if (count < 0) {
        file.number(); // How many bytes the entries take.
      }
      if (count < -ENTRIES_MAX || count > ENTRIES_MAX) {
        throw damaged("at most " + ENTRIES_MAX + " entries", count);
      }
      for (long i = Math.abs(count); i > 0; i--) {
        metadata.put(new String(value(file), StandardCharsets.UTF_8), value(file));
      }
    }
    return metadata;
  }

  private static byte[] value(FileBytes file) throws IOException, DamagedException {
    long bytes = file.number();
    if (bytes < 0 || bytes > VALUE_BYTES_MAX) {
      throw damaged("a name or value of at most " + VALUE_BYTES_MAX + " bytes", bytes);
    }
    return file.exactly((int) bytes);
  }

  private static DamagedException damaged(String expected, long found) {
    return new DamagedException(
        "the file's header is damaged: expected " + expected + ", found " + found);
  }

  private static Schema schema(Map<String, byte[]> metadata) throws DamagedException {
    byte[] json = metadata.get("avro.schema");
    if (json == null) {
      throw new DamagedException("the file's header has no avro.schema: expected the schema");
    }
    try {
      return new Schema.Parser().parse(new String(json, StandardCharsets.UTF_8));
    } catch (AvroRuntimeException e) {
      throw new DamagedException(
          "the file's avro.schema must be a schema: " + MessageText.oneLine(e.getMessage()));
    }
  }

  private static boolean deflated(Map<String, byte[]> metadata) throws DamagedException {
    byte[] stated = metadata.get("avro.codec");
    String codec = stated == null ? "null" : new String(stated, StandardCharsets.UTF_8);
    return switch (codec) {
      case "null" -> false;
      case "deflate" -> true;
      default ->
          throw new DamagedException(
              "avro.codec must be one of null, deflate: " + MessageText.oneLine(codec));
    };
  }
}
