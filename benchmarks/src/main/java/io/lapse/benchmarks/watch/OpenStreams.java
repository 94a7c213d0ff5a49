package io.lapse.benchmarks.watch;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Clients that listen to what changes on the whole board. */
final class OpenStreams implements AutoCloseable {
  private static final String MESSAGE = "data:";

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final List<Lines> lines = new ArrayList<>();
  private final List<CompletableFuture<HttpResponse<@Nullable Void>>> ends = new ArrayList<>();

  /** Opens so many. */
  static OpenStreams open(URI ledger, int count) {
    OpenStreams streams = new OpenStreams();
    HttpRequest request =
        HttpRequest.newBuilder(ledger.resolve("/api/v1/stream"))
            .header("Accept", "text/event-stream")
            .build();
    for (int i = 0; i < count; i++) {
      Lines heard = new Lines();
      streams.lines.add(heard);
      streams.ends.add(streams.client.sendAsync(request, BodyHandlers.fromLineSubscriber(heard)));
    }
    return streams;
  }

  /** How many have been told something, and have not ended. */
  int open() {
    int open = 0;
    for (int i = 0; i < lines.size(); i++) {
      open += lines.get(i).messages.get() > 0 && !ends.get(i).isDone() ? 1 : 0;
    }
    return open;
  }

  /** How many messages have come, over all. */
  long messages() {
    return lines.stream().mapToLong(heard -> heard.messages.get()).sum();
  }

  @Override
  public void close() {
    lines.forEach(Lines::hangUp);
  }

  /** What one client hears. */
  private static final class Lines implements Flow.Subscriber<String> {
    private final AtomicLong messages = new AtomicLong();
    private volatile Flow.@Nullable Subscription subscription;

    @Override
    public void onSubscribe(Flow.Subscription now) {
      subscription = now;
      now.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(String line) {
      if (line.startsWith(MESSAGE)) {
        messages.incrementAndGet();
      }
    }

    @Override
    public void onError(Throwable cause) {
      // The response ends with it, and the stream does not count as open.
    }

    @Override
    public void onComplete() {
      // Likewise.
    }

    void hangUp() {
      Flow.Subscription now = subscription;
      if (now != null) {
        now.cancel();
      }
    }
  }
}
