package io.lapse.streamsapp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class RestorationTest {
  private static final TopicPartition FIRST = new TopicPartition("changelog", 0);
  private static final TopicPartition SECOND = new TopicPartition("changelog", 1);

  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
  private final Restoration restoration = new Restoration(now::get);

  @Test
  void stores_thatAreRestored_sayWhatIsLeft() {
    restoration.onRestoreStart(FIRST, "guest-state", 100, 1_100);
    restoration.onRestoreStart(SECOND, "guest-state", 0, 50);

    restoration.onBatchRestored(FIRST, "guest-state", 599, 480);

    assertThat(restoration.ongoing()).isEqualTo(2);
    assertThat(restoration.left()).isEqualTo(500 + 50);
    assertThat(restoration.records()).isEqualTo(480);
  }

  @Test
  void store_thatIsRestored_isTimed_acrossOverflow() {
    restoration.onRestoreStart(FIRST, "guest-state", 0, 10);
    now.addAndGet(40);

    restoration.onRestoreEnd(FIRST, "guest-state", 10);

    assertThat(restoration.ongoing()).isZero();
    assertThat(restoration.left()).isZero();
    assertThat(restoration.stores()).isEqualTo(1);
    assertThat(restoration.nanos()).isEqualTo(40);
  }

  @Test
  void store_thatAnotherInstanceTookOver_isNotWaitedFor() {
    restoration.onRestoreStart(FIRST, "guest-state", 0, 10);

    restoration.onRestoreSuspended(FIRST, "guest-state", 3);

    assertThat(restoration.ongoing()).isZero();
  }

  @Test
  void batch_beyondTheEndThatWasToldFirst_leavesNothing() {
    restoration.onRestoreStart(FIRST, "guest-state", 0, 10);

    restoration.onBatchRestored(FIRST, "guest-state", 12, 12);

    assertThat(restoration.left()).isZero();
  }
}
