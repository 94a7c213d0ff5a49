package io.lapse.streamsapp;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.streamsapp.account.FoldCounts;
import io.lapse.streamsapp.account.Reason;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** What is counted where stands in LedgerTopologyTest. */
class LedgerMetersTest {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final FoldCounts counts = new FoldCounts();
  private final Restoration restoration = new Restoration(() -> 0);

  @Test
  void counts_areLabelledByWhatBecameOfTheInput() {
    LedgerMeters.bind(registry, counts, restoration);

    counts.refused("t", Reason.WRONG_KEY);
    counts.refused("t", Reason.WRONG_KEY);

    assertThat(
            registry
                .get("lapse.ledger.quarantined")
                .tag("reason", "wrong_key")
                .functionCounter()
                .count())
        .isEqualTo(2);
    assertThat(registry.find("lapse.ledger.inputs").functionCounters())
        .extracting(counter -> counter.getId().getTag("outcome"))
        .containsExactlyInAnyOrder("accepted", "duplicate", "not_counted");
  }

  @Test
  void whatStands_isAGauge() {
    LedgerMeters.bind(registry, counts, restoration);

    assertThat(registry.get("lapse.ledger.outages.open").gauge().value()).isZero();
    assertThat(registry.get("lapse.ledger.alarms.raised").gauge().value()).isZero();
    assertThat(registry.get("lapse.ledger.outputs").tag("kind", "alarm").functionCounter().count())
        .isZero();
  }

  @Test
  void restore_isCounted_andSaysWhatIsLeft() {
    LedgerMeters.bind(registry, counts, restoration);

    restoration.onRestoreStart(new TopicPartition("changelog", 0), "guest-state", 0, 100);
    restoration.onBatchRestored(new TopicPartition("changelog", 0), "guest-state", 39, 40);

    assertThat(registry.get("lapse.ledger.restore.left").gauge().value()).isEqualTo(60);
    assertThat(registry.get("lapse.ledger.restored.records").functionCounter().count())
        .isEqualTo(40);
  }
}
