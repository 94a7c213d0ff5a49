package io.lapse.streamsapp.transactions;

import org.apache.kafka.clients.admin.AbortTransactionSpec;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.common.TopicPartition;

/**
 * A transaction that is open in a partition, although its coordinator has ended it.
 *
 * @param transactionalId whose it is; empty if no coordinator knows its producer
 * @param producer what the partition knows of it
 * @param outcome how the coordinator ended it
 */
public record HangingTransaction(
    TopicPartition partition, String transactionalId, ProducerState producer, Outcome outcome) {

  /** What became of a transaction. */
  public enum Outcome {
    ABORTED,
    COMMITTED,
    /** Others have followed it, or nobody knows. */
    UNKNOWN
  }

  /** Where it begins: readers of committed records wait there. */
  public long startOffset() {
    return producer.currentTransactionStartOffset().orElseThrow();
  }

  /** The same, when more is known of its end. */
  HangingTransaction ended(Outcome how) {
    return new HangingTransaction(partition, transactionalId, producer, how);
  }

  /** What ends it in the partition. */
  AbortTransactionSpec abortion() {
    return new AbortTransactionSpec(
        partition,
        producer.producerId(),
        (short) producer.producerEpoch(),
        producer.coordinatorEpoch().orElse(0));
  }

  /** On one line. */
  public String inWords() {
    return partition
        + " from offset "
        + startOffset()
        + " (producer "
        + producer.producerId()
        + ", "
        + (transactionalId.isEmpty() ? "unknown" : transactionalId)
        + ", "
        + outcome
        + ")";
  }
}
