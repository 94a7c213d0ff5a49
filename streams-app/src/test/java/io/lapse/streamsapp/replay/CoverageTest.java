package io.lapse.streamsapp.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class CoverageTest {
  private static final TopicPartition FIRST = new TopicPartition("events", 0);
  private static final TopicPartition SECOND = new TopicPartition("events", 1);

  private static Map<TopicPartition, OffsetAndMetadata> committed(long offset) {
    return Map.of(FIRST, new OffsetAndMetadata(offset));
  }

  @Test
  void emptyInputs_areDoneAtOnce() {
    Coverage coverage = new Coverage(Map.of(FIRST, new InputRange(0, 0, 0)));

    assertThat(coverage.isDone(Map.of())).isTrue();
    assertThat(coverage.total()).isZero();
  }

  @Test
  void inputThatEndsInAMarker_isDone_whenTheReaderStandsBehindIt() {
    Coverage coverage = new Coverage(Map.of(FIRST, new InputRange(0, 10, 10)));
    coverage.deliver(FIRST, 7);

    coverage.stand(FIRST, 8);
    boolean before = coverage.isDone(committed(8));
    coverage.stand(FIRST, 10);

    assertThat(before).isFalse();
    assertThat(coverage.isDone(committed(7))).isFalse();
    assertThat(coverage.isDone(Map.of())).isFalse();
    assertThat(coverage.isDone(committed(8))).isTrue();
  }

  @Test
  void everyInput_isAwaited() {
    Coverage coverage =
        new Coverage(Map.of(FIRST, new InputRange(0, 1, 1), SECOND, new InputRange(0, 1, 1)));
    coverage.deliver(FIRST, 0);
    coverage.stand(FIRST, 1);

    boolean one = coverage.isDone(committed(1));
    coverage.stand(SECOND, 1); // What was there was aborted: nothing is ever committed.

    assertThat(one).isFalse();
    assertThat(coverage.isDone(committed(1))).isTrue();
  }

  @Test
  void whatWasGoneAtTheCapture_isAHole() {
    Coverage coverage =
        new Coverage(Map.of(SECOND, new InputRange(4, 9, 9), FIRST, new InputRange(0, 9, 9)));

    coverage.hole(FIRST, 2, 5);
    coverage.hole(FIRST, 5, 5);

    assertThat(coverage.holes()).containsExactly(new Hole(FIRST, 2, 5), new Hole(SECOND, 0, 4));
    assertThat(coverage.holes().get(0).inWords()).isEqualTo("events-0: offsets 2 to 4");
  }

  @Test
  void progress_countsWhatLiesBetweenBeginAndEnd() {
    Coverage coverage =
        new Coverage(Map.of(SECOND, new InputRange(4, 9, 9), FIRST, new InputRange(0, 9, 12)));

    coverage.stand(SECOND, 6);
    coverage.stand(FIRST, 11);

    assertThat(coverage.total()).isEqualTo(14);
    assertThat(coverage.read()).isEqualTo(11);
  }
}
