package io.lapse.guestkernel.vmclock;

import io.lapse.guestkernel.vmclock.Decoded.Reason;

/**
 * The guest's side of the seq_count protocol: what it copied counts only if the number was even
 * before, and is the same after. It is fooled by a writer that goes round all 2^31 even numbers
 * during one copy, as Linux is.
 */
public final class PageReader {
  private static final int WORD_BYTES = Long.BYTES;

  private PageReader() {}

  /**
   * Reads the page.
   *
   * @param triesMax at least 1. Linux tries for 100 ms, and then says ETIMEDOUT; here nothing knows
   *     the time
   */
  public static Decoded read(PageMemory memory, int triesMax) {
    if (triesMax < 1) {
      throw new IllegalArgumentException("triesMax must be at least 1: " + triesMax);
    }
    int regionBytes = Math.min(memory.lengthBytes(), VmClockPage.SIZE_MAX);
    byte[] region = new byte[regionBytes];
    if (regionBytes >= VmClockPage.SIZE_MIN) {
      copy(memory, region, Field.SEQ_COUNT.offset());
    }
    Decoded.Refused refused = PageCodec.refusal(region);
    if (refused != null) {
      return refused;
    }
    int sizeBytes = (int) LittleEndian.load(region, Field.SIZE.offset(), Integer.BYTES);
    for (int i = 0; i < triesMax; i++) {
      long before = seqCount(memory);
      if (before % 2 == 0) {
        copy(memory, region, sizeBytes);
        if (seqCount(memory) == before) {
          return PageCodec.decode(region);
        }
      }
    }
    return new Decoded.Refused(
        Reason.NEVER_QUIET,
        Field.SEQ_COUNT.offset(),
        "an even seq_count that stays while the page is read",
        "another, or an odd one, at each of " + triesMax + " tries");
  }

  private static long seqCount(PageMemory memory) {
    return memory.load(Field.SEQ_COUNT.offset(), Field.SEQ_COUNT.widthBytes());
  }

  private static void copy(PageMemory memory, byte[] region, int bytes) {
    int offset = 0;
    while (offset < bytes) {
      int width = bytes - offset >= WORD_BYTES ? WORD_BYTES : 1;
      LittleEndian.store(region, offset, width, memory.load(offset, width));
      offset += width;
    }
  }
}
