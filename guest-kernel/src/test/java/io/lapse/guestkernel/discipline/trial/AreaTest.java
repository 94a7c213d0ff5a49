package io.lapse.guestkernel.discipline.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AreaTest {
  private static final long SECOND = 1_000_000_000L;

  @ParameterizedTest(name = "from {0} to {1} ns in {2} s: {3} ns s")
  @CsvSource(
      textBlock =
          """
          0,   0,    10, 0
          5,   5,    10, 50
          -5,  -5,   10, 50
          0,   10,   10, 50
          10,  -10,  10, 50
          -30, 10,   8,  100
          1,   0,    1,  0
          """)
  void area_isOfTheSizeOfTheError(long before, long after, long seconds, long nanosSeconds) {
    Area area = new Area();

    area.add(before, after, seconds * SECOND);

    assertThat(area.nanosSeconds()).isEqualTo(nanosSeconds);
  }

  /** An hour, made up for in twelve: half of 3,600 s times 43,200 s. */
  @Test
  void hourSlewedForTwelve_isExact() {
    Area area = new Area();

    for (long second = 0; second < 43_200; second++) {
      long before = 3_600 * SECOND - second * SECOND / 12;
      area.add(before, 3_600 * SECOND - (second + 1) * SECOND / 12, SECOND);
    }

    // Each twelfth of a second is rounded: less than 1 ns in each of 43,200 s.
    assertThat(area.nanosSeconds())
        .isBetween(77_760_000L * SECOND - 43_200, 77_760_000L * SECOND + 43_200);
  }

  /** Against decimal fractions of any length; each crossing of 0 may lose 1 ns by 1 ns. */
  @Property
  void manyPieces_addUpToTheSumOfTheirAreas(
      @ForAll @Size(min = 2, max = 40)
          List<@LongRange(min = -4_000 * SECOND, max = 4_000 * SECOND) Long> errors,
      @ForAll @LongRange(min = 0, max = 2 * SECOND) long passed) {
    Area area = new Area();
    BigDecimal expected = BigDecimal.ZERO;

    for (int i = 1; i < errors.size(); i++) {
      area.add(errors.get(i - 1), errors.get(i), passed);
      expected = expected.add(area(errors.get(i - 1), errors.get(i), passed));
    }

    assertThat(BigDecimal.valueOf(area.nanosSeconds()))
        .isBetween(
            expected.setScale(0, RoundingMode.FLOOR).subtract(BigDecimal.ONE),
            expected.setScale(0, RoundingMode.FLOOR));
  }

  private static BigDecimal area(long before, long after, long passed) {
    BigDecimal a = BigDecimal.valueOf(before).abs();
    BigDecimal b = BigDecimal.valueOf(after).abs();
    BigDecimal time = BigDecimal.valueOf(passed, 9);
    BigDecimal sum = a.add(b);
    BigDecimal half = BigDecimal.valueOf(5, 1);
    if (Long.signum(before) * Long.signum(after) >= 0) {
      return sum.multiply(time).multiply(half);
    }
    return a.pow(2)
        .add(b.pow(2))
        .multiply(time)
        .multiply(half)
        .divide(sum, 30, RoundingMode.HALF_EVEN);
  }

  @Test
  void areaBeyond64Bits_isSaid() {
    Area area = new Area();

    area.add(Long.MAX_VALUE / 4, Long.MAX_VALUE / 4, 8 * SECOND);

    assertThatThrownBy(area::nanosSeconds).isInstanceOf(ArithmeticException.class);
  }
}
