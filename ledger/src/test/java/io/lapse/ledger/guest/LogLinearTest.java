package io.lapse.ledger.guest;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogLinearTest {
  private static final long LAST_BUCKET = 9_151_314_442_816_847_872L;

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          # value,             least,               largest
          0,                   0,                   0
          1,                   1,                   1
          255,                 255,                 255
          256,                 256,                 257
          257,                 256,                 257
          258,                 258,                 259
          511,                 510,                 511
          512,                 512,                 515
          1000000000,          998244352,           1002438655
          9223372036854775807, 9187343239835811840, 9223372036854775807
          """)
  void bucket_ofAValue(long value, long least, long largest) {
    assertThat(LogLinear.least(value)).isEqualTo(least);
    assertThat(LogLinear.largest(value)).isEqualTo(largest);
  }

  @Property
  void bucket_isLessThanOnePercentWide(@ForAll @LongRange(min = 0) long value) {
    long least = LogLinear.least(value);
    long largest = LogLinear.largest(value);

    assertThat(value).isBetween(least, largest);
    assertThat(largest - least).isLessThanOrEqualTo(least / 100);
    assertThat(LogLinear.least(largest)).isEqualTo(least);
    assertThat(LogLinear.largest(least)).isEqualTo(largest);
  }

  @Property
  void bucket_isCounted_andFoundAgain(@ForAll @LongRange(min = 0) long value) {
    int bucket = LogLinear.bucket(value);

    assertThat(bucket).isBetween(0, LogLinear.BUCKET_MAX);
    assertThat(LogLinear.leastOf(bucket)).isEqualTo(LogLinear.least(value));
  }

  @Property
  void buckets_areCountedInOrder(@ForAll @LongRange(min = 0, max = LAST_BUCKET - 1) long value) {
    long next = LogLinear.largest(value) + 1;

    assertThat(LogLinear.bucket(next)).isEqualTo(LogLinear.bucket(value) + 1);
  }

  @Property
  void buckets_leaveNoGap(@ForAll @LongRange(min = 0, max = LAST_BUCKET - 1) long value) {
    long next = LogLinear.largest(value) + 1;

    assertThat(LogLinear.least(next)).isEqualTo(next);
  }
}
