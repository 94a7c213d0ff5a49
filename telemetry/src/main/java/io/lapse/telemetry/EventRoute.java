package io.lapse.telemetry;

import io.lapse.telemetry.Route.Request;
import io.lapse.telemetry.Route.Response;
import org.jspecify.annotations.Nullable;

/**
 * What tells a client of changes for as long as it listens, by server-sent events. There may be
 * hundreds of clients, and some never read: {@link Listener} keeps no more of them than the latest
 * of each kind.
 */
public interface EventRoute {
  /** All of its path, without a slash at the end: {@code /api/v1/stream}. */
  String path();

  /** What is answered instead, once; null if the client may listen. */
  @Nullable Response refusal(Request request);

  /**
   * A client listens from now on.
   *
   * @return what is closed when it has gone, once; closing it must not block, and may happen while
   *     the client is being told something
   */
  Subscription listen(Request request, Listener listener);

  /** What a client has asked for. */
  interface Subscription extends AutoCloseable {
    @Override
    void close();
  }

  /** One client. Safe for use by several threads; it never blocks. */
  interface Listener {
    /**
     * Tells it. What it has not been sent yet of that kind is forgotten.
     *
     * @param kind of the event: {@code [a-z]+}, of few kinds
     * @param id what it shows when it connects again, in {@code Last-Event-ID}; without line breaks
     * @param data one line
     */
    void tell(String kind, String id, String data);
  }
}
