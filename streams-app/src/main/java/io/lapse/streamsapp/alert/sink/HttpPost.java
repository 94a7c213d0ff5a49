package io.lapse.streamsapp.alert.sink;

import io.lapse.streamsapp.alert.Delivery;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Posts to one URL, in bounded time, and reads the answer as a {@link Delivery}. */
public final class HttpPost {
  private static final int OK_MIN = 200;
  private static final int OK_MAX = 299;
  private static final int CLIENT_ERROR_MIN = 400;
  private static final int CLIENT_ERROR_MAX = 499;

  /** Too slow, too many: the receiver will take the same later. */
  private static final Set<Integer> BUSY = Set.of(408, 425, 429, 502, 503, 504);

  /** Not let in, or not found: the operator has to do something, and until then it waits. */
  private static final Set<Integer> ASTRAY = Set.of(401, 403, 404, 405, 407);

  private final URI url;
  private final Credentials credentials;
  private final Duration timeout;
  private final HttpClient client;

  /** What a receiver is shown. */
  public interface Credentials {
    /** To nobody. */
    Credentials NONE = () -> null;

    /**
     * The header {@code Authorization}; null: none.
     *
     * @throws IOException if it cannot be read now; the message says why
     */
    @Nullable String authorization() throws IOException;
  }

  /**
   * Posts there.
   *
   * @param timeout for all of a post, its answer included
   * @param tls whom to trust; null: Java's own authorities
   */
  public HttpPost(URI url, Credentials credentials, Duration timeout, @Nullable SSLContext tls) {
    this.url = url;
    this.credentials = credentials;
    this.timeout = timeout;
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(timeout);
    client = tls == null ? builder.build() : builder.sslContext(tls).build();
  }

  /**
   * Posts.
   *
   * @return what became of it, soon after the timeout at the latest; it never fails
   */
  public CompletableFuture<Delivery> send(Map<String, String> headers, byte[] body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url).timeout(timeout).POST(BodyPublishers.ofByteArray(body));
    headers.forEach(request::header);
    try {
      String authorization = credentials.authorization();
      if (authorization != null) {
        request.header("Authorization", authorization);
      }
    } catch (IOException e) {
      String reason = String.valueOf(e.getMessage());
      return CompletableFuture.completedFuture(new Delivery.Later(false, null, reason));
    }
    CompletableFuture<HttpResponse<String>> answer =
        client.sendAsync(request.build(), info -> new FirstBytes());
    // The client's own time-out is over with the headers of the answer.
    return answer
        .orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
        .handle((response, failure) -> response == null ? away(answer, failure) : read(response));
  }

  private Delivery away(CompletableFuture<?> answer, @Nullable Throwable failure) {
    answer.cancel(true);
    Throwable cause =
        failure instanceof CompletionException wrapped && wrapped.getCause() != null
            ? wrapped.getCause()
            : failure;
    return new Delivery.Later(false, null, url + ": " + cause);
  }

  private Delivery read(HttpResponse<String> answer) {
    int status = answer.statusCode();
    if (status >= OK_MIN && status <= OK_MAX) {
      return new Delivery.Delivered();
    }
    String reason = url + ": " + status + " " + answer.body();
    boolean isFinal = status >= CLIENT_ERROR_MIN && status <= CLIENT_ERROR_MAX;
    if (isFinal && !BUSY.contains(status) && !ASTRAY.contains(status)) {
      return new Delivery.Refused(reason);
    }
    boolean isOfTheMessage = !BUSY.contains(status) && !ASTRAY.contains(status);
    return new Delivery.Later(isOfTheMessage, retryAfter(answer), reason);
  }

  /** In seconds, or as a date (RFC 9110); null if it is neither. */
  private static @Nullable Duration retryAfter(HttpResponse<?> answer) {
    Optional<String> stated = answer.headers().firstValue("Retry-After").map(String::strip);
    if (stated.isEmpty()) {
      return null;
    }
    if (stated.get().matches("\\d{1,9}")) {
      return Duration.ofSeconds(Long.parseLong(stated.get()));
    }
    try {
      ZonedDateTime then = ZonedDateTime.parse(stated.get(), DateTimeFormatter.RFC_1123_DATE_TIME);
      Duration left = Duration.between(Instant.now(), then.toInstant());
      return left.isNegative() ? null : left;
    } catch (DateTimeException e) {
      return null;
    }
  }
}
