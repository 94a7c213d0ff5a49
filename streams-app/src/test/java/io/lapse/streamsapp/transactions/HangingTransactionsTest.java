package io.lapse.streamsapp.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HangingTransactionsTest {
  /** As Kafka's {@code Utils.abs(group.hashCode()) % count}. */
  @ParameterizedTest
  @CsvSource({
    "lapse-ledger,  1,  0",
    "a,            50, 47", // 97
    "polygenelubricants, 50, 0", // The least of all hashes has no opposite.
  })
  void offsets_lieInThePartition_thatABrokerChooses(String group, int count, int partition) {
    assertThat(HangingTransactions.offsetsPartition(group, count)).isEqualTo(partition);
  }
}
