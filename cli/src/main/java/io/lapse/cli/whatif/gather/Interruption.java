package io.lapse.cli.whatif.gather;

import java.util.concurrent.CancellationException;

/** How a thread that computes learns that it is in vain. */
final class Interruption {
  private Interruption() {}

  /** Ends the work of an interrupted thread. */
  static void check() {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException("another thread has failed");
    }
  }
}
