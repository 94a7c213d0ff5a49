package io.lapse.telemetry;

import io.lapse.telemetry.EventRoute.Subscription;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.util.IteratingCallback;
import org.jspecify.annotations.Nullable;

/**
 * What one client is told. It is written as the client takes it, and no thread waits for that; what
 * has not been written yet gives way to what is newer of its kind.
 *
 * <p>It ends with its connection, and only so.
 */
final class EventStream implements EventRoute.Listener {
  private static final Pattern KIND = Pattern.compile("[a-z]+");
  private static final String BEGIN = "retry: " + Limits.STREAM_RETRY_MILLIS + "\n\n";
  private static final String STILL_HERE = ":\n\n";

  private final Exchange exchange;
  private final Map<String, Event> untold = new LinkedHashMap<>();
  private final Writer writer = new Writer();
  private String first = BEGIN;
  private boolean isStarted;
  private boolean isWriting;
  private boolean hasEnded;
  private long writtenNanos = System.nanoTime();
  private @Nullable Subscription subscription;

  private record Event(String id, String data) {}

  EventStream(Exchange exchange) {
    this.exchange = exchange;
  }

  /** Begins to write. */
  void start(String type, Subscription toBeClosed) {
    exchange.response().setStatus(HttpStatus.OK_200);
    exchange.response().getHeaders().put(HttpHeader.CONTENT_TYPE, type);
    exchange.response().getHeaders().put(HttpHeader.CACHE_CONTROL, Answer.NOT_KEPT);
    synchronized (this) {
      subscription = toBeClosed;
      isStarted = true;
    }
    exchange.client().listens(this);
    new Hangup(exchange).await();
    writer.iterate();
  }

  @Override
  public void tell(String kind, String id, String data) {
    if (!KIND.matcher(kind).matches() || hasLineBreak(id) || hasLineBreak(data)) {
      throw new IllegalArgumentException("no event: kind " + kind + ", id " + id + ": " + data);
    }
    if (isKept(kind, new Event(id, data))) {
      writer.iterate();
    }
  }

  private static boolean hasLineBreak(String text) {
    return text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0;
  }

  /** Whether there is now something to be written. */
  private synchronized boolean isKept(String kind, Event event) {
    if (hasEnded) {
      return false;
    }
    // At the end, so that ids are told in their order.
    untold.remove(kind);
    untold.put(kind, event);
    if (untold.size() > Limits.STREAM_KINDS_MAX) {
      throw new IllegalStateException("too many kinds of events: " + untold.keySet());
    }
    return isStarted;
  }

  /** Says that it is still there, where nothing else was said for long. */
  void check(long nowNanos) {
    if (isQuiet(nowNanos)) {
      writer.iterate();
    }
  }

  private synchronized boolean isQuiet(long nowNanos) {
    boolean isQuiet =
        !isWriting
            && nowNanos - writtenNanos > TimeUnit.SECONDS.toNanos(Limits.STREAM_QUIET_SECONDS_MAX);
    if (isQuiet) {
      first = STILL_HERE;
    }
    return isQuiet;
  }

  /** Whether its client has taken nothing of what is being written for too long. */
  synchronized boolean isStuck(long nowNanos, long idleNanos) {
    long nanos = Math.min(nowNanos - writtenNanos, idleNanos);
    return isWriting && nanos > TimeUnit.SECONDS.toNanos(Limits.STREAM_STUCK_SECONDS_MAX);
  }

  /** What has not been written, as one; null if there is nothing. */
  private synchronized @Nullable ByteBuffer next() {
    StringBuilder text = new StringBuilder(first);
    untold.forEach(
        (kind, event) ->
            text.append("event: ")
                .append(kind)
                .append("\nid: ")
                .append(event.id())
                .append("\ndata: ")
                .append(event.data())
                .append("\n\n"));
    first = "";
    untold.clear();
    writtenNanos = System.nanoTime();
    isWriting = text.length() > 0;
    return isWriting ? ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8)) : null;
  }

  /** Its client has gone. */
  void end() {
    Subscription toBeClosed = ended();
    if (toBeClosed != null) {
      toBeClosed.close();
      exchange.ended().failed(new EofException("the client has gone"));
    }
  }

  private synchronized @Nullable Subscription ended() {
    Subscription toBeClosed = hasEnded ? null : subscription;
    hasEnded = true;
    untold.clear();
    return toBeClosed;
  }

  /** Writes what there is, one piece at a time. */
  private final class Writer extends IteratingCallback {
    @Override
    protected Action process() {
      ByteBuffer next = next();
      if (next == null) {
        return Action.IDLE;
      }
      exchange.response().write(false, next, this);
      return Action.SCHEDULED;
    }

    @Override
    protected void onCompleteFailure(Throwable cause) {
      exchange.client().close(cause);
    }
  }
}
