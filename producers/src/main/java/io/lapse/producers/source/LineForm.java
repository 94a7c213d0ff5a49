package io.lapse.producers.source;

/**
 * What the lines of a file look like.
 *
 * @param bytesMax what is longer is not kept in memory, and refused
 * @param expected what a line should be, as in {@code one JSON object a line}
 */
public record LineForm(int bytesMax, String expected) {
  /** Room for an inventory of some 400,000 timers. */
  public static final LineForm JSON = new LineForm(64 * 1024 * 1024, "one JSON object a line");

  /** What a hypervisor says: an event has less than 4 KiB, an answer some hundred. */
  public static final LineForm MESSAGE = new LineForm(1024 * 1024, "one JSON object a line");

  /** What programs print for people. */
  public static final LineForm TEXT = new LineForm(64 * 1024, "a line of text");
}
