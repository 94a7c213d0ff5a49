package io.lapse.streamsapp.http;

import io.lapse.streamsapp.query.Instance;
import io.lapse.telemetry.Route.Response;
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

/** Other instances over HTTP. */
final class HttpPeers implements Peers {
  private static final Duration CONNECT_TIMEOUT = Duration.ofMillis(500);

  /** For all of an answer, its body included. */
  private static final Duration TIMEOUT = Duration.ofMillis(1_500);

  /** A state has at most 8 MiB; its text is longer by less than this. */
  private static final long BODY_BYTES_MAX = 256L * 1024 * 1024;

  /** What of an answer's headers is the client's to know. */
  private static final List<String> PASSED_ON = List.of(LedgerApi.STALENESS, LedgerApi.RETRY_AFTER);

  private final Instance self;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(CONNECT_TIMEOUT)
          .build();

  HttpPeers(Instance self) {
    this.self = self;
  }

  @Override
  public Optional<Response> ask(Instance instance, String path) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://" + instance + path))
            .header(LedgerApi.FORWARDED_BY, self.toString())
            .timeout(TIMEOUT)
            .build();
    CompletableFuture<HttpResponse<byte[]>> asked = client.sendAsync(request, HttpPeers::bounded);
    try {
      return accepted(asked.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS));
    } catch (ExecutionException | TimeoutException e) {
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

  private static Optional<Response> accepted(HttpResponse<byte[]> answer) {
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
