package io.lapse.ledger.account;

import io.lapse.ledger.EventId;
import io.lapse.ledger.guest.ReactionOrigin;
import io.lapse.ledger.policy.Cooperation;
import io.lapse.ledger.policy.Verdict;
import io.lapse.ledger.policy.Violation;
import io.lapse.ledger.time.TaiInstant;
import io.lapse.ledger.timers.ExpiryEstimate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the standing ledger. The columns show the outage after it; {@code postings} only
 * what it moved.
 *
 * @param entryNumber from 1 within the outage
 * @param kind null where the outage is open and its stop does not tell
 * @param sourceHost null where the stop is missing
 * @param destinationHost null while the outage is open
 * @param stoppedAt null where the stop is missing
 * @param restartedAt null while the outage is open
 * @param toutNanos restart less stop; may be negative; null while open, or where the stop is
 *     missing
 * @param toutErrorNanos give or take; null with {@code toutNanos}
 * @param amounts null with {@code toutNanos}
 * @param migrationSequence the rank among the guest's outages by restart, from 1; null while open
 * @param verdict null with {@code toutNanos}
 * @param violations open after this entry, in the order of {@link Violation}
 * @param expired null where nothing is known of the guest's timers
 * @param policy {@code class@version} of the policy that judged it
 * @param reactionOrigin who injected; null where this entry is no reaction
 * @param eventIds the events that it rests on, by stamp, then id
 * @param replaces the id under which the outage stood while its stop was missing; else null
 * @param postings what this entry moved; they sum to zero
 */
public record Entry(
    String guest,
    String outageId,
    int entryNumber,
    EntryKind entryKind,
    @Nullable OutageKind kind,
    @Nullable String sourceHost,
    @Nullable String destinationHost,
    @Nullable TaiInstant stoppedAt,
    @Nullable TaiInstant restartedAt,
    @Nullable Long toutNanos,
    @Nullable Long toutErrorNanos,
    @Nullable Amounts amounts,
    @Nullable Long migrationSequence,
    @Nullable Verdict verdict,
    Cooperation cooperation,
    List<Violation> violations,
    @Nullable ExpiryEstimate expired,
    String policy,
    @Nullable ReactionOrigin reactionOrigin,
    List<EventId> eventIds,
    @Nullable String replaces,
    List<Posting> postings) {

  /** The entries of the standing ledger. */
  public enum EntryKind {
    /** The outage as its stop and restart show it. */
    POSTED,
    /** A reaction or a clock observation moved part of it. */
    ADJUSTMENT
  }

  public Entry {
    violations = List.copyOf(violations);
    eventIds = List.copyOf(eventIds);
    postings = List.copyOf(postings);
    if (entryNumber < 1) {
      throw new IllegalArgumentException("entryNumber must be at least 1: " + entryNumber);
    }
    if ((amounts == null) != (toutNanos == null)
        || (toutErrorNanos == null) != (toutNanos == null)) {
      throw new IllegalArgumentException("amounts and Tout are known together or not at all");
    }
  }

  /** This entry with the postings that take it back. */
  Entry reversed() {
    if (postings.isEmpty()) {
      return this;
    }
    List<Posting> taken = new ArrayList<>(postings.size());
    for (Posting posting : postings) {
      taken.add(new Posting(posting.account(), Math.negateExact(posting.amountNanos())));
    }
    return with(replaces, taken);
  }

  /** This entry, said to replace the outage that stood under another id; null: it replaces none. */
  Entry replacing(@Nullable String outageIdBefore) {
    return Objects.equals(outageIdBefore, replaces) ? this : with(outageIdBefore, postings);
  }

  private Entry with(@Nullable String newReplaces, List<Posting> newPostings) {
    return new Entry(
        guest,
        outageId,
        entryNumber,
        entryKind,
        kind,
        sourceHost,
        destinationHost,
        stoppedAt,
        restartedAt,
        toutNanos,
        toutErrorNanos,
        amounts,
        migrationSequence,
        verdict,
        cooperation,
        violations,
        expired,
        policy,
        reactionOrigin,
        eventIds,
        newReplaces,
        newPostings);
  }
}
