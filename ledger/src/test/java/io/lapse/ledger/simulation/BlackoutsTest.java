package io.lapse.ledger.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlackoutsTest {
  private static final int MIGRATIONS = 20_000;

  private static long[] dealt(Blackouts blackouts) {
    BlackoutDeck deck = new BlackoutDeck(blackouts, 1);
    return LongStream.generate(deck::nextNanos).limit(MIGRATIONS).sorted().toArray();
  }

  /** At 90, 95, 99.9 %: 134, 177 and 540 ms are derived from the two points. */
  @Test
  void body_isTheLognormalThroughBothPoints() {
    Blackouts published = Blackouts.PUBLISHED;

    assertThat(published.bodyNanos(Blackouts.WHOLE / 2) / Nanos.MICROSECOND)
        .isBetween(49_990L, 50_010L);
    assertThat(published.bodyNanos(900_000_000) / Nanos.MILLISECOND).isEqualTo(134);
    assertThat(published.bodyNanos(950_000_000) / Nanos.MILLISECOND).isEqualTo(177);
    assertThat(published.bodyNanos(990_000_000) / Nanos.MICROSECOND).isBetween(299_990L, 300_010L);
    assertThat(published.bodyNanos(999_000_000) / Nanos.MILLISECOND).isEqualTo(540);
    // As far below the median as the 99 % point is above it.
    assertThat(published.bodyNanos(9_999_999) / Nanos.MICROSECOND).isBetween(8_330L, 8_336L);
  }

  @ParameterizedTest
  @CsvSource({"50, 300", "1, 2", "30, 900", "2_000, 5_000", "60_000, 3_600_000", "10, 10_000"})
  void deal_keepsWhatWasAsked_whateverTheTail(String p50, String p99) {
    long p50Millis = Long.parseLong(p50.replace("_", ""));
    long p99Millis = Long.parseLong(p99.replace("_", ""));
    Blackouts blackouts =
        new Blackouts(p50Millis * Nanos.MILLISECOND, p99Millis * Nanos.MILLISECOND);

    long[] sorted = dealt(blackouts);

    assertThat(sorted[MIGRATIONS / 2] * 1_000 / (p50Millis * Nanos.MILLISECOND))
        .as("the median, per mille of what was asked")
        .isBetween(995L, 1_005L);
    assertThat(sorted[MIGRATIONS * 99 / 100] * 1_000 / (p99Millis * Nanos.MILLISECOND))
        .as("at 99 %, per mille of what was asked")
        .isBetween(990L, 1_010L);
    assertThat(sorted[0]).isPositive();
  }

  /** A thousandth lasts up to 5 s, and one in 20,000 is an in-place update of 10 to 30 s. */
  @Test
  void tail_reachesWhatALognormalDoesNot() {
    long[] sorted = dealt(Blackouts.PUBLISHED);

    long overHalfASecond = LongStream.of(sorted).filter(n -> n > 533 * Nanos.MILLISECOND).count();
    assertThat(overHalfASecond).isBetween(15L, 25L);
    assertThat(sorted[MIGRATIONS - 1]).isBetween(Nanos.SECOND, 30 * Nanos.SECOND);
  }

  @ParameterizedTest
  @CsvSource({"0, 300", "50, 50", "50, 50001", "60001, 60002"})
  void impossiblePoints_areRefused(long p50Millis, long p99Millis) {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new Blackouts(p50Millis * Nanos.MILLISECOND, p99Millis * Nanos.MILLISECOND))
        .withMessageContaining("Nanos must be ");
  }
}
