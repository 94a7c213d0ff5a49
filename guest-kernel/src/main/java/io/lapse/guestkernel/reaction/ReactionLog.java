package io.lapse.guestkernel.reaction;

import io.lapse.ledger.notice.Notice;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which notices a guest has answered, and what it injected for those that the ledger may not know
 * of yet. Immutable.
 *
 * <p>Where the ledger accepts no emulated reactions it never knows of any, and the log would grow
 * for ever. So at {@link #UNSEEN_MAX} the two oldest amounts are added up under the later one's
 * sequence: the sum stays exact unless the ledger has then seen the first of the two and not the
 * second.
 */
final class ReactionLog {
  static final int UNSEEN_MAX = 256;

  static final ReactionLog EMPTY = new ReactionLog(new TreeMap<>(), 0);

  private final SortedMap<Long, Long> injectedBySequence;
  private final long lastSequence;

  private ReactionLog(SortedMap<Long, Long> injectedBySequence, long lastSequence) {
    this.injectedBySequence = Collections.unmodifiableSortedMap(injectedBySequence);
    this.lastSequence = lastSequence;
  }

  /** The latest notice that was answered; 0 if none. */
  long lastSequence() {
    return lastSequence;
  }

  boolean hasAnswered(long sequence) {
    return sequence <= lastSequence;
  }

  /** What was injected for earlier notices than this one that it does not allow for, in ns. */
  long unseenInjectedNanos(Notice notice) {
    long sum = 0;
    for (Map.Entry<Long, Long> injected : after(notice.reactionsSeen()).entrySet()) {
      if (injected.getKey() < notice.noticeSequence()) {
        sum = Math.addExact(sum, injected.getValue());
      }
    }
    return sum;
  }

  /** What was injected for a notice, in ns; null if it was not answered, or that is forgotten. */
  @Nullable Long injectedNanos(Notice notice) {
    return injectedBySequence.get(notice.noticeSequence());
  }

  /** With the answer to a later notice; one that was answered before is not counted again. */
  ReactionLog with(long sequence, long injectedNanos) {
    if (hasAnswered(sequence)) {
      return this;
    }
    SortedMap<Long, Long> next = new TreeMap<>(injectedBySequence);
    next.put(sequence, injectedNanos);
    if (next.size() > UNSEEN_MAX) {
      Long oldestNanos = next.remove(next.firstKey());
      next.merge(next.firstKey(), Objects.requireNonNull(oldestNanos), Math::addExact);
    }
    return new ReactionLog(next, sequence);
  }

  /** Without what the ledger knows of by now; it does not forget it again. */
  ReactionLog prunedTo(long reactionsSeen) {
    return new ReactionLog(new TreeMap<>(after(reactionsSeen)), lastSequence);
  }

  int size() {
    return injectedBySequence.size();
  }

  private SortedMap<Long, Long> after(long reactionsSeen) {
    return reactionsSeen == Long.MAX_VALUE
        ? Collections.emptySortedMap()
        : injectedBySequence.tailMap(reactionsSeen + 1);
  }
}
