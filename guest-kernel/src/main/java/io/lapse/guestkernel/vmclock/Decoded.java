package io.lapse.guestkernel.vmclock;

/** What became of a region that may hold a page. */
public sealed interface Decoded {

  /** It holds one. */
  record Page(VmClockPage page) implements Decoded {}

  /**
   * It does not, or not now.
   *
   * @param offset where it shows, in bytes from the begin of the region
   * @param expected what should be there
   * @param found what is there
   */
  record Refused(Reason reason, int offset, String expected, String found) implements Decoded {}

  /** The first that holds is the one that is given. */
  enum Reason {
    REGION_TOO_SHORT,
    WRONG_MAGIC,
    WRONG_VERSION,
    /** Its size leaves out a part of what every page has. */
    SIZE_TOO_SMALL,
    /** No page is that large. */
    SIZE_TOO_LARGE,
    /** The region ends before the page does. */
    SIZE_BEYOND_REGION,
    /** It is being written. */
    UPDATE_IN_PROGRESS,
    /** It was being written at each try. */
    NEVER_QUIET
  }
}
