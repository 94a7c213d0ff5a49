package io.lapse.producers.source;

import io.lapse.producers.json.MalformedException;

/** What an adapter does with one line. */
@FunctionalInterface
public interface LineHandler {
  /**
   * Takes a line that is not blank.
   *
   * @return whether to read on
   * @throws MalformedException if the line cannot be taken; the next one is read all the same
   */
  boolean take(Line line) throws MalformedException;
}
