package io.lapse.streamsapp.transactions;

import java.util.Map;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * A producer whose transactions wait until the one before has ended everywhere.
 *
 * <pre>
 *   initTransactions -> settled -> begin, commit, begin, commit ...
 *                                    abort, slow commit -> not settled -> begin: settled first
 * </pre>
 */
final class GuardedProducer extends KafkaProducer<byte[], byte[]> {
  private final TransactionGuard guard;
  private final String transactionalId;
  private final long slowCommitNanos;
  private @Nullable TransactionDescription last;
  private boolean isInitialized;
  private boolean isSettled;

  /**
   * Connects it.
   *
   * @param slowCommitNanos from here on a broker may have been away, and have lost the end of what
   *     it committed
   */
  GuardedProducer(Map<String, Object> config, TransactionGuard guard, long slowCommitNanos) {
    super(config, new ByteArraySerializer(), new ByteArraySerializer());
    this.guard = guard;
    this.slowCommitNanos = slowCommitNanos;
    transactionalId = String.valueOf(config.get(ProducerConfig.TRANSACTIONAL_ID_CONFIG));
  }

  /** May be called again after a time-out. */
  @Override
  public void initTransactions() {
    if (!isInitialized) {
      last = guard.last(transactionalId).orElse(null);
      super.initTransactions();
      isInitialized = true;
    }
    settle();
  }

  private void settle() {
    guard.settle(transactionalId, last);
    last = null; // From now on the coordinator's present state is the last.
    isSettled = true;
  }

  @Override
  public void beginTransaction() {
    if (isInitialized && !isSettled) {
      settle();
    }
    super.beginTransaction();
  }

  @Override
  public void commitTransaction() {
    long begunNanos = System.nanoTime();
    super.commitTransaction();
    isSettled = System.nanoTime() - begunNanos < slowCommitNanos;
  }

  @Override
  public void abortTransaction() {
    isSettled = false;
    super.abortTransaction();
  }
}
