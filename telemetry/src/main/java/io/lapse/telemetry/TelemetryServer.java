package io.lapse.telemetry;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.lapse.telemetry.settings.HttpSettings;
import io.lapse.telemetry.settings.Tls;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
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
 * answered at once, and more are refused with 503.
 *
 * <p>Where {@link HttpSettings} ask for a token or a certificate, only health is answered without.
 */
public final class TelemetryServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TelemetryServer.class);
  private static final int IDLE_THREAD_SECONDS = 10;

  private static final int OK = 200;
  private static final int UNAVAILABLE = 503;

  static {
    ServerLimits.install();
  }

  private final HttpServer server;
  private final ExecutorService threads;

  private TelemetryServer(HttpServer server, ExecutorService threads) {
    this.server = server;
    this.threads = threads;
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
    return start(settings, meters, live, ready, List.of());
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
      List<Route> routes)
      throws IOException {
    if (settings.tellsItsTokens()) {
      LOG.warn("http.tls is not set: whoever is on the way reads the tokens");
    }
    HttpServer server = create(settings);
    ExecutorService threads = threads();
    server.setExecutor(threads);
    Pages pages = new Pages(server, new Guard(settings, meters));
    routes.forEach(pages::serve);
    pages.serve("/metrics", false, () -> metrics(meters));
    pages.serve("/health/live", true, () -> health(live));
    pages.serve("/health/ready", true, () -> health(ready));
    pages.serveNothing();
    server.start();
    return new TelemetryServer(server, threads);
  }

  private static HttpServer create(HttpSettings settings) throws IOException {
    InetSocketAddress address =
        new InetSocketAddress(InetAddress.getByName(settings.host()), settings.port());
    Tls tls = settings.tls();
    if (tls == null) {
      return HttpServer.create(address, 0);
    }
    HttpsServer server = HttpsServer.create(address, 0);
    server.setHttpsConfigurator(
        new HttpsConfigurator(tls.context()) {
          @Override
          public void configure(HttpsParameters parameters) {
            parameters.setSSLParameters(tls.serverParameters());
          }
        });
    return server;
  }

  /** One for each connection: the server reads a request with the thread that answers it. */
  private static ExecutorService threads() {
    ThreadPoolExecutor threads =
        new ThreadPoolExecutor(
            ServerLimits.CONNECTIONS_MAX,
            ServerLimits.CONNECTIONS_MAX,
            IDLE_THREAD_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            TelemetryServer::thread);
    threads.allowCoreThreadTimeOut(true);
    return threads;
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "telemetry");
    thread.setDaemon(true);
    return thread;
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return server.getAddress();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
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
