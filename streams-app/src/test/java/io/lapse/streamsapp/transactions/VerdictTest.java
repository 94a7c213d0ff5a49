package io.lapse.streamsapp.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.streamsapp.transactions.HangingTransaction.Outcome;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictTest {
  private static final long PRODUCER = 1_000;
  private static final long NOW = 1_800_000_000_000L;

  /** Open in a partition since a second ago. */
  private static ProducerState open(int epoch) {
    return open(epoch, NOW - 1_000);
  }

  private static ProducerState open(int epoch, long lastMillis) {
    return new ProducerState(
        PRODUCER, epoch, 7, lastMillis, OptionalInt.of(3), OptionalLong.of(49));
  }

  private static TransactionDescription coordinator(TransactionState state, int epoch) {
    return new TransactionDescription(
        1, state, PRODUCER, epoch, 60_000, OptionalLong.empty(), Set.of());
  }

  @ParameterizedTest
  @CsvSource({
    // state, epoch of the coordinator, epoch of what is open in the partition, verdict
    "COMPLETE_ABORT,  4, 3, ABORTED",
    "COMPLETE_COMMIT, 4, 3, COMMITTED",
    "EMPTY,           5, 3, UNKNOWN",
    "ONGOING,         4, 3, UNKNOWN",
    // Others followed it.
    "COMPLETE_ABORT,  6, 3, UNKNOWN",
    "COMPLETE_COMMIT, 6, 3, UNKNOWN",
  })
  void transaction_thatIsOpenBehindItsCoordinator_hangs(
      TransactionState state, int epoch, int openEpoch, Outcome outcome) {
    assertThat(Verdict.of(open(openEpoch), coordinator(state, epoch), NOW)).contains(outcome);
  }

  @ParameterizedTest
  @CsvSource({
    // It goes on.
    "ONGOING,             3",
    // Its end is on its way.
    "PREPARE_COMMIT,      4",
    "PREPARE_ABORT,       4",
    "PREPARE_EPOCH_FENCE, 4",
    "UNKNOWN,             4",
    // Begun since the coordinator was asked.
    "COMPLETE_COMMIT,     3",
    "EMPTY,               3",
  })
  void transaction_thatMayStillEnd_doesNotHang(TransactionState state, int epoch) {
    assertThat(Verdict.of(open(3), coordinator(state, epoch), NOW)).isEmpty();
  }

  @Test
  void transaction_ofAProducerThatNobodyKnows_hangsWhenItIsTooOld() {
    assertThat(Verdict.of(open(3), null, NOW)).isEmpty();
    assertThat(Verdict.of(open(3, NOW - 900_001), null, NOW))
        .isEqualTo(Optional.of(Outcome.UNKNOWN));
  }

  @ParameterizedTest
  @CsvSource({
    // What is ongoing when a producer begins anew is aborted.
    "ONGOING,         3, ABORTED",
    "ONGOING,         4, UNKNOWN",
    "PREPARE_ABORT,   4, ABORTED",
    "PREPARE_COMMIT,  4, COMMITTED",
    "COMPLETE_ABORT,  4, ABORTED",
    "COMPLETE_COMMIT, 4, COMMITTED",
    "COMPLETE_ABORT,  5, UNKNOWN",
    "EMPTY,           4, UNKNOWN",
  })
  void outcome_isTheLastThatWasKnown_beforeAProducerBeganAnew(
      TransactionState state, int epoch, Outcome outcome) {
    assertThat(Verdict.outcome(open(3), coordinator(state, epoch))).isEqualTo(outcome);
  }
}
