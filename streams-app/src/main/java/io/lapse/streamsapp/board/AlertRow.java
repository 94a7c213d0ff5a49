package io.lapse.streamsapp.board;

import io.lapse.ledger.Utf8Order;
import io.lapse.ledger.account.Alert;
import io.lapse.ledger.policy.Party;
import io.lapse.ledger.policy.Severity;
import io.lapse.ledger.policy.Violation;
import java.util.Comparator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A violation or a live alarm, as it stands. Instants are TAI nanoseconds.
 *
 * @param zone of the guest; null where its profile names none
 * @param openedTaiNanos when it opened last; null if the board begins later
 * @param resolvedTaiNanos null while it is open
 * @param policy {@code class@version}
 * @param sourceHost null where neither the alert nor the outage as it stands knows it
 * @param destinationHost likewise
 * @param toutNanos restart less stop, may be negative; null unless both are known
 */
public record AlertRow(
    String alertId,
    String guest,
    @Nullable String zone,
    String outageId,
    Violation violation,
    Severity severity,
    Party party,
    Alert.State state,
    @Nullable Long openedTaiNanos,
    @Nullable Long resolvedTaiNanos,
    boolean certain,
    String policy,
    @Nullable String sourceHost,
    @Nullable String destinationHost,
    @Nullable Long toutNanos) {
  /** By when they opened, or were resolved where that is not known; then by id. */
  public static final Comparator<AlertRow> NEWEST_FIRST =
      Comparator.comparingLong(AlertRow::atTaiNanos)
          .reversed()
          .thenComparing(AlertRow::alertId, Utf8Order::compare);

  /** The same, with what its outage knows by now. */
  AlertRow about(OutageRow outage) {
    return new AlertRow(
        alertId,
        guest,
        zone,
        outageId,
        violation,
        severity,
        party,
        state,
        openedTaiNanos,
        resolvedTaiNanos,
        certain,
        policy,
        outage.sourceHost() != null ? outage.sourceHost() : sourceHost,
        outage.destinationHost() != null ? outage.destinationHost() : destinationHost,
        outage.toutNanos() != null ? outage.toutNanos() : toutNanos);
  }

  /** When it opened; or was resolved, if the board begins later. */
  public long atTaiNanos() {
    return Objects.requireNonNull(openedTaiNanos != null ? openedTaiNanos : resolvedTaiNanos);
  }
}
