package io.lapse.cli.whatif.gather;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Work for several threads that succeeds or fails as a whole. */
final class Parallel {
  private Parallel() {}

  /**
   * Does it all. The first failure ends the rest: it is interrupted, and has ended when this
   * returns.
   *
   * @throws InterruptedException if the caller is interrupted while it waits
   */
  static void run(List<Callable<Void>> tasks, int threads) throws InterruptedException {
    ExecutorService pool =
        Executors.newFixedThreadPool(
            Math.max(1, Math.min(threads, tasks.size())),
            work -> {
              Thread thread = new Thread(work, "whatif");
              thread.setDaemon(true);
              return thread;
            });
    try {
      CompletionService<Void> done = new ExecutorCompletionService<>(pool);
      tasks.forEach(done::submit);
      for (int i = 0; i < tasks.size(); i++) {
        done.take().get();
      }
    } catch (ExecutionException e) {
      throw unwrapped(e);
    } finally {
      pool.shutdownNow();
      while (!pool.awaitTermination(1, TimeUnit.SECONDS)) {
        // What was interrupted ends soon: every reader looks at each event.
        pool.shutdownNow();
      }
    }
  }

  private static RuntimeException unwrapped(ExecutionException e) {
    Throwable cause = e.getCause();
    if (cause instanceof Error error) {
      throw error;
    }
    if (cause instanceof RuntimeException unchecked) {
      return unchecked;
    }
    return new IllegalStateException("a task must throw nothing that is checked", cause);
  }
}
