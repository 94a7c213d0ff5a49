package io.lapse.guestkernel.vmclock;

/** The host's side of the seq_count protocol: odd while it writes, another even number after. */
public final class PageWriter {
  private static final Field SEQ = Field.SEQ_COUNT;

  private PageWriter() {}

  /**
   * Writes what a page has to say over the one that is there.
   *
   * <p>An odd seq_count, left behind by a writer that died, is as good as one of its own. After
   * 2^32 - 1 comes 0.
   *
   * @param page its own {@code seqCount} is not looked at
   * @return the seq_count that is there now, even
   * @throws IllegalArgumentException if the page is of another device: a constant field differs
   */
  public static long update(PageMemory memory, VmClockPage page) {
    requireSameDevice(memory, page);
    long odd = memory.load(SEQ.offset(), SEQ.widthBytes()) | 1;
    long even = (odd + 1) & 0xffff_ffffL;

    memory.store(SEQ.offset(), SEQ.widthBytes(), odd);
    for (Field field : Field.values()) {
      Long value = page.value(field);
      if (!field.isConstant() && field != SEQ && value != null) {
        memory.store(field.offset(), field.widthBytes(), value);
      }
    }
    Octets rest = page.rest();
    for (int i = 0; i < rest.length(); i++) {
      memory.store(page.sizeBytes() - rest.length() + i, 1, rest.at(i));
    }
    memory.store(SEQ.offset(), SEQ.widthBytes(), even);
    return even;
  }

  private static void requireSameDevice(PageMemory memory, VmClockPage page) {
    for (Field field : Field.values()) {
      Long value = page.value(field);
      if (field.isConstant()
          && value != null
          && memory.load(field.offset(), field.widthBytes()) != value) {
        throw new IllegalArgumentException(
            field.abiName() + " must stay what it is in the memory: " + value);
      }
    }
  }
}
