package io.lapse.cli.quarantine;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where an entry of the quarantine lies, written {@code PARTITION:OFFSET}.
 *
 * @param partition of the quarantine's topic
 * @param offset in that partition
 */
record Place(int partition, long offset) implements Comparable<Place> {
  private static final Pattern FORM = Pattern.compile("(\\d{1,9}):(\\d{1,18})");

  /**
   * Reads {@code PARTITION:OFFSET}.
   *
   * @throws IllegalArgumentException if it is something else
   */
  static Place parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException("expected PARTITION:OFFSET, as in 0:12: '" + text + "'");
    }
    return new Place(Integer.parseInt(form.group(1)), Long.parseLong(form.group(2)));
  }

  @Override
  public int compareTo(Place other) {
    int byPartition = Integer.compare(partition, other.partition);
    return byPartition == 0 ? Long.compare(offset, other.offset) : byPartition;
  }

  @Override
  public String toString() {
    return partition + ":" + offset;
  }
}
