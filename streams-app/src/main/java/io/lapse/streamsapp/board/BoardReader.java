package io.lapse.streamsapp.board;

import io.lapse.schemas.topic.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the topics of the ledger, the alerts and the profiles onto the board, on a thread of its
 * own, for as long as the process runs. It belongs to no group and commits nothing. Where the
 * brokers are away, or refuse, it goes on where it was once they answer.
 */
public final class BoardReader implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(BoardReader.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

  private final Supplier<Consumer<byte[], byte[]>> consumers;
  private final Board board;
  private final BoardTopics topics;
  private final Duration history;
  private final Map<TopicPartition, Long> positions = new HashMap<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "board");
  private @Nullable Consumer<byte[], byte[]> consumer;
  private volatile @Nullable String trouble;
  private volatile @Nullable String failure;

  /**
   * Not started yet.
   *
   * @param consumers one more consumer of bytes each time: read_committed, in no group, from the
   *     earliest record where a position is lost
   * @param history how far back the ledger and the alerts are read, by the time of append
   */
  public BoardReader(
      Supplier<Consumer<byte[], byte[]>> consumers, Topics topics, Board board, Duration history) {
    this.consumers = consumers;
    this.board = board;
    this.topics = new BoardTopics(topics, board);
    this.history = history;
    thread.setDaemon(true);
  }

  /** Begins to read. */
  public void start() {
    thread.start();
  }

  /** Why it does not read for now, in words; null if it does, or has not yet begun. */
  public @Nullable String trouble() {
    return failure != null ? failure : trouble;
  }

  /** Why it will read no further, in words: a bug of ours; null if it goes on. */
  public @Nullable String failure() {
    return failure;
  }

  /** How many records could not be decoded; they are passed over. */
  public long undecodable() {
    return topics.undecodable();
  }

  private void run() {
    try {
      while (closing.getCount() > 0) {
        readUntilItFails();
      }
    } catch (InterruptedException | InterruptException e) {
      failure = "it was interrupted";
      LOG.atError().setCause(e).log("the board is read no further");
    } catch (RuntimeException | Error e) {
      failure = "it failed: " + e;
      LOG.atError().setCause(e).log("the board is read no further");
    }
  }

  private void readUntilItFails() throws InterruptedException {
    try (Consumer<byte[], byte[]> opened = open()) {
      BoardReading reading = new BoardReading(opened, topics, board, positions);
      reading.begin(history);
      while (closing.getCount() > 0) {
        reading.poll();
        trouble = null;
        board.tell(System.nanoTime());
      }
    } catch (WakeupException e) {
      LOG.atDebug().setCause(e).log("it is to be closed");
    } catch (InterruptException e) {
      throw e;
    } catch (KafkaException e) {
      trouble = "it cannot read: " + e.getMessage();
      LOG.atWarn().addKeyValue("reason", e.toString()).log("the board is not read for now");
      boolean isClosing = closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
      LOG.atDebug().addKeyValue("closing", isClosing).log("once more");
    } finally {
      forgetConsumer();
    }
  }

  private synchronized Consumer<byte[], byte[]> open() {
    if (closing.getCount() == 0) {
      throw new WakeupException();
    }
    Consumer<byte[], byte[]> opened = consumers.get();
    consumer = opened;
    return opened;
  }

  private synchronized void forgetConsumer() {
    consumer = null;
  }

  private synchronized void wakeUp() {
    closing.countDown();
    if (consumer != null) {
      consumer.wakeup();
    }
  }

  @Override
  public void close() {
    wakeUp();
    try {
      thread.join(CLOSE_TIMEOUT.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
