package io.lapse.streamsapp.metrics;

import static io.lapse.streamsapp.metrics.FoldedGuest.EPOCH;
import static io.lapse.streamsapp.metrics.FoldedGuest.MIGRATE;
import static io.lapse.streamsapp.metrics.FoldedGuest.stop;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lapse.streamsapp.account.FoldObserver.Stage;
import io.lapse.streamsapp.account.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IngestMetersTest {
  /** What UTC shows at the epoch: TAI is 37 s ahead. */
  private static final long EPOCH_UTC_MILLIS = EPOCH / 1_000_000 - 37_000;

  private final FoldedGuest guest = new FoldedGuest();

  @Test
  void inputs_areCountedByProducerAndType_andAgainAsDuplicates() {
    guest.takes(stop("h0", 10, MIGRATE), stop("h0", 10, MIGRATE));

    assertThat(guest.counted("lapse.events.ingested", "producer", "qmp", "event_type", "stopped"))
        .isEqualTo(1);
    assertThat(guest.counted("lapse.events.duplicate", "producer", "qmp")).isEqualTo(1);
    assertThat(guest.labels("lapse.events.ingested", "event_type"))
        .contains("host_clock", "clock_observation", "reacted", "vcpu_starved");
    assertThat(guest.labels("lapse.events.ingested", "producer"))
        .containsExactly("avro", "emulated", "hypervisor_log", "jsonl", "libvirt", "qmp");
  }

  @Test
  void lag_isFromTheStampToTheRecord() {
    guest.metrics.arrived(stop("h0", 10, MIGRATE), EPOCH_UTC_MILLIS + 260);

    assertThat(guest.total("lapse.ingest.lag", "producer", "qmp")).isCloseTo(0.25, within(1e-5));
    assertThat(guest.counted("lapse.events.ahead")).isZero();
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, -1, 0, EPOCH_UTC_MILLIS + 9})
  void recordBeforeItsStamp_hasNoLag_andIsCounted(long recordMillis) {
    guest.metrics.arrived(stop("h0", 10, MIGRATE), recordMillis);

    assertThat(guest.total("lapse.ingest.lag")).isZero();
    assertThat(guest.recorded("lapse.ingest.lag")).isEqualTo(1);
    assertThat(guest.counted("lapse.events.ahead", "producer", "qmp")).isEqualTo(1);
  }

  @Test
  void recordOfTheFarFuture_isTaken() {
    guest.metrics.arrived(stop("h0", 10, MIGRATE), Long.MAX_VALUE);

    assertThat(guest.recorded("lapse.ingest.lag")).isEqualTo(1);
  }

  @Test
  void refusals_areCountedByProducer_andByTopic() {
    guest.metrics.refused("lapse.host-events", stop("h0", 10, MIGRATE), Reason.LATE);
    guest.metrics.refused("lapse.host-events", null, Reason.UNDECODABLE);

    assertThat(guest.counted("lapse.events.rejected", "producer", "qmp", "reason", "late"))
        .isEqualTo(1);
    assertThat(
            guest.counted("lapse.events.rejected", "producer", "unknown", "reason", "undecodable"))
        .isEqualTo(1);
    assertThat(guest.counted("lapse.quarantined.records", "topic", "lapse.host-events"))
        .isEqualTo(2);
  }

  @Test
  void stages_areTimed() {
    guest.metrics.spent(Stage.FOLD, 20_000);

    assertThat(guest.total("lapse.processing.duration", "stage", "fold"))
        .isCloseTo(20e-6, within(1e-12));
    assertThat(guest.labels("lapse.processing.duration", "stage"))
        .containsExactly("decode", "fold", "publish");
  }
}
