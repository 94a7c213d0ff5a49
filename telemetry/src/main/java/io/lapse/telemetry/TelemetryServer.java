package io.lapse.telemetry;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lapse.telemetry.settings.HttpSettings;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.eclipse.jetty.util.thread.Scheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves what a monitoring system asks a part for.
 *
 * <pre>
 *   GET /metrics        the metrics, in Prometheus' text format
 *   GET /health/live    200 while the part should be left running, 503 if it should be restarted
 *   GET /health/ready   200 while it does its work, 503 if it cannot, or not yet
 * </pre>
 *
 * <p>A part may add a {@link Route}. Its requests never keep those above waiting: so many are
 * answered at once, some wait for a moment, and more are refused with 503. It may add an {@link
 * EventRoute}, whose streams are bounded beside all else.
 *
 * <p>Where {@link HttpSettings} ask for a token or a certificate, only health is answered without,
 * and what a route says is open.
 */
public final class TelemetryServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TelemetryServer.class);

  /** Besides those that answer for the routes. */
  private static final int THREADS = 16;

  private static final int THREADS_OF_A_ROUTE =
      Limits.ROUTE_REQUESTS_MAX + Limits.ROUTE_REQUESTS_WAITING_MAX;

  private static final int THREADS_KEPT = 4;

  private static final int OK = 200;
  private static final int UNAVAILABLE = 503;

  private final Server server;
  private final InetSocketAddress address;

  private TelemetryServer(Server server, InetSocketAddress address) {
    this.server = server;
    this.address = address;
  }

  /**
   * Starts it.
   *
   * @param settings where it listens, see also {@link #address}; and who may ask
   * @throws IOException if the address cannot be had
   */
  public static TelemetryServer start(
      HttpSettings settings, PrometheusMeterRegistry meters, Health live, Health ready)
      throws IOException {
    return start(settings, meters, live, ready, List.of(), List.of());
  }

  /**
   * Starts it, with routes of the part's own.
   *
   * @param settings where it listens, see also {@link #address}; and who may ask
   * @throws IOException if the address cannot be had
   */
  public static TelemetryServer start(
      HttpSettings settings,
      PrometheusMeterRegistry meters,
      Health live,
      Health ready,
      List<Route> routes,
      List<EventRoute> eventRoutes)
      throws IOException {
    if (settings.tellsItsTokens()) {
      LOG.warn("http.tls is not set: whoever is on the way reads the tokens");
    }
    Server server = server(routes.size());
    Clients clients = new Clients();
    Listening listening = Listening.at(settings, server, clients);
    server.addConnector(listening);
    Guard guard = new Guard(settings, meters);
    Streams streams = new Streams(clients, guard);
    Pages pages = new Pages(guard, streams);
    routes.forEach(pages::serve);
    eventRoutes.forEach(pages::serve);
    if (!eventRoutes.isEmpty()) {
      streams.bindTo(meters);
    }
    pages.serve("/metrics", false, () -> metrics(meters));
    pages.serve("/health/live", true, () -> health(live));
    pages.serve("/health/ready", true, () -> health(ready));
    server.setHandler(pages);
    start(server);
    return new TelemetryServer(server, listening.address());
  }

  private static Server server(int routes) {
    QueuedThreadPool threads =
        new QueuedThreadPool(THREADS + routes * THREADS_OF_A_ROUTE, THREADS_KEPT);
    threads.setName("telemetry");
    threads.setDaemon(true);
    // Whoever still waits for an answer when it ends, gets none.
    threads.setStopTimeout(0);
    Scheduler times = new ScheduledExecutorScheduler("telemetry-times", true);
    Server server = new Server(threads, times, null);
    server.setErrorHandler(new Refused());
    server.setStopTimeout(0);
    return server;
  }

  private static void start(Server server) throws IOException {
    try {
      server.start();
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("HTTP does not start", e);
    }
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return address;
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("HTTP does not end", e);
    }
  }

  private static Route.Response metrics(PrometheusMeterRegistry meters) {
    return Route.Response.of(
        OK, "text/plain; version=0.0.4; charset=utf-8", Map.of(), meters.scrape());
  }

  private static Route.Response health(Health health) {
    List<Health.Finding> findings = health.look();
    boolean isWell = findings.stream().allMatch(Health.Finding::isWell);
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("status", isWell ? "UP" : "DOWN");
    ArrayNode checks = body.putArray("checks");
    for (Health.Finding finding : findings) {
      ObjectNode check = checks.addObject();
      check.put("name", finding.name());
      check.put("status", finding.isWell() ? "UP" : "DOWN");
      check.put("trouble", finding.trouble());
    }
    return Route.Response.of(isWell ? OK : UNAVAILABLE, "application/json", Map.of(), body + "\n");
  }
}
