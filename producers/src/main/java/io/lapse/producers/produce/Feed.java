package io.lapse.producers.produce;

import java.io.IOException;

/** One input that is read as long as it lasts: a file that grows, a socket. */
public interface Feed {

  /**
   * Reads until its thread is interrupted, or until the input is over for good. What is not there,
   * or ends for a while, is waited for.
   *
   * @throws IOException if it can never be read
   */
  void run(FeedDesk desk) throws IOException, InterruptedException;
}
