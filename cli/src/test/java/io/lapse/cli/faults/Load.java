package io.lapse.cli.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends records in their order, in the background and at a bounded pace, as far as it is let. What
 * comes when thus follows from the fault, and not from the machine.
 */
final class Load implements AutoCloseable {
  private static final int TICK_MILLIS = 10;
  private static final Duration SENT_MAX = Duration.ofSeconds(60);

  private final List<Sent> records;
  private final int perTick;
  private final KafkaProducer<byte[], byte[]> producer;
  private final List<Future<?>> underWay = new ArrayList<>();
  private final ScheduledExecutorService pace = Executors.newSingleThreadScheduledExecutor();
  private int released;
  private int sent;

  /**
   * Connects; nothing is sent yet.
   *
   * @param perSecond how many records at most
   */
  @SuppressWarnings("FutureReturnValueIgnored") // What it sends is awaited one by one.
  Load(String bootstrapServers, List<Sent> records, int perSecond) {
    this.records = new ArrayList<>(records);
    this.perTick = Math.max(1, perSecond * TICK_MILLIS / 1_000);
    producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "acks",
                "all",
                // A broker that was killed is missed, and asked again, within seconds.
                "request.timeout.ms",
                "3000"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    pace.scheduleAtFixedRate(this::tick, 0, TICK_MILLIS, TimeUnit.MILLISECONDS);
  }

  private synchronized void tick() {
    for (int i = 0; i < perTick && sent < released; i++) {
      underWay.add(producer.send(records.get(sent).record()));
      sent++;
    }
    notifyAll();
  }

  synchronized int size() {
    return records.size();
  }

  /** Puts more at its end. */
  synchronized void append(List<Sent> more) {
    records.addAll(more);
  }

  /** Lets it send so many in all, from the first on. */
  synchronized void release(int count) {
    released = Math.min(count, records.size());
  }

  /** Waits until so many have been sent. */
  synchronized void awaitSent(int count) throws InterruptedException {
    long deadlineNanos = System.nanoTime() + SENT_MAX.toNanos();
    while (sent < count) {
      long leftMillis = TimeUnit.NANOSECONDS.toMillis(deadlineNanos - System.nanoTime());
      if (leftMillis <= 0) {
        throw new IllegalStateException("sent " + sent + " of " + count + " in " + SENT_MAX);
      }
      wait(leftMillis);
    }
  }

  /** Sends what is released, and waits until the broker has stored it. */
  void settle() throws InterruptedException, ExecutionException {
    int count;
    synchronized (this) {
      count = released;
    }
    awaitSent(count);
    producer.flush();
    List<Future<?>> all;
    synchronized (this) {
      all = new ArrayList<>(underWay);
      underWay.clear();
    }
    for (Future<?> each : all) {
      each.get();
    }
  }

  @Override
  public void close() {
    pace.shutdownNow();
    producer.close(Duration.ZERO);
  }
}
