package io.lapse.whatif.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class DistributionTest {
  @Test
  void quantiles_areThoseOfTheValues_toOnePercent() {
    Random random = new Random(5);
    long[] values = LongStream.range(0, 10_000).map(i -> random.nextLong(1L << 40)).toArray();
    Spread one = new Spread();
    Spread other = new Spread();
    for (int i = 0; i < values.length; i++) {
      (i % 3 == 0 ? one : other).add(values[i]);
    }

    one.merge(other);

    Distribution distribution = one.distribution();
    List<Long> sorted = LongStream.of(values).sorted().boxed().toList();
    assertThat(distribution.count()).isEqualTo(10_000);
    assertThat(distribution.min()).isEqualTo(sorted.get(0));
    assertThat(distribution.max()).isEqualTo(sorted.get(9_999));
    for (long perMillion : List.of(1L, 500_000L, 990_000L, 999_000L, 1_000_000L)) {
      long exact = sorted.get((int) Math.max(1, (perMillion * 10_000 + 999_999) / 1_000_000) - 1);
      assertThat(distribution.quantile(perMillion)).isBetween(exact, exact + exact / 100 + 1);
    }
  }

  @Test
  void none_hasNothing() {
    assertThat(new Spread().distribution()).isEqualTo(Distribution.NONE);
    assertThat(Distribution.NONE.quantile(500_000)).isZero();
  }

  @Test
  void top_isTheSame_whoeverComesFirst() {
    Top<Integer> up = new Top<>(3, Comparator.<Integer>reverseOrder());
    Top<Integer> down = new Top<>(3, Comparator.<Integer>reverseOrder());
    for (int i = 0; i < 10; i++) {
      up.add(i);
      down.add(9 - i);
    }

    down.merge(new Top<>(3, Comparator.<Integer>reverseOrder()));

    assertThat(up.list()).containsExactly(9, 8, 7).isEqualTo(down.list());
  }
}
