package io.lapse.streamsapp.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lapse.telemetry.Route;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimedRouteTest {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  /** Answers 200 at one path, fails at another, and has nothing else. */
  private static final class Answering implements Route {
    @Override
    public String path() {
      return "/api/v1/";
    }

    @Override
    public @Nullable Response answer(Request request) {
      if (request.rawPath().endsWith("/why")) {
        throw new IllegalStateException("a bug");
      }
      return request.rawPath().endsWith("/ledger")
          ? Response.of(200, "text/plain", Map.of(), "yes")
          : null;
    }
  }

  private void asks(String path) {
    new TimedRoute(new Answering(), registry).answer(new Route.Request(path, null, header -> null));
  }

  private long timed(String route, String code) {
    return registry
        .find("lapse.query.duration")
        .tags("route", route, "code", code)
        .summaries()
        .stream()
        .mapToLong(summary -> summary.count())
        .sum();
  }

  @Test
  void answers_areTimedByTemplateAndStatus_neverByGuest() {
    asks("/api/v1/guests/a/ledger");
    asks("/api/v1/guests/b%2Fc/ledger");
    asks("/api/v1/guests/a/whatever");

    assertThat(timed("/api/v1/guests/{guest}/ledger", "200")).isEqualTo(2);
    assertThat(timed("none", "404")).isEqualTo(1);
  }

  @Test
  void time_beginsWhenTheRequestCame_notWhenItIsAnswered() {
    Route.Request waited =
        new Route.Request("/api/v1/guests/a/ledger", null, header -> null, 700_000_000);
    new TimedRoute(new Answering(), registry).answer(waited);

    double seconds = registry.get("lapse.query.duration").summary().totalAmount();
    assertThat(seconds).isBetween(.7, 30.);
  }

  @Test
  void bug_isTimedAsWhatTheClientGets() {
    assertThatThrownBy(() -> asks("/api/v1/guests/a/why"))
        .isInstanceOf(IllegalStateException.class);

    assertThat(timed("/api/v1/guests/{guest}/why", "500")).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v1/guests/a, /api/v1/guests/{guest}",
    "/api/v1/guests/, /api/v1/guests/{guest}",
    "/api/v1/guests, /api/v1/guests",
    "/api/v1/guests/a/ledger/, none",
    "/api/v1/guests/a/b/ledger, none",
    "/api/v1/fleet/summary, /api/v1/fleet/summary",
    "/api/v1/<script>, none"
  })
  void template_isOneOfTheContract(String path, String template) {
    assertThat(TimedRoute.template(path)).isEqualTo(template);
  }

  @Test
  void templates_areThoseOfTheContract() throws IOException {
    TreeSet<String> paths = new TreeSet<>();
    try (InputStream contract =
        TimedRoute.class.getResourceAsStream("/io/lapse/streamsapp/http/openapi.yaml")) {
      new String(contract.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> line.matches("  /\\S+:"))
          .forEach(line -> paths.add(line.strip().replace(":", "")));
    }
    paths.remove("/api/v1/stream");

    assertThat(TimedRoute.TEMPLATES).containsExactlyInAnyOrderElementsOf(paths);
  }
}
