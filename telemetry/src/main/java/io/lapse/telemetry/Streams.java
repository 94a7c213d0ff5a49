package io.lapse.telemetry;

import io.lapse.telemetry.EventRoute.Subscription;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns requests into event streams: so many, beside all other requests. */
final class Streams {
  private static final int OK = 200;
  private static final String TYPE = "text/event-stream";

  private final Clients clients;
  private final Guard guard;

  Streams(Clients clients, Guard guard) {
    this.clients = clients;
    this.guard = guard;
  }

  /** Counts those that are open. */
  void bindTo(MeterRegistry meters) {
    Gauge.builder("lapse.http.streams", clients, Clients::streams)
        .description("Event streams that are open.")
        .register(meters);
  }

  /** The answer, if there is no stream; null if one has begun. */
  Route.@Nullable Response open(EventRoute route, Exchange exchange) {
    Route.Response refusal = route.refusal(exchange.asked());
    if (refusal != null) {
      return refusal;
    }
    if (exchange.method().equals("HEAD")) {
      return Route.Response.of(OK, TYPE, Map.of(), "");
    }
    if (!clients.listens(exchange.client())) {
      return guard.tooManyStreams();
    }
    EventStream stream = new EventStream(exchange);
    Subscription subscription = route.listen(exchange.asked(), stream);
    stream.start(TYPE, subscription);
    return null;
  }
}
