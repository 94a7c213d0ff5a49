package io.lapse.streamsapp.account;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * The stamp of an event in milliseconds, so that Kafka Streams takes its inputs in stamp order as
 * far as it can. At equal stamps what a guest says comes first: an inventory or a claim informs the
 * restart that it is about.
 *
 * <p>Stamps that cannot be true are clamped: the fold refuses them, and stream time stays sane.
 */
public final class EventTime implements TimestampExtractor {
  private static final long MILLI_NANOS = 1_000_000;
  private static final long YEAR_2100_MILLIS = 4_102_444_800_000L;

  private final long earlierMillis;
  private final FoldObserver observer;

  private EventTime(long earlierMillis, FoldObserver observer) {
    this.earlierMillis = earlierMillis;
    this.observer = observer;
  }

  /** That of host events. */
  public static EventTime ofHostEvents(FoldObserver observer) {
    return new EventTime(0, observer);
  }

  /** That of guest events: a little earlier. */
  public static EventTime ofGuestEvents(FoldObserver observer) {
    return new EventTime(1, observer);
  }

  @Override
  public long extract(ConsumerRecord<Object, Object> received, long partitionTime) {
    if (!(received.value() instanceof Received event)) {
      return Math.max(0, received.timestamp());
    }
    observer.arrived(event.input(), received.timestamp());
    long millis = Math.floorDiv(event.input().stamp().at().nanos(), MILLI_NANOS);
    return Math.max(0, Math.min(YEAR_2100_MILLIS, millis) - earlierMillis);
  }
}
