package io.lapse.streamsapp.http;

import io.lapse.streamsapp.query.Instance;
import io.lapse.telemetry.Route.Response;
import io.lapse.telemetry.settings.HttpSettings;
import io.lapse.telemetry.settings.Tls;
import io.lapse.telemetry.settings.TokenFile;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscribers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Other instances over HTTP. */
final class HttpPeers implements Peers {
  private static final Logger LOG = LoggerFactory.getLogger(HttpPeers.class);
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final Duration CONNECT_TIMEOUT = Duration.ofMillis(500);

  /** For all of an answer, its body included. */
  private static final Duration TIMEOUT = Duration.ofMillis(1_500);

  /** A state has at most 8 MiB; its text is longer by less than this. */
  private static final long BODY_BYTES_MAX = 256L * 1024 * 1024;

  /** What of an answer's headers is the client's to know. */
  private static final List<String> PASSED_ON = List.of(LedgerApi.STALENESS, LedgerApi.RETRY_AFTER);

  private final Instance self;
  private final HttpSettings settings;
  private final HttpClient client;

  /**
   * Asks the others as this instance is asked.
   *
   * @param settings whose first token is shown, whose certificate is used, and by which theirs is
   *     judged
   */
  HttpPeers(Instance self, HttpSettings settings) {
    this.self = self;
    this.settings = settings;
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT_TIMEOUT);
    Tls tls = settings.tls();
    client = tls == null ? builder.build() : builder.sslContext(tls.context()).build();
  }

  private HttpRequest request(Instance instance, String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(settings.scheme() + "://" + instance + path))
            .header(LedgerApi.FORWARDED_BY, self.toString())
            .timeout(TIMEOUT);
    TokenFile tokens = settings.tokens();
    if (tokens != null) {
      request.header("Authorization", "Bearer " + tokens.own());
    }
    return request.build();
  }

  @Override
  public Optional<Response> ask(Instance instance, String path) {
    HttpRequest request = request(instance, path);
    CompletableFuture<HttpResponse<byte[]>> asked = client.sendAsync(request, HttpPeers::bounded);
    try {
      return accepted(instance, asked.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS));
    } catch (ExecutionException | TimeoutException e) {
      LOG.atDebug().setCause(e).addKeyValue("instance", instance).log("peer does not answer");
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } finally {
      asked.cancel(true);
    }
  }

  /** A body that says how long it is, or is too long, is not one of ours. */
  private static HttpResponse.BodySubscriber<byte[]> bounded(HttpResponse.ResponseInfo answer) {
    long length = answer.headers().firstValueAsLong("Content-Length").orElse(Long.MAX_VALUE);
    return length <= BODY_BYTES_MAX
        ? BodyHandlers.ofByteArray().apply(answer)
        : BodySubscribers.replacing(new byte[0]);
  }

  private static Optional<Response> accepted(Instance instance, HttpResponse<byte[]> answer) {
    if (answer.statusCode() == UNAUTHORIZED || answer.statusCode() == FORBIDDEN) {
      // It is this instance that was refused, and not whoever asked it.
      LOG.atWarn()
          .addKeyValue("instance", instance)
          .addKeyValue("status", answer.statusCode())
          .log("peer refuses this instance: expected the same tokens and certificates at all");
      return Optional.empty();
    }
    Optional<String> type = answer.headers().firstValue("Content-Type");
    if (answer.body().length == 0 || type.isEmpty() || !LedgerApi.TYPES.contains(type.get())) {
      return Optional.empty();
    }
    Map<String, String> headers = new HashMap<>();
    for (String name : PASSED_ON) {
      answer.headers().firstValue(name).ifPresent(value -> headers.put(name, value));
    }
    return Optional.of(new Response(answer.statusCode(), type.get(), headers, answer.body()));
  }
}
