package io.lapse.ledger.timers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProportionTest {
  @Property
  void proportion_isRoundedToTheNearest_aHalfUp(
      @ForAll @LongRange(min = 0) long count,
      @ForAll @LongRange(min = 0) long part,
      @ForAll @LongRange(min = 1) long whole) {
    BigDecimal exact =
        BigDecimal.valueOf(count)
            .multiply(BigDecimal.valueOf(part))
            .divide(BigDecimal.valueOf(whole), 0, RoundingMode.HALF_UP);

    if (exact.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
      assertThatThrownBy(() -> Proportion.of(count, part, whole))
          .isInstanceOf(ArithmeticException.class);
    } else {
      assertThat(Proportion.of(count, part, whole)).isEqualTo(exact.longValueExact());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, 2, 1",
    "1, 1, 3, 0",
    "5, 3, 10, 2",
    "0, 9, 4, 0",
    "9223372036854775807, 1, 1, 9223372036854775807",
    "9223372036854775807, 9223372036854775807, 9223372036854775807, 9223372036854775807"
  })
  void proportion_ofWholeNumbers(long count, long part, long whole, long expected) {
    assertThat(Proportion.of(count, part, whole)).isEqualTo(expected);
  }
}
