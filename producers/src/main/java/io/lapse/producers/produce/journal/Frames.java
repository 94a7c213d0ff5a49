package io.lapse.producers.produce.journal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** A payload in a file: its length, its CRC32C, itself. */
final class Frames {
  static final int HEADER_BYTES = 8;

  private Frames() {}

  /** The bytes to write. */
  static byte[] of(byte[] payload) {
    return ByteBuffer.allocate(HEADER_BYTES + payload.length)
        .putInt(payload.length)
        .putInt(crc(payload))
        .put(payload)
        .array();
  }

  /** The payload where the file stands; null if there is no whole one. */
  static byte @Nullable [] read(RandomAccessFile file) throws IOException {
    long left = file.length() - file.getFilePointer() - HEADER_BYTES;
    if (left < 0) {
      return null;
    }
    byte[] bytes = new byte[HEADER_BYTES];
    file.readFully(bytes);
    ByteBuffer header = ByteBuffer.wrap(bytes);
    int length = header.getInt();
    int crc = header.getInt();
    // A crash may leave zeros, which would pass for an empty payload.
    if (length < 1 || length > left) {
      return null;
    }
    byte[] payload = new byte[length];
    file.readFully(payload);
    return crc(payload) == crc ? payload : null;
  }

  private static int crc(byte[] payload) {
    CRC32C crc = new CRC32C();
    crc.update(payload);
    return (int) crc.getValue();
  }
}
