package io.lapse.producers.produce.send;

import io.lapse.producers.produce.journal.JournalEvent;
import io.lapse.producers.produce.journal.JournalReader.Entry;
import io.lapse.schemas.codec.InputLimits;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;

/** What one client of Kafka was given, and what became of it. It ends with its first failure. */
final class Session implements AutoCloseable {
  private final Brokers brokers;
  private final Function<JournalEvent, ProducerRecord<byte[], byte[]>> records;
  private final Producer<byte[], byte[]> producer;
  private final Set<String> topics = new HashSet<>();
  private final Deque<Pending> pending = new ArrayDeque<>();
  private final Queue<Refused> refused = new ConcurrentLinkedQueue<>();
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

  Session(Brokers brokers, Function<JournalEvent, ProducerRecord<byte[], byte[]>> records) {
    this.brokers = brokers;
    this.records = records;
    this.producer = brokers.connect();
  }

  /** An event that will never be taken, and why. */
  record Refused(JournalEvent event, String reason) {}

  private record Pending(Entry entry, AtomicInteger left) {}

  /**
   * Sends what a frame holds, without waiting for it.
   *
   * @throws KafkaException if something failed that a new client may get over
   */
  void send(Entry entry) throws InterruptedException {
    AtomicInteger left = new AtomicInteger(entry.events().size());
    pending.add(new Pending(entry, left));
    for (JournalEvent event : entry.events()) {
      send(event, left);
    }
  }

  /** The callback says how it ended; the future would say the same again. */
  @SuppressWarnings("FutureReturnValueIgnored")
  private void send(JournalEvent event, AtomicInteger left) throws InterruptedException {
    throwIfFailed();
    int bytes = event.value().length;
    if (bytes > InputLimits.RECORD_BYTES_MAX) {
      String reason =
          "an event must be at most " + InputLimits.RECORD_BYTES_MAX + " bytes: " + bytes;
      refused.add(new Refused(event, reason));
      left.decrementAndGet();
      return;
    }
    ProducerRecord<byte[], byte[]> outgoing = records.apply(event);
    if (topics.add(outgoing.topic())) {
      brokers.require(outgoing.topic());
    }
    producer.send(outgoing, (metadata, e) -> ended(event, left, e));
  }

  private void ended(JournalEvent event, AtomicInteger left, @Nullable Exception e) {
    if (e instanceof RecordTooLargeException || e instanceof InvalidRecordException) {
      refused.add(new Refused(event, String.valueOf(e.getMessage())));
    } else if (e != null) {
      failure.compareAndSet(null, e);
      return;
    }
    left.decrementAndGet();
  }

  /**
   * The last frame before which, and with which, all has come to its end; null if none has since.
   * Asked before {@link #refused}, so that nothing counts as done that is not set aside.
   */
  @Nullable Entry done(SendListener listener) {
    Entry last = null;
    while (!pending.isEmpty() && pending.getFirst().left().get() == 0) {
      last = pending.removeFirst().entry();
      listener.sent(last.events().size());
    }
    return last;
  }

  /** The next event to set aside; null if there is none. */
  @Nullable Refused refused() {
    return refused.poll();
  }

  /** When the oldest frame was written that is on its way, since 1970; 0 if none is. */
  long oldestMillis() {
    Pending oldest = pending.peekFirst();
    return oldest == null ? 0 : oldest.entry().writtenMillis();
  }

  /**
   * Whether something went wrong for good.
   *
   * @throws KafkaException if so
   */
  void throwIfFailed() {
    Exception failed = failure.get();
    if (failed != null) {
      throw new KafkaException(failed.getMessage(), failed);
    }
  }

  /** Without waiting: what is on its way is sent again, or was acknowledged. */
  @Override
  public void close() {
    producer.close(Duration.ZERO);
  }
}
