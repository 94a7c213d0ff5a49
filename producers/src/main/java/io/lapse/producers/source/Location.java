package io.lapse.producers.source;

/**
 * A line of a file, or a record of one that has no lines.
 *
 * @param path the file, as its reader is shown it
 * @param line counted from 1; 0 for the whole file
 */
public record Location(String path, long line) {

  @Override
  public String toString() {
    return line == 0 ? path : path + ":" + line;
  }
}
