package io.lapse.guestkernel.vmclock;

/** Numbers in bytes, the lowest byte first. */
final class LittleEndian {
  private LittleEndian() {}

  /** The unsigned number of 1 to 8 bytes. */
  static long load(byte[] bytes, int offset, int widthBytes) {
    long value = 0;
    for (int i = widthBytes - 1; i >= 0; i--) {
      value = (value << Byte.SIZE) | (bytes[offset + i] & 0xff);
    }
    return value;
  }

  /** Writes the lowest 1 to 8 bytes of a number. */
  static void store(byte[] bytes, int offset, int widthBytes, long value) {
    for (int i = 0; i < widthBytes; i++) {
      bytes[offset + i] = (byte) (value >>> (i * Byte.SIZE));
    }
  }
}
