package io.lapse.streamsapp.transactions;

import io.lapse.streamsapp.transactions.HangingTransaction.Outcome;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionState;
import org.jspecify.annotations.Nullable;

/** Whether an open transaction hangs, and how it ended. */
final class Verdict {
  /** In these, all markers of the coordinator's earlier epochs have been sent. */
  private static final Set<TransactionState> SETTLED =
      Set.of(
          TransactionState.EMPTY,
          TransactionState.ONGOING,
          TransactionState.COMPLETE_COMMIT,
          TransactionState.COMPLETE_ABORT);

  /** Kafka's {@code transaction.max.timeout.ms}: nobody's transaction is open for longer. */
  private static final long OPEN_MILLIS_MAX = 900_000;

  private Verdict() {}

  static boolean isSettled(TransactionDescription coordinator) {
    return SETTLED.contains(coordinator.state());
  }

  /**
   * Returns how a transaction ended; empty if it does not hang.
   *
   * @param coordinator what was the case before the partition was looked at; null if none knows the
   *     producer
   */
  static Optional<Outcome> of(
      ProducerState open, @Nullable TransactionDescription coordinator, long nowMillis) {
    if (coordinator == null) {
      return nowMillis - open.lastTimestamp() > OPEN_MILLIS_MAX
          ? Optional.of(Outcome.UNKNOWN)
          : Optional.empty();
    }
    boolean hangs =
        isSettled(coordinator)
            && open.producerId() == coordinator.producerId()
            && open.producerEpoch() < coordinator.producerEpoch();
    return hangs ? Optional.of(outcome(open, coordinator)) : Optional.empty();
  }

  /**
   * Returns how it ended.
   *
   * @param last the last that was known before anything followed it
   */
  static Outcome outcome(ProducerState open, TransactionDescription last) {
    boolean isSame = open.producerId() == last.producerId();
    // What ends a transaction raises the epoch, once.
    boolean isLastEnded = isSame && open.producerEpoch() == last.producerEpoch() - 1;
    boolean isOngoing = isSame && open.producerEpoch() == last.producerEpoch();
    return switch (last.state()) {
      case ONGOING -> isOngoing ? Outcome.ABORTED : Outcome.UNKNOWN;
      case PREPARE_ABORT, COMPLETE_ABORT -> isLastEnded ? Outcome.ABORTED : Outcome.UNKNOWN;
      case PREPARE_COMMIT, COMPLETE_COMMIT -> isLastEnded ? Outcome.COMMITTED : Outcome.UNKNOWN;
      default -> Outcome.UNKNOWN;
    };
  }
}
