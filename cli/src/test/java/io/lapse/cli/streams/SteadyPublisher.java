package io.lapse.cli.streams;

import io.lapse.ledger.Envelope;
import io.lapse.ledger.Source;
import io.lapse.ledger.host.HostEvent;
import io.lapse.ledger.host.StopReason;
import io.lapse.ledger.time.Stamp;
import io.lapse.ledger.time.TaiInstant;
import io.lapse.producers.publish.HostEventPublisher;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Hosts that go on: one stop every few milliseconds, each of a guest of its own. */
final class SteadyPublisher {
  private static final long PAUSE_MILLIS = 5;
  private static final long FIRST = 1_767_571_237_000_000_000L;

  private final ExecutorService thread = Executors.newSingleThreadExecutor();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final AtomicLong sent = new AtomicLong();
  private final Future<?> running;

  private SteadyPublisher(LiveLedger live) {
    running = thread.submit(() -> publish(live));
  }

  static SteadyPublisher start(LiveLedger live) {
    return new SteadyPublisher(live);
  }

  private Void publish(LiveLedger live) throws InterruptedException {
    try (HostEventPublisher publisher = HostEventPublisher.connect(live.client(), live.topics())) {
      while (!stopped.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
        publisher.send(stop(sent.get()));
        publisher.flush();
        sent.incrementAndGet();
      }
    }
    return null;
  }

  private static HostEvent stop(long number) {
    Stamp stamp = Stamp.of(new TaiInstant(FIRST + number), 1_000);
    return new HostEvent.Stopped(
        new Envelope("more-" + number, "h0", stamp, Source.QMP, null), StopReason.UNKNOWN, null);
  }

  /** Waits until so many are stored. */
  void awaitSent(long count) {
    try {
      while (sent.get() < count && !running.isDone()) {
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns how many are stored, when no more will be. */
  long stop() {
    stopped.countDown();
    try {
      running.get();
    } catch (ExecutionException | InterruptedException e) {
      throw new IllegalStateException(e);
    } finally {
      thread.shutdown();
    }
    return sent.get();
  }
}
