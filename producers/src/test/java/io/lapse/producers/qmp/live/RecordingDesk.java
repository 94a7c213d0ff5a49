package io.lapse.producers.qmp.live;

import io.lapse.ledger.LedgerInput;
import io.lapse.producers.produce.FeedDesk;
import io.lapse.producers.source.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Keeps what a feed leaves, and wakes whoever waits for it. */
final class RecordingDesk implements FeedDesk {
  private static final long PATIENCE_NANOS = 10_000_000_000L;

  private final List<LedgerInput> events = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();
  private final List<String> states = new ArrayList<>();
  private @Nullable String position;

  @Override
  public synchronized @Nullable String position() {
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
    problems.add(problem);
    notifyAll();
  }

  @Override
  public synchronized void up() {
    states.add("up");
    notifyAll();
  }

  @Override
  public synchronized void down(String why) {
    states.add(why);
    notifyAll();
  }

  synchronized List<LedgerInput> events() {
    return List.copyOf(events);
  }

  synchronized List<String> problems() {
    return problems.stream().map(Problem::toString).toList();
  }

  /** Each up, and the reason of each down. */
  synchronized List<String> states() {
    return List.copyOf(states);
  }

  synchronized void await(String what, BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (!condition.getAsBoolean()) {
      long rest = (deadline - System.nanoTime()) / 1_000_000;
      if (rest <= 0) {
        throw new AssertionError(
            "awaited: " + what + "; events " + events + ", problems " + problems + ", " + states);
      }
      wait(rest);
    }
  }

  void awaitEvents(int count) throws InterruptedException {
    await(count + " events", () -> events.size() >= count);
  }

  void awaitProblems(int count) throws InterruptedException {
    await(count + " problems", () -> problems.size() >= count);
  }

  /** Until it has been said so often that the input is there. */
  void awaitUps(int count) throws InterruptedException {
    await(count + " times up", () -> states.stream().filter("up"::equals).count() >= count);
  }

  void awaitDown(String part) throws InterruptedException {
    await("down: " + part, () -> states.stream().anyMatch(state -> state.contains(part)));
  }
}
