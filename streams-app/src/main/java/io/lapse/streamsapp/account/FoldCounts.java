package io.lapse.streamsapp.account;

import io.lapse.ledger.account.Outcome;
import io.lapse.ledger.account.Step;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * What became of the inputs since the start, and what followed from them. Stream threads add to it,
 * any thread reads it. It counts what was done: what a transaction that was aborted had done is
 * counted again when it is done again.
 */
public final class FoldCounts {
  /** The key under which it reaches the handlers, which Kafka makes by itself. */
  public static final String CONFIG = "lapse.counts";

  /** What follows from an input. */
  public enum Kind {
    HISTORY,
    NOTICE,
    ALERT,
    PROFILE
  }

  private final Map<Outcome, LongAdder> taken = adders(Outcome.class);
  private final Map<Reason, LongAdder> refused = adders(Reason.class);
  private final Map<Kind, LongAdder> published = adders(Kind.class);

  /** Those that stand under {@link #CONFIG}; some that nobody looks at where there are none. */
  public static FoldCounts in(Map<String, ?> configs) {
    return configs.get(CONFIG) instanceof FoldCounts counts ? counts : new FoldCounts();
  }

  private static <E extends Enum<E>> Map<E, LongAdder> adders(Class<E> type) {
    Map<E, LongAdder> adders = new EnumMap<>(type);
    for (E each : type.getEnumConstants()) {
      adders.put(each, new LongAdder());
    }
    return adders;
  }

  private static <E extends Enum<E>> void add(Map<E, LongAdder> adders, E which, int number) {
    LongAdder adder = adders.get(which);
    if (adder != null && number != 0) {
      adder.add(number);
    }
  }

  private static <E extends Enum<E>> long sum(Map<E, LongAdder> adders, E which) {
    LongAdder adder = adders.get(which);
    return adder == null ? 0 : adder.sum();
  }

  void took(Outcome outcome) {
    add(taken, outcome, 1);
  }

  void published(Step step) {
    add(published, Kind.HISTORY, step.history().size());
    add(published, Kind.NOTICE, step.notices().size());
    add(published, Kind.ALERT, step.alerts().size());
  }

  void publishedProfile() {
    add(published, Kind.PROFILE, 1);
  }

  public void refused(Reason reason) {
    add(refused, reason, 1);
  }

  /** How many inputs came to that. */
  public long taken(Outcome outcome) {
    return sum(taken, outcome);
  }

  /** How many inputs went to quarantine for that. */
  public long refusedFor(Reason reason) {
    return sum(refused, reason);
  }

  /** How many of them were published. */
  public long published(Kind kind) {
    return sum(published, kind);
  }
}
