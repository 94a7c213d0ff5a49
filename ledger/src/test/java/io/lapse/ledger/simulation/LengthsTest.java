package io.lapse.ledger.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LengthsTest {
  /** Median 50 ms, 300 ms at 99 %; the sample's own error is a few per cent. */
  @Test
  void blackouts_areThoseThatWerePublished() {
    SplitMix64 dice = new SplitMix64(1);
    long[] sorted =
        LongStream.generate(() -> Lengths.blackoutNanos(dice)).limit(100_000).sorted().toArray();

    assertThat(sorted[50_000] / Nanos.MILLISECOND).isBetween(49L, 51L);
    assertThat(sorted[90_000] / Nanos.MILLISECOND).isBetween(131L, 138L);
    assertThat(sorted[99_000] / Nanos.MILLISECOND).isBetween(280L, 330L);
    assertThat(sorted[0]).isGreaterThanOrEqualTo(5 * Nanos.MILLISECOND);
    assertThat(sorted[99_999]).isLessThanOrEqualTo(30 * Nanos.SECOND);
  }
}
