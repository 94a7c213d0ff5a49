package io.lapse.ledger.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.ledger.fleet.PairBias.Offset;
import io.lapse.ledger.fleet.PairBias.Reason;
import io.lapse.ledger.fleet.PairBias.Standing;
import io.lapse.ledger.fleet.PairBias.Unknown;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PairBiasTest {
  private static final long MILLI = 1_000_000;

  /** Blackouts as long as real ones: 50 ms in the middle, with a tail; the same ones for a seed. */
  private static ToutStats migrations(int count, long biasNanos, long errorNanos, long seed) {
    Random random = new Random(seed);
    ToutStats stats = ToutStats.NONE;
    for (int i = 0; i < count; i++) {
      long length = 20 * MILLI + (long) (Math.exp(random.nextGaussian() * 0.77) * 30 * MILLI);
      stats = stats.plus(ToutStats.of(length + biasNanos, errorNanos));
    }
    return stats;
  }

  @ParameterizedTest(name = "clocks {0} ms apart, who state {1} ms: {2}")
  @CsvSource({
    "0, 30, WITHIN",
    "1, 30, WITHIN",
    "200, 30, BEYOND",
    "-200, 30, BEYOND",
    "30, 30, UNDECIDED"
  })
  void offset_isHeldAgainstTheStatedErrors(long offsetMillis, long errorMillis, Standing standing) {
    ToutStats there = migrations(200, offsetMillis * MILLI, errorMillis * MILLI, 1);
    ToutStats back = migrations(200, -offsetMillis * MILLI, errorMillis * MILLI, 2);

    PairBias bias = PairBias.of(there, back);

    assertThat(bias).isInstanceOf(Offset.class);
    Offset offset = (Offset) bias;
    assertThat(offset.standing()).isEqualTo(standing);
    assertThat(offset.statedErrorNanos()).isEqualTo(errorMillis * MILLI);
    assertThat(offsetMillis * MILLI)
        .isBetween(offset.bounds().lowNanos(), offset.bounds().highNanos());
    assertThat(Math.abs(offset.estimateNanos() - offsetMillis * MILLI)).isLessThan(10 * MILLI);
  }

  @Property(tries = 500)
  void bounds_holdTheTruth(@ForAll @LongRange(min = -500, max = 500) long millis) {
    ToutStats there = migrations(40, millis * MILLI, 0, millis * 2);
    ToutStats back = migrations(40, -millis * MILLI, 0, millis * 2 + 1);

    PairBias bias = PairBias.of(there, back);

    if (bias instanceof Offset offset) {
      assertThat(millis * MILLI).isBetween(offset.bounds().lowNanos(), offset.bounds().highNanos());
      assertThat(offset.estimateNanos())
          .isBetween(offset.bounds().lowNanos(), offset.bounds().highNanos());
    } else {
      assertThat(bias).isEqualTo(new Unknown(Reason.UNLIKE));
    }
  }

  @Test
  void otherDirection_hasTheOtherSign() {
    ToutStats there = migrations(100, 300 * MILLI, MILLI, 1);
    ToutStats back = migrations(100, -300 * MILLI, MILLI, 2);

    Offset forward = (Offset) PairBias.of(there, back);
    Offset reverse = (Offset) PairBias.of(back, there);

    assertThat(reverse.bounds().lowNanos()).isEqualTo(-forward.bounds().highNanos());
    assertThat(reverse.standing()).isEqualTo(Standing.BEYOND);
    assertThat(forward.estimateNanos()).isPositive();
    assertThat(reverse.estimateNanos()).isNegative();
  }

  @Test
  void fewMigrations_inOneDirection_sayNothing() {
    assertThat(PairBias.of(migrations(1_000, 0, 0, 1), migrations(15, 0, 0, 2)))
        .isEqualTo(new Unknown(Reason.TOO_FEW));
  }

  @Test
  void sixteenEachWay_areEnough() {
    assertThat(PairBias.of(migrations(16, 0, 0, 1), migrations(16, 0, 0, 2)))
        .isInstanceOf(Offset.class);
  }

  @Test
  void directions_thatAreSpreadUnlike_sayNothing() {
    ToutStats back = ToutStats.NONE;
    for (int i = 1; i <= 100; i++) {
      back = back.plus(ToutStats.of(i * 1_000L * MILLI, 0));
    }

    assertThat(PairBias.of(migrations(100, 0, 0, 1), back)).isEqualTo(new Unknown(Reason.UNLIKE));
  }

  /** A mean would be moved by (3 x 1 h) / 100 = 108 s, the median stays. */
  @Test
  void fewHugeOutages_moveNothing() {
    ToutStats there = migrations(97, 0, 30 * MILLI, 1);
    for (int i = 0; i < 3; i++) {
      there = there.plus(ToutStats.of(3_600_000 * MILLI, 30 * MILLI));
    }

    Offset offset = (Offset) PairBias.of(there, migrations(100, 0, 30 * MILLI, 2));

    assertThat(offset.standing()).isEqualTo(Standing.WITHIN);
  }
}
