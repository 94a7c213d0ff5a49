package io.lapse.streamsapp.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.query.KeyQuery;
import org.apache.kafka.streams.query.PositionBound;
import org.apache.kafka.streams.query.QueryConfig;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.Test;

/** What the stores of Kafka Streams do not bear: they stand still within a second of this. */
class AskedStoresTest {
  private static final int TIMES = 300_000;
  private static final Bytes GUEST = Bytes.wrap("vm-1".getBytes(StandardCharsets.UTF_8));

  @Test
  void store_isAskedWhileItIsWritten() throws Exception {
    MockProcessorContext<String, String> context = new MockProcessorContext<>();
    context.setRecordMetadata("events", 0, 0);
    KeyValueStore<Bytes, byte[]> store = AskedStores.of("states", true).get();
    store.init(context.getStateStoreContext(), store);
    ExecutorService threads = Executors.newFixedThreadPool(2, AskedStoresTest::daemon);

    Future<?> written = threads.submit(() -> write(store));
    Future<?> asked = threads.submit(() -> ask(store));

    threads.shutdown();
    assertThat(threads.awaitTermination(60, TimeUnit.SECONDS)).as("none waits for ever").isTrue();
    written.get();
    asked.get();
  }

  private static void write(KeyValueStore<Bytes, byte[]> store) {
    for (int i = 0; i < TIMES; i++) {
      store.put(GUEST, new byte[] {1});
    }
  }

  private static void ask(KeyValueStore<Bytes, byte[]> store) {
    for (int i = 0; i < TIMES; i++) {
      store.query(
          KeyQuery.<Bytes, byte[]>withKey(GUEST),
          PositionBound.unbounded(),
          new QueryConfig(false));
    }
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task);
    thread.setDaemon(true);
    return thread;
  }
}
