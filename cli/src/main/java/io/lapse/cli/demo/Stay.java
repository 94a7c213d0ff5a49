package io.lapse.cli.demo;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the process until SIGINT or SIGTERM. It then ends by them as always, with 130 or 143, but
 * not before the command has closed this, or a while has passed.
 */
final class Stay implements AutoCloseable {
  private static final int CLOSE_SECONDS_MAX = 20;

  private final CountDownLatch told = new CountDownLatch(1);
  private final CountDownLatch closed = new CountDownLatch(1);
  private @Nullable Thread hook;

  /** Returns when the process is told to end, or the calling thread is interrupted. */
  void untilTold() {
    hook = new Thread(this::stop, "stop-demo");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      told.await();
    } catch (InterruptedException e) {
      // That is to be told, too. It is forgotten here, as what is closed next may wait.
    }
  }

  private void stop() {
    told.countDown();
    try {
      if (!closed.await(CLOSE_SECONDS_MAX, TimeUnit.SECONDS)) {
        System.err.println("lapse: the demo did not end in time; its temporary folder stays");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed.countDown();
    if (hook != null && told.getCount() > 0) {
      Runtime.getRuntime().removeShutdownHook(hook);
    }
  }
}
