package io.lapse.streamsapp.transactions;

import io.lapse.streamsapp.transactions.HangingTransaction.Outcome;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.FinalizedVersionRange;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that a producer begins no transaction while an older one of its own is open somewhere:
 * the next commit would publish what that one wrote, and it was aborted.
 *
 * <pre>
 *   hangs, surely aborted   -> its end is written, and the producer may begin
 *   hangs, anything else    -> of this producer: it may not begin; of another: logged
 * </pre>
 */
final class TransactionGuard {
  private static final Logger LOG = LoggerFactory.getLogger(TransactionGuard.class);

  /** Below, epochs do not tell transactions apart. */
  private static final int TRANSACTION_VERSION_MIN = 2;

  /** So long a producer waits to begin. Each question has less; then it is asked anew. */
  private static final Duration SETTLING_MAX = Duration.ofSeconds(60);

  private static final long PAUSE_MILLIS = 50;

  private final Supplier<Admin> admins;
  private final String applicationId;
  private final List<String> topics;

  /**
   * Prepares it; no broker is asked yet.
   *
   * @param applicationId with what the application's transactional ids and internal topics begin
   * @param topics others that it writes to
   */
  TransactionGuard(Supplier<Admin> admins, String applicationId, Collection<String> topics) {
    this.admins = admins;
    this.applicationId = applicationId;
    this.topics = List.copyOf(topics);
  }

  private HangingTransactions transactions(Admin admin) {
    return new HangingTransactions(admin, applicationId, topics);
  }

  /** What is asked of the brokers. */
  private interface Question<T> {
    T ask(Admin admin) throws InterruptedException;
  }

  /** Asks again what timed out: a broker that has gone since is then no longer asked. */
  private <T> T answer(Question<T> question) {
    long deadlineNanos = System.nanoTime() + SETTLING_MAX.toNanos();
    while (true) {
      try (Admin admin = admins.get()) {
        return question.ask(admin);
      } catch (TimeoutException e) {
        if (System.nanoTime() - deadlineNanos > 0) {
          throw e;
        }
        LOG.atWarn()
            .addKeyValue("reason", String.valueOf(e.getMessage()))
            .log("the brokers do not describe their transactions; asked again");
      } catch (InterruptedException e) {
        throw new InterruptException(e);
      }
    }
  }

  /** What is known of a producer before it begins; empty if nothing is. */
  Optional<TransactionDescription> last(String transactionalId) {
    return answer(admin -> transactions(admin).describe(transactionalId));
  }

  /**
   * Returns when the producer may begin a transaction.
   *
   * @param last what was known of it before it was given its present epoch; null if nothing was
   * @throws KafkaException if it may not, or nobody says so
   */
  void settle(String transactionalId, @Nullable TransactionDescription last) {
    answer(admin -> settled(admin, transactionalId, last));
  }

  private List<HangingTransaction> settled(
      Admin admin, String transactionalId, @Nullable TransactionDescription last)
      throws InterruptedException {
    HangingTransactions transactions = transactions(admin);
    awaitEnd(transactions, transactionalId);
    List<HangingTransaction> hanging = sorted(transactions.find());
    for (HangingTransaction each : hanging) {
      settle(admin, transactionalId, each, last);
    }
    return hanging;
  }

  /** Offsets first: inputs that come again are the lesser evil. */
  private static List<HangingTransaction> sorted(List<HangingTransaction> hanging) {
    return hanging.stream()
        .sorted(
            Comparator.comparing(
                each -> !each.partition().topic().equals(HangingTransactions.OFFSETS)))
        .toList();
  }

  /** The coordinator says that it aborts before it has told the partitions. */
  private static void awaitEnd(HangingTransactions transactions, String transactionalId)
      throws InterruptedException {
    long deadlineNanos = System.nanoTime() + SETTLING_MAX.toNanos();
    Optional<TransactionDescription> state = transactions.describe(transactionalId);
    while (state.isPresent() && !Verdict.isSettled(state.get())) {
      if (System.nanoTime() - deadlineNanos > 0) {
        throw new TimeoutException("the transaction of " + transactionalId + " does not end");
      }
      Thread.sleep(PAUSE_MILLIS);
      state = transactions.describe(transactionalId);
    }
  }

  private void settle(
      Admin admin,
      String transactionalId,
      HangingTransaction found,
      @Nullable TransactionDescription last)
      throws InterruptedException {
    boolean isOwn = found.transactionalId().equals(transactionalId);
    HangingTransaction hanging =
        isOwn && last != null ? found.ended(Verdict.outcome(found.producer(), last)) : found;
    if (isAborted(admin, hanging) && abort(admin, hanging)) {
      LOG.atWarn()
          .addKeyValue("transaction", hanging.inWords())
          .log("an aborted transaction was open in a partition; its end is written now");
      return;
    }
    LOG.atError()
        .addKeyValue("transaction", hanging.inWords())
        .log("a transaction hangs: lapse doctor says what to do");
    if (isOwn) {
      throw new KafkaException("a transaction hangs, and must end first: " + hanging.inWords());
    }
  }

  private boolean isAborted(Admin admin, HangingTransaction hanging) throws InterruptedException {
    return hanging.outcome() == Outcome.ABORTED
        && hanging.transactionalId().startsWith(applicationId + "-")
        && tellsApart(admin);
  }

  private static boolean tellsApart(Admin admin) throws InterruptedException {
    try {
      FinalizedVersionRange version =
          admin
              .describeFeatures()
              .featureMetadata()
              .get()
              .finalizedFeatures()
              .get("transaction.version");
      return version != null && version.maxVersionLevel() >= TRANSACTION_VERSION_MIN;
    } catch (ExecutionException e) {
      LOG.atDebug().setCause(e).log("the brokers do not say what they can do");
      return false;
    }
  }

  private static boolean abort(Admin admin, HangingTransaction hanging)
      throws InterruptedException {
    try {
      admin.abortTransaction(hanging.abortion()).all().get();
      return true;
    } catch (ExecutionException e) {
      LOG.atWarn()
          .addKeyValue("reason", String.valueOf(e.getCause()))
          .log("its end cannot be written; that takes ALTER on the cluster");
      return false;
    }
  }
}
