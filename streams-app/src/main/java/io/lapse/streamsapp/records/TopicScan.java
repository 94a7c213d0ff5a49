package io.lapse.streamsapp.records;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * One partition, read backwards piece by piece: what was found and not handed on yet, and how far
 * down it was read.
 */
final class TopicScan {
  private static final int FIRST_PIECE = 1_000;
  private static final int PIECE_MAX = 20_000;

  private final RangeReading reading;
  private final Predicate<ConsumerRecord<byte[], byte[]>> wanted;
  private final long begin;
  private final long top;
  private final Deque<ConsumerRecord<byte[], byte[]>> found = new ArrayDeque<>();
  private long floor;
  private long reachedMillis = Long.MAX_VALUE;
  private int piece = FIRST_PIECE;

  /**
   * Nothing of it is read yet.
   *
   * @param begin the first offset that is there
   * @param before where to begin, downwards
   */
  TopicScan(
      RangeReading reading,
      Predicate<ConsumerRecord<byte[], byte[]>> wanted,
      long begin,
      long before) {
    this.reading = reading;
    this.wanted = wanted;
    this.begin = begin;
    top = Math.max(begin, before);
    floor = top;
  }

  boolean isAtBegin() {
    return floor <= begin;
  }

  /** Whether nothing is left of it. */
  boolean isDone() {
    return isAtBegin() && found.isEmpty();
  }

  /** Whether any of it was read. */
  boolean hasMoved() {
    return floor < top;
  }

  /** When the oldest record that was looked at was appended: what is further down is older. */
  long reachedMillis() {
    return reachedMillis;
  }

  /**
   * Reads the next piece down.
   *
   * @param offsetsMax no more than this
   * @return how many offsets it has
   */
  long readDown(long offsetsMax) throws UnreadException {
    long from = Math.max(begin, floor - Math.min(piece, offsetsMax));
    List<ConsumerRecord<byte[], byte[]>> read = new ArrayList<>();
    long[] oldest = {Long.MAX_VALUE};
    reading.read(
        from,
        floor,
        record -> {
          oldest[0] = Math.min(oldest[0], record.timestamp());
          return wanted.test(record);
        },
        read);
    Collections.reverse(read);
    found.addAll(read);
    reachedMillis = Math.min(reachedMillis, oldest[0]);
    long offsets = floor - from;
    floor = from;
    piece = Math.min(PIECE_MAX, piece * 4);
    return offsets;
  }

  /** Whether a record was found and not taken. */
  boolean hasHead() {
    return !found.isEmpty();
  }

  /** When the newest of them was appended; there must be one. */
  long headMillis() {
    return found.element().timestamp();
  }

  /** The newest of them; there must be one. */
  ConsumerRecord<byte[], byte[]> take() {
    return found.remove();
  }

  /** Before which offset the next record lies, of those that were not taken. */
  long before() {
    ConsumerRecord<byte[], byte[]> next = found.peek();
    return next == null ? floor : next.offset() + 1;
  }
}
