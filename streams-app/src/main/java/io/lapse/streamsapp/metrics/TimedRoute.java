package io.lapse.streamsapp.metrics;

import io.lapse.telemetry.Route;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A route whose answers are timed, by what was asked and what came of it: from when it came. */
public final class TimedRoute implements Route {
  /** Stands for a path that is none of the contract's. */
  static final String NO_TEMPLATE = "none";

  /** The paths of the contract, but for the event stream, which has no end. */
  static final Set<String> TEMPLATES =
      Set.of(
          "/api/v1/guests",
          "/api/v1/guests/{guest}",
          "/api/v1/guests/{guest}/ledger",
          "/api/v1/guests/{guest}/outages",
          "/api/v1/guests/{guest}/history",
          "/api/v1/guests/{guest}/events",
          "/api/v1/guests/{guest}/why",
          "/api/v1/guests/{guest}/ntp",
          "/api/v1/outages",
          "/api/v1/violations",
          "/api/v1/fleet/summary",
          "/api/v1/fleet/series",
          "/api/v1/fleet/top",
          "/api/v1/fleet/pairs",
          "/api/v1/fleet/filters",
          "/api/v1/pipeline",
          "/api/v1/instances",
          "/api/v1/openapi.yaml");

  private static final String GUESTS = "/api/v1/guests/";
  private static final int NOT_FOUND = 404;
  private static final int SERVER_ERROR = 500;
  private static final double[] SECONDS = {
    .000_5, .001, .002_5, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5
  };

  private final Route timed;
  private final Histograms durations;

  /** The same route, timed. */
  public TimedRoute(Route timed, MeterRegistry registry) {
    this.timed = timed;
    this.durations =
        Histograms.ofSeconds(
            registry,
            "lapse.query.duration",
            "How long answers took, by what was asked and the status.",
            SECONDS,
            "route",
            "code");
  }

  @Override
  public String path() {
    return timed.path();
  }

  @Override
  public boolean isOpen(Request request) {
    return timed.isOpen(request);
  }

  @Override
  public @Nullable Response answer(Request request) {
    long begun = System.nanoTime() - request.waitedNanos();
    int code = SERVER_ERROR;
    try {
      Response response = timed.answer(request);
      code = response == null ? NOT_FOUND : response.status();
      return response;
    } finally {
      durations
          .of(template(request.rawPath()), String.valueOf(code))
          .record(Histograms.seconds(System.nanoTime() - begun));
    }
  }

  /** The path of the contract that a path is one of; a name that anybody makes up is none. */
  static String template(String rawPath) {
    String template = rawPath;
    if (rawPath.startsWith(GUESTS)) {
      int end = rawPath.indexOf('/', GUESTS.length());
      template = GUESTS + "{guest}" + (end < 0 ? "" : rawPath.substring(end));
    }
    return TEMPLATES.contains(template) ? template : NO_TEMPLATE;
  }
}
