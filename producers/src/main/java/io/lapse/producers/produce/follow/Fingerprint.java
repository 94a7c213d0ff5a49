package io.lapse.producers.produce.follow;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.util.zip.CRC32C;

/**
 * The beginning of a file.
 *
 * @param bytes how many of its bytes
 * @param crc their CRC32C
 */
record Fingerprint(int bytes, long crc) {
  static final int BYTES_MAX = 1_024;

  /** Nothing was read: every file begins like that. */
  static final Fingerprint NONE = new Fingerprint(0, 0);

  /**
   * Of what was read.
   *
   * @param offset behind what was read; the file is at least as long
   */
  static Fingerprint of(RandomAccessFile file, long offset) throws IOException {
    byte[] begin = new byte[(int) Math.min(BYTES_MAX, offset)];
    file.seek(0);
    file.readFully(begin);
    CRC32C crc = new CRC32C();
    crc.update(begin);
    return new Fingerprint(begin.length, crc.getValue());
  }

  boolean isOf(RandomAccessFile file) throws IOException {
    return file.length() >= bytes && of(file, bytes).equals(this);
  }
}
