package io.lapse.cli.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.ledger.account.HistoryProof;
import io.lapse.ledger.account.HistoryRecord;
import io.lapse.ledger.notice.Notice;
import io.lapse.schemas.topic.Topic;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What holds of the outputs whatever happened to the application. */
final class Invariants {
  private Invariants() {}

  static <V> List<V> values(Topic<V> topic, List<ConsumerRecord<byte[], byte[]>> records) {
    return records.stream()
        .map(read -> topic.valueSerde().deserializer().deserialize(topic.name(), read.value()))
        .toList();
  }

  /** The history is true: no record of it is there twice, and none is missing. */
  static void assertTrue(List<HistoryRecord> history) {
    HistoryProof proof = new HistoryProof();
    history.forEach(proof::add);

    assertThat(proof.findings()).isEmpty();
  }

  /** Each guest's notices count from 1: none was published twice, and none was lost. */
  static void assertCounted(List<Notice> notices) {
    Map<String, Long> last = new HashMap<>();
    for (Notice notice : notices) {
      long before = last.getOrDefault(notice.guest(), 0L);
      assertThat(notice.noticeSequence()).as("notice of " + notice.guest()).isEqualTo(before + 1);
      last.put(notice.guest(), notice.noticeSequence());
    }
  }
}
