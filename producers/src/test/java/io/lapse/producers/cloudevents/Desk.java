package io.lapse.producers.cloudevents;

import io.lapse.ledger.LedgerInput;
import io.lapse.producers.produce.FeedDesk;
import io.lapse.producers.source.Problem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A desk that keeps all in memory. */
final class Desk implements FeedDesk {
  private final List<LedgerInput> events = new ArrayList<>();
  private final List<String> positions = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();
  private final List<String> health = new ArrayList<>();
  private @Nullable String position;
  private Act left = () -> {};
  private Runnable down = () -> {};

  Desk(@Nullable String position) {
    this.position = position;
  }

  @FunctionalInterface
  interface Act {
    void run() throws InterruptedException;
  }

  void whenLeft(Act act) {
    left = act;
  }

  void whenDown(Runnable act) {
    down = act;
  }

  @Override
  public @Nullable String position() {
    return position;
  }

  @Override
  public void leave(List<LedgerInput> read, String behind) throws InterruptedException {
    left.run();
    events.addAll(read);
    positions.add(behind);
    position = behind;
  }

  @Override
  public void report(Problem problem) {
    problems.add(problem.toString());
  }

  @Override
  public void up() {
    health.add("up");
  }

  @Override
  public void down(String why) {
    health.add("down: " + why);
    down.run();
  }

  List<String> guests() {
    return events.stream().map(LedgerInput::guest).toList();
  }

  List<String> positions() {
    return positions;
  }

  List<String> problems() {
    return problems;
  }

  List<String> health() {
    return health;
  }
}
