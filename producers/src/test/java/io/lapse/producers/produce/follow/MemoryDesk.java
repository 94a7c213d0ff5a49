package io.lapse.producers.produce.follow;

import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.time.TaiInstant;
import io.lapse.producers.produce.FeedDesk;
import io.lapse.producers.source.Problem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps in memory what a feed leaves. */
final class MemoryDesk implements FeedDesk {
  private static final long WAIT_MILLIS_MAX = 20_000;

  private final List<LedgerInput> events = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();
  private @Nullable String position;
  private @Nullable String down = "not read yet";

  @Override
  public synchronized @Nullable String position() {
    return position;
  }

  @Override
  public synchronized void leave(List<LedgerInput> more, String behind) {
    events.addAll(more);
    position = behind;
    notifyAll();
  }

  @Override
  public synchronized void report(Problem problem) {
    problems.add(problem);
    notifyAll();
  }

  @Override
  public synchronized void up() {
    down = null;
    notifyAll();
  }

  @Override
  public synchronized void down(String why) {
    down = why;
    notifyAll();
  }

  synchronized void awaitEvents(int count) throws InterruptedException {
    long deadlineNanos = System.nanoTime() + WAIT_MILLIS_MAX * 1_000_000;
    while (events.size() < count) {
      long left = (deadlineNanos - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        throw new AssertionError(
            count + " events must come: " + events + "; " + problems + "; " + down);
      }
      wait(left);
    }
  }

  synchronized void awaitProblem() throws InterruptedException {
    while (problems.isEmpty()) {
      wait(WAIT_MILLIS_MAX);
    }
  }

  synchronized void awaitDown() throws InterruptedException {
    while (down == null) {
      wait(WAIT_MILLIS_MAX);
    }
  }

  synchronized List<String> ids() {
    return events.stream().map(event -> event.id().toString()).toList();
  }

  synchronized List<TaiInstant> instants() {
    return events.stream().map(event -> event.stamp().at()).toList();
  }

  synchronized List<String> problems() {
    return problems.stream().map(Problem::toString).toList();
  }
}
