package io.lapse.cli.vmclock;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/** A page as its bytes, with the offsets of the kernel's header. */
final class PageBytes {
  private final ByteBuffer bytes;

  private PageBytes(int size) {
    bytes = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * 1 GHz, TAI, synchronised; 1700000000 s at counter 1000, give or take 1 us, and 2^-20 of what
   * passes after it.
   */
  static PageBytes gigahertz() {
    return new PageBytes(0x1000)
        .u32(0x00, 0x4b4c4356)
        .u32(0x04, 0x1000)
        .u16(0x08, 1)
        .u8(0x0a, 1)
        .u8(0x0b, 1)
        .u32(0x0c, 6)
        .u64(0x10, 3)
        .u64(0x18, 0x151)
        .u8(0x22, 2)
        .u16(0x24, 37)
        .u8(0x27, 29)
        .u64(0x28, 1_000)
        .u64(0x30, 0x89705F4136B4A597L)
        .u64(0x40, 0x89705F4136BL)
        .u64(0x48, 1_700_000_000)
        .u64(0x60, 1_000)
        .u64(0x68, 2);
  }

  PageBytes u8(int offset, int value) {
    bytes.put(offset, (byte) value);
    return this;
  }

  PageBytes u16(int offset, int value) {
    bytes.putShort(offset, (short) value);
    return this;
  }

  PageBytes u32(int offset, int value) {
    bytes.putInt(offset, value);
    return this;
  }

  PageBytes u64(int offset, long value) {
    bytes.putLong(offset, value);
    return this;
  }

  /** Writes the first bytes into a file. */
  Path writeTo(Path file, int length) {
    try {
      byte[] first = new byte[length];
      bytes.get(0, first);
      return Files.write(file, first);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path writeTo(Path file) {
    return writeTo(file, bytes.capacity());
  }
}
