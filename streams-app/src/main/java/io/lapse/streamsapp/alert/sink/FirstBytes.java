package io.lapse.streamsapp.alert.sink;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Reads the beginning of an answer, for its reason; what a receiver sends beyond is not waited for.
 */
final class FirstBytes implements BodySubscriber<String> {
  private static final int BYTES_MAX = 512;

  private final CompletableFuture<String> text = new CompletableFuture<>();
  private final ByteArrayOutputStream read = new ByteArrayOutputStream();
  private Flow.@Nullable Subscription subscription;

  @Override
  public CompletionStage<String> getBody() {
    return text;
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    subscription = given;
    given.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    for (ByteBuffer buffer : buffers) {
      byte[] bytes = new byte[Math.min(buffer.remaining(), BYTES_MAX - read.size())];
      buffer.get(bytes);
      read.writeBytes(bytes);
    }
    if (read.size() >= BYTES_MAX && subscription != null) {
      onComplete(); // First: to cancel is an error to some.
      subscription.cancel();
    }
  }

  @Override
  public void onError(Throwable failure) {
    text.completeExceptionally(failure);
  }

  @Override
  public void onComplete() {
    // It goes into the log, on one line.
    text.complete(read.toString(StandardCharsets.UTF_8).replaceAll("\\p{Cntrl}+", " ").strip());
  }
}
