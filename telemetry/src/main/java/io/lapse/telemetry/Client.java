package io.lapse.telemetry;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * A connection, below TLS, and how long it takes for what it does.
 *
 * <pre>
 *   WAITING --first byte--> READING --headers--> ANSWERING --last byte--> WAITING
 *                                                    |
 *                                                    +---for good--> LISTENING
 * </pre>
 */
final class Client extends SocketChannelEndPoint {
  private final Clients clients;
  private Phase phase = Phase.WAITING;
  private long sinceNanos = System.nanoTime();
  private @Nullable EventStream stream;

  private enum Phase {
    WAITING(Limits.IDLE_SECONDS_MAX),
    READING(Limits.REQUEST_SECONDS_MAX),
    ANSWERING(Limits.ANSWER_SECONDS_MAX),
    LISTENING(Integer.MAX_VALUE);

    private final long maxNanos;

    Phase(int maxSeconds) {
      maxNanos = TimeUnit.SECONDS.toNanos(maxSeconds);
    }
  }

  Client(
      SocketChannel channel,
      ManagedSelector selector,
      SelectionKey key,
      Scheduler scheduler,
      Clients clients) {
    super(channel, selector, key, scheduler);
    this.clients = clients;
  }

  /** Who has sent a request. */
  static Client of(Request request) {
    EndPoint endPoint = request.getConnectionMetaData().getConnection().getEndPoint();
    while (endPoint instanceof EndPoint.Wrapper wrapper) {
      endPoint = wrapper.unwrap();
    }
    return (Client) endPoint;
  }

  @Override
  public void onOpen() {
    super.onOpen();
    if (!clients.add(this)) {
      close();
    }
  }

  @Override
  public void onClose(@Nullable Throwable cause) {
    super.onClose(cause);
    clients.remove(this);
    EventStream ended = stream();
    if (ended != null) {
      ended.end();
    }
  }

  @Override
  public int fill(ByteBuffer buffer) throws IOException {
    int filled = super.fill(buffer);
    if (filled > 0) {
      reads();
    }
    return filled;
  }

  private synchronized void reads() {
    if (phase == Phase.WAITING) {
      enter(Phase.READING);
    }
  }

  /** Its request is there. */
  synchronized void isAnswered() {
    enter(Phase.ANSWERING);
  }

  /** It has the whole answer. */
  synchronized void hasAnswer() {
    enter(Phase.WAITING);
  }

  /** It is told what happens, for as long as it listens. */
  void listens(EventStream toIt) {
    synchronized (this) {
      stream = toIt;
      enter(Phase.LISTENING);
    }
    if (!isOpen()) {
      toIt.end();
    }
  }

  private synchronized @Nullable EventStream stream() {
    return stream;
  }

  private void enter(Phase next) {
    phase = next;
    sinceNanos = System.nanoTime();
  }

  /** Ends it, if it takes too long. */
  void check(long nowNanos) {
    EventStream told = stream();
    if (isOverdue(nowNanos) || (told != null && told.isStuck(nowNanos, idleNanos()))) {
      close(new TimeoutException("the client takes too long"));
    } else if (told != null) {
      told.check(nowNanos);
    }
  }

  /** Since anything was sent or received. */
  private long idleNanos() {
    return TimeUnit.MILLISECONDS.toNanos(getIdleFor());
  }

  private synchronized boolean isOverdue(long nowNanos) {
    return nowNanos - sinceNanos > phase.maxNanos;
  }
}
