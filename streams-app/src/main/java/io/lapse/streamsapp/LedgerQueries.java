package io.lapse.streamsapp;

import io.lapse.schemas.topic.Topics;
import io.lapse.streamsapp.http.LedgerApi;
import io.lapse.streamsapp.query.Instance;
import io.lapse.streamsapp.query.LivePartitions;
import io.lapse.streamsapp.query.StreamsBooks;
import io.lapse.telemetry.Route;
import io.lapse.telemetry.settings.HttpKeys;
import io.lapse.telemetry.settings.HttpSettings;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.streams.KafkaStreams;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a running ledger answers: nothing where no other instance could ask it. */
final class LedgerQueries implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LedgerQueries.class);

  private final @Nullable StreamsBooks books;

  private LedgerQueries(@Nullable StreamsBooks books) {
    this.books = books;
  }

  /** Opens what it needs; questions are answered once the client runs. */
  static LedgerQueries open(AppConfig config, KafkaStreams streams, LivePartitions live) {
    Instance self = config.applicationServer();
    if (self == null) {
      if (config.getInt(HttpKeys.PORT) != HttpKeys.NO_PORT) {
        LOG.warn("the ledger cannot be queried: expected application.server or http.port");
      }
      return new LedgerQueries(null);
    }
    Topics topics = config.topics();
    return new LedgerQueries(
        new StreamsBooks(
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
            Admin.create(config.admin("-queries"))));
  }

  /**
   * What it serves.
   *
   * @param http how it asks the other instances: as it is asked itself
   */
  List<Route> routes(HttpSettings http) {
    return books == null ? List.of() : List.of(LedgerApi.over(books, http, List.of()));
  }

  @Override
  public void close() {
    if (books != null) {
      books.close();
    }
  }
}
