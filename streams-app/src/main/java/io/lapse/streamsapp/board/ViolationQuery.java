package io.lapse.streamsapp.board;

import io.lapse.ledger.policy.Severity;
import io.lapse.ledger.policy.Violation;
import org.jspecify.annotations.Nullable;

/**
 * Which violations and live alarms are asked for, the newest first; null asks for all.
 *
 * @param filter by the guest's profile, and the kind of the outage
 * @param isOpen only those that are open, or that are not
 * @param after where the page before ended
 * @param limit how many at most
 */
public record ViolationQuery(
    BoardFilter filter,
    @Nullable String guest,
    @Nullable Boolean isOpen,
    @Nullable Violation violation,
    @Nullable Severity severity,
    @Nullable After after,
    int limit) {

  /** The key of one in this order. */
  public static After key(AlertRow row) {
    return new After(row.atTaiNanos(), row.alertId());
  }
}
