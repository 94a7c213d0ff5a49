package io.lapse.streamsapp.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class InputProgressTest {
  private static final Map<String, Long> ENDS = Map.of("host", 10L, "guest", 5L, "empty", 0L);

  @Test
  void storeThatKnowsAll_isNotBehind() {
    Map<String, Long> positions = Map.of("host", 9L, "guest", 4L);

    assertThat(InputProgress.of(ENDS, positions, Map.of()).lagRecords()).isZero();
  }

  @Test
  void lag_isTheSumOverTheTopics() {
    Map<String, Long> positions = Map.of("host", 7L);

    InputProgress progress = InputProgress.of(ENDS, positions, Map.of());

    assertThat(progress.lagRecords()).isEqualTo(2 + 5);
    assertThat(progress.asOf()).containsExactly(Map.entry("host", 7L));
  }

  /** A duplicate changes no state; a new owner has changed none yet. */
  @Test
  void whatTheGroupHasDoneWith_counts_whereTheStoreKnowsLess() {
    InputProgress progress =
        InputProgress.of(ENDS, Map.of("host", 7L), Map.of("host", 9L, "guest", 5L, "empty", 0L));

    assertThat(progress.asOf()).containsOnly(Map.entry("host", 8L), Map.entry("guest", 4L));
    assertThat(progress.lagRecords()).isEqualTo(1);
  }

  @Test
  void store_isAheadOfTheCommit() {
    InputProgress progress = InputProgress.of(ENDS, Map.of("host", 9L), Map.of("host", 3L));

    assertThat(progress.asOf()).containsEntry("host", 9L);
    assertThat(progress.lagRecords()).isEqualTo(5);
  }

  @Test
  void recordsThatCameWhileItWasRead_areNoLag() {
    InputProgress progress = InputProgress.of(ENDS, Map.of("host", 99L, "guest", 0L), Map.of());

    assertThat(progress.lagRecords()).isEqualTo(4);
  }

  @Test
  void unknownEnds_leaveTheLagUnknown() {
    InputProgress progress = InputProgress.of(null, Map.of("host", 9L), Map.of());

    assertThat(progress.lagRecords()).isNull();
    assertThat(progress.asOf()).containsEntry("host", 9L);
  }
}
