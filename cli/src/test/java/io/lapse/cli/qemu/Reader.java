package io.lapse.cli.qemu;

import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.host.CounterWhilePaused;
import io.lapse.producers.produce.FeedDesk;
import io.lapse.producers.qmp.live.QmpFeed;
import io.lapse.producers.source.Format;
import io.lapse.producers.source.Problem;
import io.lapse.producers.source.SourceInput;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A feed that reads the process at one socket, in a thread of its own. */
final class Reader implements AutoCloseable {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

  private final Desk desk = new Desk();
  private final Thread thread;

  Reader(String host, Path socket) {
    SourceInput input =
        new SourceInput(
            socket.toString(), socket, host, "vm1", Format.QMP, 0, null, CounterWhilePaused.STOPS);
    QmpFeed feed = new QmpFeed(input, UnixDomainSocketAddress.of(socket));
    thread =
        new Thread(
            () -> {
              try {
                feed.run(desk);
              } catch (InterruptedException e) {
                // It is over.
              }
            },
            "reader of " + host);
    thread.start();
  }

  /** Waits until it reads, for the so-manieth time. */
  void awaitUp(int times) throws InterruptedException {
    desk.await(state -> state.ups >= times);
  }

  /** Waits until it has told such an event. */
  void awaitEvent(Predicate<LedgerInput> wanted) throws InterruptedException {
    desk.await(state -> state.events.stream().anyMatch(wanted));
  }

  List<LedgerInput> events() {
    synchronized (desk) {
      return List.copyOf(desk.events);
    }
  }

  List<String> problems() {
    synchronized (desk) {
      return List.copyOf(desk.problems);
    }
  }

  private static final class Desk implements FeedDesk {
    private final List<LedgerInput> events = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private String position;
    private String lastState = "not yet";
    private int ups;

    @Override
    public synchronized String position() {
      return position;
    }

    @Override
    public synchronized void leave(List<LedgerInput> left, String behind) {
      events.addAll(left);
      position = behind;
      notifyAll();
    }

    @Override
    public synchronized void report(Problem problem) {
      problems.add(problem.message());
    }

    @Override
    public synchronized void up() {
      ups++;
      lastState = "up";
      notifyAll();
    }

    @Override
    public synchronized void down(String why) {
      lastState = why;
    }

    private synchronized void await(Predicate<Desk> condition) throws InterruptedException {
      long deadline = System.nanoTime() + PATIENCE_NANOS;
      while (!condition.test(this)) {
        long restMillis = (deadline - System.nanoTime()) / 1_000_000;
        if (restMillis <= 0) {
          throw new AssertionError("in vain: " + events + ", " + problems + ", " + lastState);
        }
        wait(restMillis);
      }
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
