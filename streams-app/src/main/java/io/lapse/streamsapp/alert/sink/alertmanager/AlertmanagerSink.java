package io.lapse.streamsapp.alert.sink.alertmanager;

import io.lapse.streamsapp.alert.AlertMessage;
import io.lapse.streamsapp.alert.AlertSink;
import io.lapse.streamsapp.alert.Delivery;
import io.lapse.streamsapp.alert.sink.HttpPost;
import io.lapse.streamsapp.alert.sink.Links;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Posts to one or several Alertmanagers of a cluster: to all of them, and it is enough if one takes
 * it. They keep nothing when they end, so that they are told again what fires.
 */
public final class AlertmanagerSink implements AlertSink {
  public static final String NAME = "alertmanager";

  /** What each URL of an Alertmanager is followed by. */
  public static final String PATH = "/api/v2/alerts";

  private static final int BATCH_MAX = 64;

  /** An alert that is not sent again fires for so many intervals. */
  private static final int FIRING_INTERVALS = 3;

  /** So many posts to one that is slow may be under way. */
  private static final int UNDER_WAY_MAX = 8;

  private static final Map<String, String> HEADERS = Map.of("Content-Type", "application/json");

  private final List<Peer> peers;
  private final Duration resend;
  private final Duration timeout;
  private final InstantSource clock;
  private final AlertmanagerJson json;

  /** One of them. */
  private record Peer(HttpPost post, Semaphore room) {}

  /**
   * Posts there.
   *
   * @param posts at least one
   * @param timeout after which each post has an answer
   */
  public AlertmanagerSink(
      List<HttpPost> posts, Links links, Duration resend, Duration timeout, InstantSource clock) {
    peers = posts.stream().map(post -> new Peer(post, new Semaphore(UNDER_WAY_MAX))).toList();
    this.resend = resend;
    this.timeout = timeout;
    this.clock = clock;
    json = new AlertmanagerJson(links, resend.multipliedBy(FIRING_INTERVALS));
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int batchMax() {
    return BATCH_MAX;
  }

  @Override
  public Duration resend() {
    return resend;
  }

  /** The first that takes it decides; the others go on by themselves. */
  @Override
  public Delivery deliver(List<AlertMessage> messages) {
    byte[] body = json.write(messages, clock.instant());
    CompletableFuture<Delivery> taken = new CompletableFuture<>();
    List<CompletableFuture<Delivery>> answers = new ArrayList<>();
    for (Peer peer : peers) {
      if (peer.room().tryAcquire()) {
        answers.add(
            peer.post()
                .send(HEADERS, body)
                .whenComplete(
                    (answer, failure) -> {
                      peer.room().release();
                      if (answer instanceof Delivery.Delivered) {
                        taken.complete(answer);
                      }
                    }));
      }
    }
    CompletableFuture<Void> all =
        CompletableFuture.allOf(answers.toArray(new CompletableFuture<?>[0]))
            .thenRun(() -> taken.complete(worst(answers)));
    try {
      return taken.get(2 * timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      return new Delivery.Later(false, null, "no answer: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Delivery.Later(false, null, "interrupted");
    } finally {
      all.cancel(false);
    }
  }

  /** What nobody took is refused if all who answered refuse it. */
  private static Delivery worst(List<CompletableFuture<Delivery>> answers) {
    Delivery worst = new Delivery.Later(false, null, "all Alertmanagers are busy with older posts");
    for (CompletableFuture<Delivery> each : answers) {
      Delivery answer = each.join();
      if (answer instanceof Delivery.Later) {
        return answer;
      }
      worst = answer;
    }
    return worst;
  }
}
