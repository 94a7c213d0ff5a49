package io.lapse.streamsapp.board;

import io.lapse.ledger.Utf8Order;
import io.lapse.ledger.account.OutageKind;
import io.lapse.ledger.policy.Cooperation;
import io.lapse.ledger.policy.Verdict;
import io.lapse.ledger.policy.Violation;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An outage as it stands: the columns of its last standing entry. Instants are TAI nanoseconds.
 *
 * @param kind null where it is open and its stop does not tell
 * @param sourceHost null where the stop is missing
 * @param destinationHost null while it is open
 * @param stoppedTaiNanos null where the stop is missing
 * @param restartedTaiNanos null while it is open
 * @param toutNanos restart less stop, may be negative; null while open, or where the stop is
 *     missing
 * @param toutErrorNanos give or take; null with {@code toutNanos}
 * @param compensatedNanos null with {@code toutNanos}, as the four that follow
 * @param unaccountedNanos positive: the guest's wall clock is behind TAI
 * @param verdict null with {@code toutNanos}
 * @param policy {@code class@version}
 * @param violations that stand open in the books, in the order of {@link Violation}
 * @param entries how many stand
 * @param stale the stale window that it opened last; null if it opened none
 */
public record OutageRow(
    String guest,
    String outageId,
    @Nullable OutageKind kind,
    @Nullable String sourceHost,
    @Nullable String destinationHost,
    @Nullable Long stoppedTaiNanos,
    @Nullable Long restartedTaiNanos,
    @Nullable Long toutNanos,
    @Nullable Long toutErrorNanos,
    @Nullable Long compensatedNanos,
    @Nullable Long sleptNanos,
    @Nullable Long injectedNanos,
    @Nullable Long correctedNanos,
    @Nullable Long unaccountedNanos,
    @Nullable Verdict verdict,
    Cooperation cooperation,
    String policy,
    List<Violation> violations,
    int entries,
    @Nullable Stale stale) {
  public OutageRow {
    violations = List.copyOf(violations);
  }

  /** By stop, or restart where that is missing; then by id. */
  public static final Comparator<OutageRow> NEWEST_FIRST =
      Comparator.comparingLong(OutageRow::beginTaiNanos)
          .reversed()
          .thenComparing(OutageRow::outageId, Utf8Order::compare);

  /**
   * When the guest trusted a wrong clock.
   *
   * @param untilTaiNanos the repair; null while it lasts
   */
  public record Stale(long fromTaiNanos, @Nullable Long untilTaiNanos) {}

  /** Whether its restart is awaited. */
  public boolean isOpen() {
    return restartedTaiNanos == null;
  }

  /** When it began: the stop, or the restart where that is missing. */
  public long beginTaiNanos() {
    Long begin = stoppedTaiNanos != null ? stoppedTaiNanos : restartedTaiNanos;
    if (begin == null) {
      throw new IllegalStateException("an outage must have a stop or a restart: " + outageId);
    }
    return begin;
  }
}
