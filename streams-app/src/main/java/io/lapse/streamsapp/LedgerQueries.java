package io.lapse.streamsapp;

import io.lapse.schemas.topic.Topics;
import io.lapse.streamsapp.board.Board;
import io.lapse.streamsapp.http.LedgerApi;
import io.lapse.streamsapp.http.OpenApiDocument;
import io.lapse.streamsapp.http.Resource;
import io.lapse.streamsapp.http.WebFiles;
import io.lapse.streamsapp.http.fleet.ChangeStream;
import io.lapse.streamsapp.http.fleet.FleetApi;
import io.lapse.streamsapp.http.fleet.PipelineApi;
import io.lapse.streamsapp.query.Instance;
import io.lapse.streamsapp.query.LivePartitions;
import io.lapse.streamsapp.query.StreamsBooks;
import io.lapse.streamsapp.records.GuestTopics;
import io.lapse.telemetry.EventRoute;
import io.lapse.telemetry.Health;
import io.lapse.telemetry.Route;
import io.lapse.telemetry.settings.HttpKeys;
import io.lapse.telemetry.settings.HttpSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.streams.KafkaStreams;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a running ledger answers: nothing where no other instance could ask it. */
final class LedgerQueries implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LedgerQueries.class);

  private final KafkaStreams streams;
  private final double objective;
  private final @Nullable StreamsBooks books;
  private final @Nullable LedgerBoard board;
  private final @Nullable ChangeStream changes;
  private final GuestTopics topics;

  private LedgerQueries(
      AppConfig config,
      KafkaStreams streams,
      @Nullable StreamsBooks books,
      @Nullable LedgerBoard board,
      GuestTopics topics) {
    this.streams = streams;
    this.objective = config.getDouble(BoardKeys.OBJECTIVE);
    this.books = books;
    this.board = board;
    this.changes = board == null ? null : new ChangeStream(board.board());
    this.topics = topics;
  }

  /** Opens what it needs; questions are answered once the client runs. */
  static LedgerQueries open(AppConfig config, KafkaStreams streams, LivePartitions live) {
    boolean isServed = config.getInt(HttpKeys.PORT) != HttpKeys.NO_PORT;
    LedgerBoard board =
        isServed && config.getBoolean(BoardKeys.ENABLED) ? LedgerBoard.start(config) : null;
    GuestTopics topics =
        GuestTopics.over(
            ReaderConfig.of(config, "-records"),
            config.topics(),
            board == null ? null : board.board());
    Instance self = config.applicationServer();
    if (self == null) {
      if (isServed) {
        LOG.warn("the ledger cannot be queried: expected application.server or http.port");
      }
      return new LedgerQueries(config, streams, null, board, topics);
    }
    return new LedgerQueries(config, streams, books(config, self, streams, live), board, topics);
  }

  private static StreamsBooks books(
      AppConfig config, Instance self, KafkaStreams streams, LivePartitions live) {
    Topics topics = config.topics();
    return new StreamsBooks(
        streams,
        self,
        live,
        config.group(),
        List.of(
            topics.hostEvents().name(),
            topics.guestEvents().name(),
            topics.guestReactions().name()),
        // A state says which policies judged it.
        config::rules,
        Admin.create(config.admin("-queries")));
  }

  /** What stands in the fleet; null where no board is kept. */
  @Nullable Board board() {
    return board == null ? null : board.board();
  }

  /** With the question whether the board is read, where one is kept. */
  Health watch(Health health) {
    return board == null ? health : health.with("board", board::failure);
  }

  /**
   * What it serves: the books, and the page that shows them.
   *
   * @param http how it asks the other instances: as it is asked itself
   * @param ready whether the application does its work
   * @param quarantined how many inputs it has set aside
   */
  List<Route> routes(HttpSettings http, Health ready, LongSupplier quarantined) {
    if (books == null) {
      return List.of();
    }
    List<Resource> resources = new ArrayList<>();
    resources.add(new OpenApiDocument());
    if (board != null && changes != null) {
      Health health = ready.with("board", board::trouble);
      resources.add(new FleetApi(board.board(), objective));
      resources.add(
          new PipelineApi(
              board.board(), new LedgerPipeline(streams, books, health, quarantined, changes)));
    }
    return List.of(LedgerApi.over(books, http, topics, resources), WebFiles.load());
  }

  /** What tells clients of changes. */
  List<EventRoute> events() {
    return books == null || changes == null ? List.of() : List.of(changes);
  }

  @Override
  public void close() {
    topics.close();
    if (board != null) {
      board.close();
    }
    if (books != null) {
      books.close();
    }
  }
}
