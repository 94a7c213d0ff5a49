package io.lapse.guestkernel.vmclock;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Pages, byte by byte. Offsets are those of the kernel's header, not of the code under test. */
final class Pages {
  private final byte[] bytes;

  private Pages(byte[] bytes) {
    this.bytes = bytes;
  }

  /** A page of zeros but for magic, size, and version. */
  static Pages blank(int size) {
    return new Pages(new byte[size]).put(0x00, 4, 0x4b4c4356L).put(0x04, 4, size).put(0x08, 2, 1);
  }

  /** The same of any bytes. */
  static Pages of(byte[] bytes) {
    return new Pages(bytes.clone());
  }

  /**
   * A page as a host on TAI fills it: 1 GHz, synchronised, reference 1700000000 s at counter 0.
   * Errors: 1 us, and 2^-20 of a tick's length.
   */
  static Pages gigahertz() {
    return blank(0x1000)
        .put(0x0a, 1, 1)
        .put(0x0b, 1, 1)
        .put(0x0c, 4, 6)
        .put(0x10, 8, 3)
        .put(0x18, 8, 0x151)
        .put(0x22, 1, 2)
        .put(0x24, 2, 37)
        .put(0x27, 1, 29)
        .put(0x30, 8, 0x89705F4136B4A597L)
        .put(0x40, 8, 0x89705F4136BL)
        .put(0x48, 8, 1_700_000_000L)
        .put(0x60, 8, 1_000);
  }

  /** Writes a little endian number. */
  Pages put(int offset, int widthBytes, long value) {
    for (int i = 0; i < widthBytes; i++) {
      bytes[offset + i] = (byte) (value >>> (8 * i));
    }
    return this;
  }

  byte[] bytes() {
    return bytes.clone();
  }

  VmClockPage page() {
    Decoded decoded = PageCodec.decode(bytes);
    assertThat(decoded).isInstanceOf(Decoded.Page.class);
    return ((Decoded.Page) decoded).page();
  }

  /** Regions with a page in them, of any content; some longer than their page. */
  static Arbitrary<byte[]> regions() {
    Arbitrary<Integer> sizes =
        Arbitraries.oneOf(
            Arbitraries.integers().between(0x20, 0x80), Arbitraries.of(0x20, 0x68, 0x70, 0x1000));
    Arbitrary<Integer> beyond = Arbitraries.integers().between(0, 40);
    Arbitrary<Long> seeds = Arbitraries.longs();
    return Combinators.combine(sizes, beyond, seeds).as(Pages::region);
  }

  private static byte[] region(int size, int beyond, long seed) {
    byte[] bytes = new byte[size + beyond];
    new Random(seed).nextBytes(bytes);
    bytes[0x0c] &= (byte) 0xfe;
    return of(bytes).put(0x00, 4, 0x4b4c4356L).put(0x04, 4, size).put(0x08, 2, 1).bytes();
  }
}
