package io.lapse.streamsapp;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateRestoreListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * How far the stores are restored from their changelogs. Kafka's threads tell it, any thread reads
 * it. What is left is counted in offsets: some of them are marks of transactions and no records.
 */
final class Restoration implements StateRestoreListener {
  /** Between two lines of the log that say how far it is. */
  static final Duration REPORT_INTERVAL = Duration.ofSeconds(10);

  private static final Logger LOG = LoggerFactory.getLogger(Restoration.class);

  private final LongSupplier nanoTime;
  private final Map<Store, Span> spans = new ConcurrentHashMap<>();
  private final LongAdder records = new LongAdder();
  private final LongAdder stores = new LongAdder();
  private final LongAdder nanos = new LongAdder();
  private long reportedNanos;

  /** One store of one partition. */
  private record Store(String name, int partition) {}

  private record Span(long startedNanos, long end, long left) {}

  /**
   * Nothing is restored yet.
   *
   * @param nanoTime {@link System#nanoTime}, or a test's own
   */
  Restoration(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.reportedNanos = nanoTime.getAsLong();
  }

  @Override
  public void onRestoreStart(TopicPartition changelog, String store, long start, long end) {
    long left = Math.max(0, end - start);
    spans.put(new Store(store, changelog.partition()), new Span(nanoTime.getAsLong(), end, left));
    // One offset may be the mark of the last transaction.
    LOG.atLevel(left > 1 ? Level.INFO : Level.DEBUG)
        .addKeyValue("store", store)
        .addKeyValue("partition", changelog.partition())
        .addKeyValue("left", left)
        .log("restoring");
  }

  @Override
  public void onBatchRestored(TopicPartition changelog, String store, long batchEnd, long number) {
    records.add(number);
    spans.computeIfPresent(
        new Store(store, changelog.partition()),
        (key, span) ->
            new Span(span.startedNanos(), span.end(), Math.max(0, span.end() - batchEnd - 1)));
    report();
  }

  private synchronized void report() {
    long now = nanoTime.getAsLong();
    if (now - reportedNanos >= REPORT_INTERVAL.toNanos()) {
      reportedNanos = now;
      LOG.atInfo()
          .addKeyValue("stores", ongoing())
          .addKeyValue("left", left())
          .addKeyValue("records", records())
          .log("still restoring");
    }
  }

  @Override
  public void onRestoreEnd(TopicPartition changelog, String store, long total) {
    Duration took = end(changelog, store);
    // An end of nothing says no more than that a task began.
    LOG.atLevel(total > 0 ? Level.INFO : Level.DEBUG)
        .addKeyValue("store", store)
        .addKeyValue("partition", changelog.partition())
        .addKeyValue("records", total)
        .addKeyValue("took", took)
        .log("restored");
  }

  /** Another instance took the partition over. */
  @Override
  public void onRestoreSuspended(TopicPartition changelog, String store, long total) {
    end(changelog, store);
  }

  private Duration end(TopicPartition changelog, String store) {
    Span span = spans.remove(new Store(store, changelog.partition()));
    if (span == null) {
      return Duration.ZERO;
    }
    long took = nanoTime.getAsLong() - span.startedNanos();
    stores.increment();
    nanos.add(took);
    return Duration.ofNanos(took);
  }

  /** How many stores are being restored, one for each partition. */
  int ongoing() {
    return spans.size();
  }

  /** How many offsets of their changelogs are left. */
  long left() {
    return spans.values().stream().mapToLong(Span::left).sum();
  }

  /** How many records were restored since the start. */
  long records() {
    return records.sum();
  }

  /** How many stores were restored since the start. */
  long stores() {
    return stores.sum();
  }

  /** How long that took in all, in ns; stores that were restored at once count each by itself. */
  long nanos() {
    return nanos.sum();
  }
}
