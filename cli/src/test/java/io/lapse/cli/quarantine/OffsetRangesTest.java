package io.lapse.cli.quarantine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OffsetRangesTest {
  private static OffsetRanges of(Iterable<Long> offsets) {
    OffsetRanges ranges = new OffsetRanges();
    offsets.forEach(ranges::add);
    return ranges;
  }

  @Property
  void offsets_surviveTheirText(
      @ForAll @Size(max = 60) Set<@LongRange(min = 0, max = 100) Long> offsets) {
    OffsetRanges read = OffsetRanges.parse(of(offsets).text(10_000));

    for (long offset = 0; offset <= 100; offset++) {
      assertThat(read.contains(offset)).isEqualTo(offsets.contains(offset));
    }
    assertThat(read.end()).isEqualTo(offsets.isEmpty() ? 0 : new TreeSet<>(offsets).last() + 1);
  }

  @Property
  void text_isNoLongerThanItMayBe_andForgetsTheLowest(
      @ForAll @Size(min = 1, max = 60) Set<@LongRange(min = 0, max = 9_999) Long> offsets) {
    OffsetRanges ranges = of(offsets);

    String text = ranges.text(40);

    assertThat(text).hasSizeLessThanOrEqualTo(40);
    assertThat(ranges.text(10_000)).endsWith(text);
    assertThat(OffsetRanges.parse(text).contains(new TreeSet<>(offsets).last())).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          3,1,2     | 1-3
          7         | 7
          1,3,5,4   | 1,3-5
          0,0       | 0
          """)
  void neighbours_becomeOneRun(String offsets, String text) {
    OffsetRanges ranges = new OffsetRanges();
    for (String offset : offsets.split(",", -1)) {
      ranges.add(Long.parseLong(offset));
    }

    assertThat(ranges.text(100)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "3-1", "1,", "-1", "1-2-3", "99999999999999999999"})
  void textOfStrangers_isNone(String text) {
    assertThat(OffsetRanges.parse(text).text(100)).isEmpty();
  }
}
