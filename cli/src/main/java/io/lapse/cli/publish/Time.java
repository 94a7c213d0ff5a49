package io.lapse.cli.publish;

/** The machine's clock, and waiting by it. */
interface Time {
  /** Nanoseconds since some instant; it never goes back. */
  long nanos();

  /**
   * Waits.
   *
   * @param waitNanos how long at most; 0 or less: only asks
   * @return whether the command has been told to stop
   */
  boolean pause(long waitNanos) throws InterruptedException;
}
