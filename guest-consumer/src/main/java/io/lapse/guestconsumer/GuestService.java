package io.lapse.guestconsumer;

import io.lapse.telemetry.Health;
import io.lapse.telemetry.Meters;
import io.lapse.telemetry.TelemetryServer;
import io.lapse.telemetry.settings.HttpSettings;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A guest consumer with its metrics and its health. */
public final class GuestService implements Runnable, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(GuestService.class);

  private final GuestConsumer consumer;
  private final @Nullable TelemetryServer telemetry;

  private GuestService(GuestConsumer consumer, @Nullable TelemetryServer telemetry) {
    this.consumer = consumer;
    this.telemetry = telemetry;
  }

  /**
   * A service that is connected, but does not run yet.
   *
   * @throws IOException if its address for metrics and health cannot be had
   * @throws KafkaException if a client of Kafka refuses its configuration
   */
  public static GuestService connect(GuestConsumerConfig config, ReactionListener listener)
      throws IOException {
    HttpSettings http = config.http();
    PrometheusMeterRegistry meters = Meters.create();
    GuestConsumer consumer = GuestConsumer.connect(config, meters, listener);
    Progress progress = consumer.progress();
    progress.observe(
        phase ->
            LOG.atInfo()
                .addKeyValue("phase", phase)
                .addKeyValue("since", progress.sinceStart())
                .log("guest consumer"));
    if (!http.isServed()) {
      return new GuestService(consumer, null);
    }
    Health live = Health.unquestioned().with("consumer", progress::ailment);
    Health ready = live.with("notices", progress::unreadiness);
    try {
      TelemetryServer telemetry = TelemetryServer.start(http, meters, live, ready);
      LOG.atInfo().addKeyValue("address", telemetry.address()).log("metrics and health");
      return new GuestService(consumer, telemetry);
    } catch (IOException e) {
      consumer.close();
      throw e;
    }
  }

  /**
   * Follows the notices until it is closed.
   *
   * @throws KafkaException if Kafka fails in a way that its clients do not get over, or if another
   *     consumer with the same transactional id took over
   */
  @Override
  public void run() {
    consumer.run();
  }

  @Override
  public void close() {
    consumer.close();
    if (telemetry != null) {
      telemetry.close();
    }
  }
}
