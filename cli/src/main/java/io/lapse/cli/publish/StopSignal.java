package io.lapse.cli.publish;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Real time, and SIGINT and SIGTERM: the process ends by them as always, with 130 or 143, but not
 * before the command has closed this, or a while has passed.
 */
final class StopSignal implements Time, AutoCloseable {
  private static final int CLOSE_SECONDS_MAX = 5;

  private final CountDownLatch told = new CountDownLatch(1);
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread hook;

  private StopSignal(Runnable hurry) {
    hook = new Thread(() -> stop(hurry), "stop-publish");
  }

  /**
   * Listens until it is closed.
   *
   * @param hurry called on a thread of its own when the process is told to stop: it must end what
   *     the command waits for
   */
  static StopSignal listen(Runnable hurry) {
    StopSignal signal = new StopSignal(hurry);
    Runtime.getRuntime().addShutdownHook(signal.hook);
    return signal;
  }

  private void stop(Runnable hurry) {
    told.countDown();
    hurry.run();
    try {
      if (!closed.await(CLOSE_SECONDS_MAX, TimeUnit.SECONDS)) {
        System.err.println("lapse: publish did not end in time; the checkpoint may be a bit old");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether the process has been told to stop. */
  boolean isTold() {
    return told.getCount() == 0;
  }

  @Override
  public long nanos() {
    return System.nanoTime();
  }

  @Override
  public boolean pause(long waitNanos) throws InterruptedException {
    return told.await(waitNanos, TimeUnit.NANOSECONDS);
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending already: the hook has been waiting for this.
    }
  }
}
