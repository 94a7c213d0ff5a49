package io.lapse.ledger.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lapse.ledger.time.Interval;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutageHistogramTest {
  private static final long MAGNITUDE_MAX = 4_000_000_000_000_000_000L;

  private static OutageHistogram of(List<Long> touts) {
    return touts.stream()
        .map(OutageHistogram::of)
        .reduce(OutageHistogram.EMPTY, OutageHistogram::plus);
  }

  @ParameterizedTest(name = "{0} per mille of -300, -2, 0, 7, 1000 ms")
  @CsvSource({
    "1, -300",
    "200, -300",
    "201, -2",
    "400, -2",
    "401, 0",
    "600, 0",
    "601, 7",
    "999, 1000"
  })
  void quantile_ofFewOutages(int perMille, long millis) {
    OutageHistogram histogram =
        of(List.of(7_000_000L, -2_000_000L, 1_000_000_000L, 0L, -300_000_000L));

    Interval found = histogram.quantile(perMille);

    assertThat(millis * 1_000_000).isBetween(found.lowNanos(), found.highNanos());
  }

  @Property
  void quantile_isThatOfTheSortedOutages_toOnePercent(
      @ForAll @Size(min = 1, max = 60)
          List<@LongRange(min = -MAGNITUDE_MAX, max = MAGNITUDE_MAX) Long> touts,
      @ForAll @IntRange(min = 1, max = 1_000) int perMille) {
    long exact = touts.stream().sorted().toList().get((touts.size() * perMille + 999) / 1_000 - 1);

    Interval found = of(touts).quantile(perMille);

    assertThat(exact).isBetween(found.lowNanos(), found.highNanos());
    assertThat(found.highNanos() - found.lowNanos()).isLessThanOrEqualTo(Math.abs(exact) / 100);
  }

  @Property
  void parts_inAnySplit_giveTheSame(@ForAll List<Long> touts, @ForAll @IntRange(max = 99) int at) {
    List<Long> usable = touts.stream().filter(tout -> tout != Long.MIN_VALUE).toList();
    int cut = usable.isEmpty() ? 0 : at % usable.size();
    OutageHistogram first = of(usable.subList(0, cut));
    OutageHistogram rest = of(usable.subList(cut, usable.size()));

    assertThat(rest.plus(first)).isEqualTo(of(usable));
    assertThat(of(usable).minus(first)).isEqualTo(rest);
    assertThat(of(usable).count()).isEqualTo(usable.size());
  }

  @Test
  void minus_ofWhatWasNotThere_isABugOfOurs() {
    OutageHistogram histogram = OutageHistogram.of(5);

    assertThatThrownBy(() -> histogram.minus(OutageHistogram.of(-5)))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void quantile_ofNothing_isABugOfOurs() {
    assertThatThrownBy(() -> OutageHistogram.EMPTY.quantile(500))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("rank must be at most 0: 0");
  }
}
