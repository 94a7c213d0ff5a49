package io.lapse.streamsapp;

import io.lapse.streamsapp.alert.AlertDelivery;
import io.lapse.streamsapp.board.Board;
import io.lapse.streamsapp.http.LedgerApi;
import io.lapse.streamsapp.metrics.FoldMetrics;
import io.lapse.streamsapp.metrics.StandingGauges;
import io.lapse.streamsapp.metrics.TimedRoute;
import io.lapse.telemetry.Health;
import io.lapse.telemetry.Meters;
import io.lapse.telemetry.Route;
import io.lapse.telemetry.TelemetryServer;
import io.lapse.telemetry.settings.HttpSettings;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.util.List;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The ledger as a process runs it: with its metrics and its health, until it gives up, or the
 * process is told to stop.
 */
public final class LedgerService implements AutoCloseable {
  static final int STOPPED = 0;
  static final int GAVE_UP = 1;

  private static final Logger LOG = LoggerFactory.getLogger(LedgerService.class);

  private final LedgerApp app;
  private final KafkaStreamsMetrics kafkaMeters;
  private final @Nullable StandingGauges standing;
  private final LedgerQueries queries;
  private final AlertDelivery alerts;
  private final @Nullable TelemetryServer telemetry;

  private LedgerService(
      LedgerApp app,
      KafkaStreamsMetrics kafkaMeters,
      @Nullable StandingGauges standing,
      LedgerQueries queries,
      AlertDelivery alerts,
      @Nullable TelemetryServer telemetry) {
    this.app = app;
    this.kafkaMeters = kafkaMeters;
    this.standing = standing;
    this.queries = queries;
    this.alerts = alerts;
    this.telemetry = telemetry;
  }

  /**
   * Runs the ledger on the calling thread. On SIGTERM and SIGINT it stops: the inputs at hand are
   * finished and committed, the state is flushed, and the process ends with 0; with 1 if that took
   * too long. Nothing is lost then either: it is done again after the next start.
   *
   * @return how the process is to end: 0 if it was told to stop, 1 if it gave up
   * @throws org.apache.kafka.common.config.ConfigException if Kafka refuses its configuration
   * @throws KafkaException if its topics are not as they must be, or no broker says so
   * @throws IOException if its address for metrics and health cannot be had
   */
  public static int run(AppConfig config) throws InterruptedException, IOException {
    ProcessLocale.set();
    try (LedgerService service = start(config, Level.INFO)) {
      Thread stop = new Thread(service::stopProcess, "stop-ledger");
      Runtime.getRuntime().addShutdownHook(stop);
      try {
        return service.app.awaitEnd() ? STOPPED : GAVE_UP;
      } finally {
        forget(stop);
      }
    }
  }

  /**
   * Starts it. Health is served from before the start: a restore may take hours, and says how far
   * it is.
   *
   * @throws org.apache.kafka.common.config.ConfigException if HTTP would be open to strangers, or
   *     alerts have nowhere to go
   * @throws KafkaException if its topics are not as they must be, or no broker says so
   * @throws IOException if its address for HTTP cannot be had
   */
  public static LedgerService start(AppConfig config) throws InterruptedException, IOException {
    return start(config, Level.DEBUG);
  }

  /**
   * Likewise.
   *
   * @param told the level at which it says what it does; a process says it to whoever runs it
   */
  private static LedgerService start(AppConfig config, Level told)
      throws InterruptedException, IOException {
    HttpSettings http = config.http();
    LedgerAlerts alerts = LedgerAlerts.of(config, http);
    warn(config);
    PrometheusMeterRegistry meters = Meters.create(KafkaMeters.filter());
    FoldMetrics fold = new FoldMetrics(meters);
    LedgerApp app = LedgerApp.connect(config, fold);
    app.observe(state -> LOG.atLevel(told).addKeyValue("state", state).log("ledger"));
    KafkaStreamsMetrics kafkaMeters = app.bindTo(meters);
    LedgerQueries queries = app.queries();
    StandingGauges standing = standing(config, meters, fold, app, queries.board());
    try {
      TelemetryServer telemetry = serve(http, meters, app, queries);
      if (telemetry != null) {
        LOG.atLevel(told).addKeyValue("address", telemetry.address()).log("serving HTTP");
      }
      app.start();
      return new LedgerService(
          app, kafkaMeters, standing, queries, alerts.start(meters), telemetry);
    } catch (IOException e) {
      app.close();
      close(standing);
      queries.close();
      kafkaMeters.close();
      throw e;
    }
  }

  /** What stands is counted where a board knows it. */
  private static @Nullable StandingGauges standing(
      AppConfig config,
      PrometheusMeterRegistry meters,
      FoldMetrics fold,
      LedgerApp app,
      @Nullable Board board) {
    return board == null
        ? null
        : StandingGauges.start(
            meters, fold, board, app.owned(), config.getDouble(BoardKeys.OBJECTIVE));
  }

  private static void close(@Nullable StandingGauges standing) {
    if (standing != null) {
      standing.close();
    }
  }

  /** The ledger that it runs. */
  public LedgerApp app() {
    return app;
  }

  private static void warn(AppConfig config) {
    config
        .slips()
        .forEach(
            (key, meant) ->
                LOG.atWarn()
                    .addKeyValue("key", key)
                    .addKeyValue("meant", meant)
                    .log("unknown key"));
    if (config.isStateTemporary()) {
      LOG.warn("state.dir is not set: the state is restored whole after the machine starts again");
    }
  }

  private static @Nullable TelemetryServer serve(
      HttpSettings http, PrometheusMeterRegistry meters, LedgerApp app, LedgerQueries queries)
      throws IOException {
    if (!http.isServed()) {
      return null;
    }
    LedgerHealth health = app.health();
    Health live = health.live();
    Health ready = queries.watch(health.ready());
    List<Route> routes = timed(queries.routes(http, health.ready(), app::quarantined), meters);
    return TelemetryServer.start(http, meters, live, ready, routes, queries.events());
  }

  /** Those of the API are; the page is files, and a stream has no end. */
  private static List<Route> timed(List<Route> routes, PrometheusMeterRegistry meters) {
    return routes.stream()
        .map(route -> route instanceof LedgerApi ? new TimedRoute(route, meters) : route)
        .toList();
  }

  /** A process that a signal ends would say so in its exit code, however clean its end is. */
  private void stopProcess() {
    boolean isClean = app.stop();
    alerts.close();
    LOG.atInfo().addKeyValue("clean", isClean).log("stopped");
    Runtime.getRuntime().halt(isClean ? STOPPED : GAVE_UP);
  }

  private static void forget(Thread stop) {
    try {
      Runtime.getRuntime().removeShutdownHook(stop);
    } catch (IllegalStateException e) {
      LOG.atDebug().setCause(e).log("it runs already: the process is told to stop");
    }
  }

  @Override
  public void close() {
    app.close();
    alerts.close();
    close(standing);
    queries.close();
    kafkaMeters.close();
    if (telemetry != null) {
      telemetry.close();
    }
  }
}
