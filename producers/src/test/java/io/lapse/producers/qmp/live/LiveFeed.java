package io.lapse.producers.qmp.live;

import io.lapse.ledger.host.CounterWhilePaused;
import io.lapse.producers.source.Format;
import io.lapse.producers.source.SourceInput;
import java.net.SocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A feed that runs in a thread of its own, until it is interrupted. */
final class LiveFeed implements AutoCloseable {
  static final SourceInput INPUT =
      new SourceInput(
          "vm1.sock",
          Path.of("vm1.sock"),
          "h0",
          "vm1",
          Format.QMP,
          100_000,
          null,
          CounterWhilePaused.STOPS);

  /** A test's time is dear. */
  private static final Patience SHORT =
      new Patience(
          Duration.ofMillis(1), Duration.ofMillis(20), Duration.ofMillis(50), Duration.ofHours(1));

  private final Thread thread;
  private volatile @Nullable Throwable death;

  LiveFeed(SocketAddress address, RecordingDesk desk) {
    thread =
        new Thread(
            () -> {
              try {
                new QmpFeed(INPUT, address, SHORT).run(desk);
              } catch (Throwable e) {
                death = e;
              }
            },
            "feed");
    thread.start();
  }

  /** Interrupts it; it has to end at once, and for no other reason. */
  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join(5_000);
    } catch (InterruptedException e) {
      throw new AssertionError("the test is over", e);
    }
    if (thread.isAlive()) {
      throw new AssertionError("the feed goes on although it is interrupted");
    }
    Throwable why = death;
    if (!(why instanceof InterruptedException)) {
      throw new AssertionError("the feed has died", why);
    }
  }
}
