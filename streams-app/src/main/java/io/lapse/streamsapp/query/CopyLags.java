package io.lapse.streamsapp.query;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.streams.LagInfo;

/**
 * How far the local copies of a store are behind their changelogs. Kafka Streams asks the brokers,
 * and waits for them a minute and more; here nobody waits that long.
 */
final class CopyLags implements AutoCloseable {
  private static final long TIMEOUT_MILLIS = 500;
  private static final int THREADS = 2;
  private static final int WAITING_MAX = 8;

  private final Supplier<Map<String, Map<Integer, LagInfo>>> lags;
  private final String store;
  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          THREADS,
          THREADS,
          0,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(WAITING_MAX),
          CopyLags::thread);

  CopyLags(Supplier<Map<String, Map<Integer, LagInfo>>> lags, String store) {
    this.lags = lags;
    this.store = store;
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "copy-lags");
    thread.setDaemon(true);
    return thread;
  }

  /** In offsets, of each partition that is here; empty if nobody says so in time. */
  Map<Integer, Long> now() {
    Map<Integer, Long> offsets = new HashMap<>();
    infos().forEach((partition, lag) -> offsets.put(partition, lag.offsetLag()));
    return offsets;
  }

  private Map<Integer, LagInfo> infos() {
    Future<Map<Integer, LagInfo>> asked;
    try {
      asked = threads.submit(() -> lags.get().getOrDefault(store, Map.of()));
    } catch (RejectedExecutionException e) {
      return Map.of();
    }
    try {
      return asked.get(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      // Not known is what the caller then says.
      return Map.of();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Map.of();
    } finally {
      asked.cancel(true);
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
