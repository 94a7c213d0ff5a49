package io.lapse.streamsapp.alert.sink.webhook;

import io.lapse.streamsapp.alert.AlertMessage;
import io.lapse.streamsapp.alert.AlertSink;
import io.lapse.streamsapp.alert.Delivery;
import io.lapse.streamsapp.alert.sink.HttpPost;
import io.lapse.streamsapp.alert.sink.SecretFile;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Posts each alert that opens or is over to a URL, as a signed CloudEvent. */
public final class WebhookSink implements AlertSink {
  public static final String NAME = "webhook";

  private final HttpPost post;
  private final @Nullable SecretFile secret;
  private final String source;
  private final Duration timeout;
  private final InstantSource clock;

  /**
   * Posts there.
   *
   * @param secret that signs; null: nothing is signed
   * @param source of the events, a URI reference
   * @param timeout after which each post has an answer
   */
  public WebhookSink(
      HttpPost post,
      @Nullable SecretFile secret,
      String source,
      Duration timeout,
      InstantSource clock) {
    this.post = post;
    this.secret = secret;
    this.source = source;
    this.timeout = timeout;
    this.clock = clock;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int batchMax() {
    return 1;
  }

  @Override
  public @Nullable Duration resend() {
    return null;
  }

  @Override
  public Delivery deliver(List<AlertMessage> messages) {
    byte[] body = AlertEvent.write(messages.get(0), source);
    Map<String, String> headers = new HashMap<>();
    headers.put("Content-Type", AlertEvent.CONTENT_TYPE);
    try {
      if (secret != null) {
        long seconds = clock.instant().getEpochSecond();
        headers.put(Signature.HEADER, Signature.of(secret.read(), seconds, body));
      }
      return post.send(headers, body).get(2 * timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (IOException e) {
      return new Delivery.Later(false, null, String.valueOf(e.getMessage()));
    } catch (ExecutionException | TimeoutException e) {
      return new Delivery.Later(false, null, "no answer: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Delivery.Later(false, null, "interrupted");
    }
  }
}
