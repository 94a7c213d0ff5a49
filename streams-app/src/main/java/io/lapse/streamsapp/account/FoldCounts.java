package io.lapse.streamsapp.account;

import io.lapse.ledger.account.Outcome;
import io.lapse.ledger.account.Step;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What became of the inputs since the start, and what followed from them. It counts what was done:
 * what a transaction that was aborted had done is counted again when it is done again.
 *
 * <p>Each task has a {@link Tally} of its own, so that an input costs no more than a few plain
 * additions; whoever looks adds them up.
 */
public final class FoldCounts {
  /** The key under which it reaches the handlers, which Kafka makes by itself. */
  public static final String CONFIG = "lapse.counts";

  private final FoldObserver observer;
  private final Set<Tally> tallies = new HashSet<>();

  /** Of tasks that were closed, and of handlers. */
  private final Tally others = new Tally();

  /** What follows from an input. */
  public enum Kind {
    HISTORY,
    NOTICE,
    ALERT,
    PROFILE,

    /** Of the wall clock; alerts too, but no input led to them. */
    ALARM
  }

  /** What stands at the moment. */
  public enum Standing {
    OPEN_OUTAGE,
    RAISED_ALARM,
    UNTRUSTED_ALARM
  }

  /** Counts that nobody but whoever asks them sees. */
  public FoldCounts() {
    this(FoldObserver.NONE);
  }

  /** Counts of a fold that somebody observes besides. */
  public FoldCounts(FoldObserver observer) {
    this.observer = observer;
  }

  /** Whoever observes the fold. */
  public FoldObserver observer() {
    return observer;
  }

  /** Those that stand under {@link #CONFIG}; some that nobody looks at where there are none. */
  public static FoldCounts in(Map<String, ?> configs) {
    return configs.get(CONFIG) instanceof FoldCounts counts ? counts : new FoldCounts();
  }

  /** One more task counts. */
  synchronized Tally open() {
    Tally tally = new Tally();
    tallies.add(tally);
    return tally;
  }

  /** A task counts no more; what it counted stays. */
  synchronized void close(Tally tally) {
    if (tallies.remove(tally)) {
      others.add(tally);
    }
  }

  /**
   * A handler sent an input to quarantine.
   *
   * @param topic that it came from
   */
  public synchronized void refused(String topic, Reason reason) {
    others.refused(reason);
    observer.refused(topic, null, reason);
  }

  /** How many inputs came to that. */
  public long taken(Outcome outcome) {
    return sum(tally -> tally.taken, outcome);
  }

  /** How many inputs went to quarantine for that. */
  public long refusedFor(Reason reason) {
    return sum(tally -> tally.refused, reason);
  }

  /** How many of them were published. */
  public long published(Kind kind) {
    return sum(tally -> tally.published, kind);
  }

  /** How many of them there are. */
  public long standing(Standing standing) {
    return sum(tally -> tally.standing, standing);
  }

  private synchronized <E extends Enum<E>> long sum(
      Function<Tally, Map<E, AtomicLong>> counts, E which) {
    return Stream.concat(Stream.of(others), tallies.stream())
        .mapToLong(tally -> Tally.count(counts.apply(tally), which).get())
        .sum();
  }

  /** What one task counts. One thread at a time adds to it, any thread reads it. */
  static final class Tally {
    private final Map<Outcome, AtomicLong> taken = zeros(Outcome.class);
    private final Map<Reason, AtomicLong> refused = zeros(Reason.class);
    private final Map<Kind, AtomicLong> published = zeros(Kind.class);

    /** Not of those that were closed: what stood there stands elsewhere. */
    private final Map<Standing, AtomicLong> standing = zeros(Standing.class);

    private Tally() {}

    private static <E extends Enum<E>> Map<E, AtomicLong> zeros(Class<E> type) {
      Map<E, AtomicLong> zeros = new EnumMap<>(type);
      for (E each : type.getEnumConstants()) {
        zeros.put(each, new AtomicLong());
      }
      return zeros;
    }

    private static <E extends Enum<E>> AtomicLong count(Map<E, AtomicLong> counts, E which) {
      return Objects.requireNonNull(counts.get(which));
    }

    /** There is one writer, so nothing can come between. */
    private static <E extends Enum<E>> void add(Map<E, AtomicLong> counts, E which, long number) {
      AtomicLong count = count(counts, which);
      count.setOpaque(count.getPlain() + number);
    }

    private void add(Tally other) {
      other.taken.forEach((outcome, count) -> add(taken, outcome, count.get()));
      other.refused.forEach((reason, count) -> add(refused, reason, count.get()));
      other.published.forEach((kind, count) -> add(published, kind, count.get()));
    }

    void took(Outcome outcome) {
      add(taken, outcome, 1);
    }

    void refused(Reason reason) {
      add(refused, reason, 1);
    }

    void published(Step step) {
      add(published, Kind.HISTORY, step.history().size());
      add(published, Kind.NOTICE, step.notices().size());
      add(published, Kind.ALERT, step.alerts().size());
    }

    void publishedProfile() {
      add(published, Kind.PROFILE, 1);
    }

    void publishedAlarm() {
      add(published, Kind.ALARM, 1);
    }

    void stands(long openOutages, long raisedAlarms) {
      count(standing, Standing.OPEN_OUTAGE).setOpaque(openOutages);
      count(standing, Standing.RAISED_ALARM).setOpaque(raisedAlarms);
    }

    void standsUntrusted(long raisedAlarms) {
      count(standing, Standing.UNTRUSTED_ALARM).setOpaque(raisedAlarms);
    }
  }
}
