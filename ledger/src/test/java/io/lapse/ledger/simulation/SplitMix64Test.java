package io.lapse.ledger.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SplitMix64Test {
  /** The first numbers of the reference implementation for this seed. */
  @Test
  void next_isThePublishedSequence() {
    SplitMix64 dice = new SplitMix64(1_234_567);

    assertThat(new long[] {dice.next(), dice.next(), dice.next()})
        .containsExactly(
            6_457_827_717_110_365_317L, 3_203_168_211_198_807_973L, -8_629_252_141_511_181_193L);
  }

  @Test
  void between_reachesBothEndsAndNothingElse() {
    SplitMix64 dice = new SplitMix64(1);
    long[] counts = new long[7];

    for (int i = 0; i < 7_000; i++) {
      counts[(int) dice.between(-3, 3) + 3]++;
    }

    assertThat(Arrays.stream(counts)).allMatch(count -> count > 850 && count < 1_150);
  }

  @Test
  void logBetween_staysWithinItsEnds() {
    SplitMix64 dice = new SplitMix64(2);
    long least = Long.MAX_VALUE;
    long most = 0;

    for (int i = 0; i < 10_000; i++) {
      long value = dice.logBetween(100, 1_000);
      least = Math.min(least, value);
      most = Math.max(most, value);
    }

    assertThat(least).isBetween(100L, 110L);
    assertThat(most).isBetween(950L, 1_000L);
  }
}
