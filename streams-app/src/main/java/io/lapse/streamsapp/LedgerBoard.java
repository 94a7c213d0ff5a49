package io.lapse.streamsapp;

import io.lapse.ledger.fleet.FleetWindow;
import io.lapse.streamsapp.board.Board;
import io.lapse.streamsapp.board.BoardBounds;
import io.lapse.streamsapp.board.BoardReader;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** The board of a running ledger, and what fills it. */
final class LedgerBoard implements AutoCloseable {
  private final Board board;
  private final BoardReader reader;

  private LedgerBoard(Board board, BoardReader reader) {
    this.board = board;
    this.reader = reader;
  }

  /** Begins to read; asks no broker on this thread. */
  static LedgerBoard start(AppConfig config) {
    Board board = new Board(new BoardBounds(config.getInt(BoardKeys.OUTAGES_MAX)));
    Map<String, Object> client = consumer(config);
    Duration history =
        Duration.ofSeconds(FleetWindow.parse(config.getString(BoardKeys.HISTORY)).seconds());
    BoardReader reader =
        new BoardReader(
            () ->
                new KafkaConsumer<>(
                    client, new ByteArrayDeserializer(), new ByteArrayDeserializer()),
            config.topics(),
            board,
            history);
    reader.start();
    return new LedgerBoard(board, reader);
  }

  /** Whole topics, what is committed of them, in no group. */
  private static Map<String, Object> consumer(AppConfig config) {
    Map<String, Object> consumer = new HashMap<>(ReaderConfig.of(config, "-board"));
    consumer.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    consumer.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    consumer.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    return consumer;
  }

  Board board() {
    return board;
  }

  /** Why it is not read for now, in words; null if it is. */
  @Nullable String trouble() {
    return reader.trouble();
  }

  /** Why it will be read no further, in words; null if it is read. */
  @Nullable String failure() {
    return reader.failure();
  }

  @Override
  public void close() {
    reader.close();
  }
}
