package io.lapse.benchmarks.watch;

import io.lapse.benchmarks.streams.HostEventLoad;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Asks for random guests and their books, in turn, whether the answers before have come or not. A
 * delay counts from when the request was due, to the end of its answer.
 */
final class Requests {
  static final int PER_SECOND = 200;

  private static final long EVERY_NANOS = 1_000_000_000L / PER_SECOND;
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int OK = 200;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();
  private final Map<String, Integer> failures = new ConcurrentHashMap<>();
  private final SplittableRandom random;
  private final URI ledger;
  private final int guests;

  Requests(URI ledger, int guests, long seed) {
    this.ledger = ledger;
    this.guests = guests;
    random = new SplittableRandom(seed);
  }

  /** Asks for so long, and waits for the answers. */
  Delays ask(Duration length) throws InterruptedException {
    long count = length.toNanos() / EVERY_NANOS;
    List<CompletableFuture<Long>> answers = new ArrayList<>();
    long begin = System.nanoTime();
    for (long i = 0; i < count; i++) {
      long due = begin + i * EVERY_NANOS;
      TimeUnit.NANOSECONDS.sleep(Math.max(0, due - System.nanoTime()));
      answers.add(ask(path(i), due));
    }
    return Delays.of(answers.stream().map(CompletableFuture::join).toList());
  }

  private String path(long i) {
    String guest = "/api/v1/guests/" + HostEventLoad.name(random.nextInt(guests));
    return i % 2 == 0 ? guest : guest + "/ledger";
  }

  private CompletableFuture<Long> ask(String path, long due) {
    HttpRequest request = HttpRequest.newBuilder(ledger.resolve(path)).timeout(PATIENCE).build();
    return client
        .sendAsync(request, BodyHandlers.discarding())
        // The client's own patience ends with the headers.
        .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
        .handle((response, failure) -> nanos(response, failure, due));
  }

  private long nanos(@Nullable HttpResponse<?> response, @Nullable Throwable failure, long due) {
    long now = System.nanoTime();
    if (response != null && response.statusCode() == OK) {
      return now - due;
    }
    String what = response == null ? String.valueOf(failure) : "status " + response.statusCode();
    failures.merge(what, 1, Integer::sum);
    return Delays.NEVER;
  }

  /** Why requests have failed so far, and how often. */
  Map<String, Integer> failures() {
    return new TreeMap<>(failures);
  }
}
