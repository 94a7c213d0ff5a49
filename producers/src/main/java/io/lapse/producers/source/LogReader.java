package io.lapse.producers.source;

import io.lapse.producers.json.MalformedException;

/**
 * A log that is read line by line, to its end or as it grows. One adapter for each format. What it
 * finds goes to the {@link HostEventSource.Sink} that it was made with.
 *
 * <p>Between two lines it can be left, and another reader made from its {@link #memory} goes on as
 * if nothing had happened: it tells the same events, with the same ids.
 */
public interface LogReader {

  /**
   * Takes the next line that is not blank.
   *
   * @throws MalformedException if the line cannot be taken; the next one is read all the same
   * @throws java.io.UncheckedIOException if it needs something else that cannot be read now:
   *     another reader goes on from the last memory, a little later
   */
  void take(Line line) throws MalformedException;

  /**
   * Nothing follows: what waited for more lines is told, or refused. A log that grows has no end;
   * one that was replaced by another has.
   */
  void end();

  /**
   * What it must know of the lines before to go on with the next one: a text of at most some
   * hundred kilobytes, the same for the same lines.
   */
  String memory();
}
