package io.lapse.streamsapp.alert;

import io.lapse.ledger.account.Alert;
import io.lapse.streamsapp.alert.AlertMeters.Outcome;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** An outbox of one partition, with time in the hands of a test. */
public final class Driven {
  static final int PARTITION = 3;
  static final Duration AGE_MAX = Duration.ofHours(1);
  static final Duration FACT_FIRING = Duration.ofMinutes(30);

  private static final int LOOKS_MAX = 100_000;

  final FakeClock clock;
  final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final List<Stored> topic = new ArrayList<>();
  private final AlertSink sink;
  private AlertMeters meters;
  private Outbox outbox;

  /** A record of the topic. */
  private record Stored(Alert alert, long appendedMillis) {}

  /** Nothing was ever committed. */
  public Driven(AlertSink sink, FakeClock clock) {
    this.sink = sink;
    this.clock = clock;
    begin(0, new CommitNote(clock.utcMillis(), 0, 0));
  }

  private void begin(long committed, CommitNote note) {
    registry.clear();
    meters = new AlertMeters(registry, sink.name());
    Pace pace = new Pace(20, new SplittableRandom(1), clock.steadyMillis());
    DeliverySettings settings = new DeliverySettings(AGE_MAX, FACT_FIRING, 20, 100);
    outbox = new Outbox(sink, settings, clock, pace, meters, guest -> "eu-1a");
    outbox.open(PARTITION, committed, note);
    for (int offset = 0; offset < committed; offset++) {
      Stored stored = topic.get(offset);
      outbox.intake().recall(PARTITION, offset, stored.alert(), stored.appendedMillis());
    }
    outbox.intake().recalled(PARTITION);
    for (int offset = (int) committed; offset < topic.size(); offset++) {
      take(offset);
    }
  }

  private void take(int offset) {
    Stored stored = topic.get(offset);
    outbox.intake().take(PARTITION, offset, stored.alert(), stored.appendedMillis());
  }

  /** Appends alerts now, and reads them. */
  public Driven append(Alert... alerts) {
    for (Alert alert : alerts) {
      topic.add(new Stored(alert, clock.utcMillis()));
      take(topic.size() - 1);
    }
    return this;
  }

  /** Appends alerts now, and nobody reads them yet. */
  void appendUnread(Alert... alerts) {
    for (Alert alert : alerts) {
      topic.add(new Stored(alert, clock.utcMillis()));
    }
  }

  /** Works until nothing is left to do now. */
  public Driven work() {
    for (int looks = 0; looks < LOOKS_MAX; looks++) {
      if (!outbox.work()) {
        return this;
      }
    }
    throw new IllegalStateException("there is no end to it");
  }

  /** Lets time pass, and works all the while. */
  public Driven pass(Duration time) {
    long endMillis = clock.steadyMillis() + time.toMillis();
    work();
    while (clock.steadyMillis() < endMillis) {
      long step = Math.max(1, Math.min(outbox.idleMillis(), 1_000));
      clock.pass(Duration.ofMillis(Math.min(step, endMillis - clock.steadyMillis())));
      work();
    }
    return this;
  }

  /** What would be committed. */
  public long committable() {
    return outbox.committable(PARTITION);
  }

  CommitNote note() {
    return outbox.note(PARTITION);
  }

  boolean isFull() {
    return outbox.isFull();
  }

  /** It ends without a word, and another goes on from what was committed. */
  void crashAfterCommit(long committed, CommitNote note) {
    begin(committed, CommitNote.parse(note.text(), committed));
  }

  /** The partition is another instance's now. */
  void drop() {
    outbox.drop(PARTITION);
  }

  long counted(Outcome outcome) {
    return (long) meters.counted(outcome);
  }

  double gauge(String name) {
    return registry.get(name).gauge().value();
  }
}
