package io.lapse.streamsapp;

import io.lapse.schemas.topic.Topics;
import io.lapse.streamsapp.http.LedgerApi;
import io.lapse.streamsapp.query.Instance;
import io.lapse.streamsapp.query.LivePartitions;
import io.lapse.streamsapp.query.StreamsBooks;
import io.lapse.telemetry.Health;
import io.lapse.telemetry.Meters;
import io.lapse.telemetry.Route;
import io.lapse.telemetry.TelemetryServer;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.KafkaStreams;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a running ledger serves over HTTP: nothing where no port is configured. */
final class LedgerHttp implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LedgerHttp.class);

  /** What is open, latest first: the order in which it is closed. */
  private final Deque<Runnable> closings = new ArrayDeque<>();

  private LedgerHttp() {}

  /**
   * Starts it; questions are answered once the client runs.
   *
   * @throws KafkaException if its address cannot be had; the client is closed then
   */
  static LedgerHttp start(AppConfig config, KafkaStreams streams, LivePartitions live) {
    LedgerHttp http = new LedgerHttp();
    if (config.getInt(AppConfig.HTTP_PORT) == AppConfig.NO_PORT) {
      return http;
    }
    try {
      http.serve(config, http.routes(config, streams, live));
      return http;
    } catch (IOException e) {
      http.close();
      streams.close();
      throw new KafkaException("expected an address for HTTP that is free: " + e, e);
    }
  }

  private void serve(AppConfig config, List<Route> routes) throws IOException {
    Health health = Health.unquestioned();
    TelemetryServer server =
        TelemetryServer.start(
            config.getString(AppConfig.HTTP_HOST),
            config.getInt(AppConfig.HTTP_PORT),
            Meters.create(),
            health,
            health,
            routes);
    closings.push(server::close);
    LOG.atInfo().addKeyValue("address", server.address()).log("serving HTTP");
  }

  private List<Route> routes(AppConfig config, KafkaStreams streams, LivePartitions live) {
    Instance self = config.applicationServer();
    if (self == null) {
      LOG.warn("the ledger cannot be queried: expected application.server or http.port");
      return List.of();
    }
    Topics topics = config.topics();
    StreamsBooks books =
        new StreamsBooks(
            streams,
            self,
            live,
            config.group(),
            List.of(
                topics.hostEvents().name(),
                topics.guestEvents().name(),
                topics.guestReactions().name()),
            config::rules,
            Admin.create(config.admin("-queries")));
    closings.push(books::close);
    return List.of(LedgerApi.over(books));
  }

  @Override
  public void close() {
    while (!closings.isEmpty()) {
      closings.pop().run();
    }
  }
}
