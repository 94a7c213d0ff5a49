package io.lapse.ledger.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class CountsTest {
  @Property
  void plus_thenMinus_isAsBefore(
      @ForAll List<@IntRange(max = 9) Integer> one, @ForAll List<@IntRange(max = 9) Integer> two) {
    Counts<Integer> counts = Counts.of(one);

    assertThat(counts.plus(Counts.of(two)).minus(Counts.of(two))).isEqualTo(counts);
    assertThat(counts.plus(Counts.of(two))).isEqualTo(Counts.of(two).plus(counts));
    assertThat(counts.minus(counts).isEmpty()).isTrue();
    assertThat(counts.total()).isEqualTo(one.size());
  }

  @Test
  void minus_belowZero_isABugOfOurs() {
    Counts<String> counts = Counts.of(List.of("a", "b"));

    assertThatThrownBy(() -> counts.minus(Counts.of(List.of("a", "a"))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("count of a must not fall below 0: -1");
  }

  @Test
  void count_thatIsNotPositive_isRefused() {
    TreeMap<String, Long> none = new TreeMap<>();
    none.put("a", 0L);

    assertThatThrownBy(() -> Counts.of(none))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("count of a must be positive: 0");
  }
}
