package io.lapse.streamsapp.account;

import io.lapse.ledger.account.Outcome;
import io.lapse.ledger.account.Step;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLongArray;

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

  private static final int REASONS = Outcome.values().length;
  private static final int KINDS = REASONS + Reason.values().length;
  private static final int SIZE = KINDS + Kind.values().length;

  private final Set<Tally> tallies = new HashSet<>();

  /** Of tasks that were closed, and of handlers. */
  private final Tally others = new Tally();

  /** What follows from an input. */
  public enum Kind {
    HISTORY,
    NOTICE,
    ALERT,
    PROFILE
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
      for (int index = 0; index < SIZE; index++) {
        others.add(index, tally.counts.get(index));
      }
    }
  }

  /** A handler sent an input to quarantine. */
  public synchronized void refused(Reason reason) {
    others.refused(reason);
  }

  /** How many inputs came to that. */
  public long taken(Outcome outcome) {
    return sum(outcome.ordinal());
  }

  /** How many inputs went to quarantine for that. */
  public long refusedFor(Reason reason) {
    return sum(REASONS + reason.ordinal());
  }

  /** How many of them were published. */
  public long published(Kind kind) {
    return sum(KINDS + kind.ordinal());
  }

  private synchronized long sum(int index) {
    return tallies.stream()
        .mapToLong(tally -> tally.counts.get(index))
        .reduce(others.counts.get(index), Long::sum);
  }

  /** What one task counts. One thread at a time adds to it, any thread reads it. */
  static final class Tally {
    private final AtomicLongArray counts = new AtomicLongArray(SIZE);

    private Tally() {}

    /** There is one writer, so nothing can come between. */
    private void add(int index, long number) {
      counts.setOpaque(index, counts.getPlain(index) + number);
    }

    void took(Outcome outcome) {
      add(outcome.ordinal(), 1);
    }

    void refused(Reason reason) {
      add(REASONS + reason.ordinal(), 1);
    }

    void published(Step step) {
      add(KINDS + Kind.HISTORY.ordinal(), step.history().size());
      add(KINDS + Kind.NOTICE.ordinal(), step.notices().size());
      add(KINDS + Kind.ALERT.ordinal(), step.alerts().size());
    }

    void publishedProfile() {
      add(KINDS + Kind.PROFILE.ordinal(), 1);
    }
  }
}
