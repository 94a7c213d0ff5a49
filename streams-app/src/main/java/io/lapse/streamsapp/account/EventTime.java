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
public enum EventTime implements TimestampExtractor {
  OF_HOST_EVENT(0),
  OF_GUEST_EVENT(1);

  private static final long MILLI_NANOS = 1_000_000;
  private static final long YEAR_2100_MILLIS = 4_102_444_800_000L;

  private final long earlierMillis;

  EventTime(long earlierMillis) {
    this.earlierMillis = earlierMillis;
  }

  @Override
  public long extract(ConsumerRecord<Object, Object> received, long partitionTime) {
    if (!(received.value() instanceof Received event)) {
      return Math.max(0, received.timestamp());
    }
    long millis = Math.floorDiv(event.input().stamp().at().nanos(), MILLI_NANOS);
    return Math.max(0, Math.min(YEAR_2100_MILLIS, millis) - earlierMillis);
  }
}
