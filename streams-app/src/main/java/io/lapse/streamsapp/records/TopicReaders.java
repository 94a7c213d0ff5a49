package io.lapse.streamsapp.records;

import io.lapse.streamsapp.records.UnreadException.Why;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * A few consumers that answer questions about topics, each one question at a time. They belong to
 * no group, and see what is committed only. A consumer that failed is never asked again.
 */
public final class TopicReaders implements AutoCloseable {
  /** How many questions are read at once. */
  static final int READERS_MAX = 2;

  /** How long a question waits for one of those before it to be read. */
  static final Duration PATIENCE = Duration.ofMillis(500);

  /** At the end of a topic there is nothing to wait for. */
  private static final int FETCH_WAIT_MILLIS = 10;

  /** Guests are far apart: most of what is fetched around one record is another guest's. */
  private static final int FETCH_BYTES = 256 * 1024;

  private static final int POLL_RECORDS_MAX = 10_000;

  private final Supplier<Consumer<byte[], byte[]>> consumers;
  private final Semaphore permits = new Semaphore(READERS_MAX, true);
  private final Deque<Consumer<byte[], byte[]>> idle = new ArrayDeque<>();
  private boolean isClosed;

  /** Made of consumers of their own, each when it is first needed. */
  TopicReaders(Supplier<Consumer<byte[], byte[]>> consumers) {
    this.consumers = consumers;
  }

  /**
   * Of real ones.
   *
   * @param client settings of a consumer: how to come to the brokers
   */
  public static TopicReaders of(Map<String, Object> client) {
    Map<String, Object> config = new HashMap<>(client);
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    config.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 1);
    config.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, FETCH_WAIT_MILLIS);
    config.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FETCH_BYTES);
    config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, POLL_RECORDS_MAX);
    return new TopicReaders(
        () ->
            new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer()));
  }

  /** What is done with a consumer, which nobody else uses meanwhile. */
  interface Question<T> {
    T ask(Consumer<byte[], byte[]> consumer) throws UnreadException;
  }

  /** Asks, as soon as a consumer is free. */
  <T> T read(Question<T> question) throws UnreadException {
    if (!isFree()) {
      throw new UnreadException(Why.BUSY, "too many questions about topics are being read");
    }
    try {
      return answered(question);
    } finally {
      permits.release();
    }
  }

  private boolean isFree() {
    try {
      return permits.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private <T> T answered(Question<T> question) throws UnreadException {
    @Nullable Consumer<byte[], byte[]> consumer = null;
    boolean isSound = false;
    try {
      consumer = take();
      T answer = question.ask(consumer);
      consumer.unsubscribe();
      isSound = true;
      return answer;
    } catch (TimeoutException e) {
      throw new UnreadException(Why.TOO_SLOW, "the brokers did not answer in time", e);
    } catch (InterruptException e) {
      throw new UnreadException(Why.UNREADABLE, "the instance ends", e);
    } catch (KafkaException e) {
      throw new UnreadException(Why.UNREADABLE, "the topics cannot be read: " + e.getMessage(), e);
    } finally {
      giveBack(consumer, isSound);
    }
  }

  private Consumer<byte[], byte[]> take() throws UnreadException {
    synchronized (idle) {
      if (isClosed) {
        throw new UnreadException(Why.UNREADABLE, "the instance ends");
      }
      if (!idle.isEmpty()) {
        return idle.pop();
      }
    }
    return consumers.get();
  }

  private void giveBack(@Nullable Consumer<byte[], byte[]> consumer, boolean isSound) {
    if (consumer == null) {
      return;
    }
    synchronized (idle) {
      if (isSound && !isClosed) {
        idle.push(consumer);
        return;
      }
    }
    close(consumer);
  }

  private static void close(Consumer<byte[], byte[]> consumer) {
    consumer.close(CloseOptions.timeout(Duration.ZERO));
  }

  /** Those in use are closed by whoever uses them. */
  @Override
  public void close() {
    synchronized (idle) {
      isClosed = true;
      idle.forEach(TopicReaders::close);
      idle.clear();
    }
  }
}
