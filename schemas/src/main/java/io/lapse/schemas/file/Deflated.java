package io.lapse.schemas.file;

import java.io.ByteArrayOutputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** A compressed block. */
final class Deflated {
  private static final int CHUNK_BYTES = 1 << 16;

  private Deflated() {}

  /**
   * The bytes before they were compressed, as far as they go; a block that was cut off is short.
   */
  static byte[] inflate(byte[] deflated) throws DamagedException {
    Inflater inflater = new Inflater(true);
    try {
      inflater.setInput(deflated);
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      byte[] chunk = new byte[CHUNK_BYTES];
      for (int n = inflater.inflate(chunk); n > 0; n = inflater.inflate(chunk)) {
        if (bytes.size() > ContainerFile.BLOCK_BYTES_MAX - n) {
          throw new DamagedException(
              "expected at most " + ContainerFile.BLOCK_BYTES_MAX + " bytes when inflated");
        }
        bytes.write(chunk, 0, n);
      }
      return bytes.toByteArray();
    } catch (DataFormatException e) {
      throw new DamagedException("expected deflated data: " + e.getMessage());
    } finally {
      inflater.end();
    }
  }
}
