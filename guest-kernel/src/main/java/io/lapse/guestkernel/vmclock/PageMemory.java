package io.lapse.guestkernel.vmclock;

/**
 * Memory that a writer and its readers share. It keeps the order of the accesses, as with a barrier
 * between any two of them; a load or a store at a multiple of its width is whole.
 */
public interface PageMemory {
  int lengthBytes();

  /**
   * Reads an unsigned little endian number.
   *
   * @param widthBytes 1, 2, 4 or 8
   */
  long load(int offset, int widthBytes);

  /**
   * Writes a little endian number.
   *
   * @param widthBytes 1, 2, 4 or 8
   */
  void store(int offset, int widthBytes, long value);
}
