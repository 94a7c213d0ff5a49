package io.lapse.ledger.simulation;

import java.util.List;

/**
 * A seeded sequence of numbers: SplitMix64 (Steele, Lea, Flood, "Fast splittable pseudorandom
 * number generators", OOPSLA 2014). The same seed gives the same sequence on every machine.
 */
final class SplitMix64 {
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;
  private static final long PER_MILLE = 1_000;

  private long state;

  SplitMix64(long seed) {
    this.state = seed;
  }

  /**
   * A number that follows from {@code seed} and {@code keys} alone: random access to a sequence.
   */
  static long hash(long seed, long... keys) {
    long hash = mix(seed + GOLDEN_GAMMA);
    for (long key : keys) {
      hash = mix((hash ^ mix(key + GOLDEN_GAMMA)) + GOLDEN_GAMMA);
    }
    return hash;
  }

  private static long mix(long value) {
    long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }

  /** 64 evenly distributed bits. */
  long next() {
    state += GOLDEN_GAMMA;
    return mix(state);
  }

  /** From {@code low} to {@code high}, both included. The bias of the remainder does not matter. */
  long between(long low, long high) {
    if (low > high) {
      throw new IllegalArgumentException("low must not exceed high: " + low + " > " + high);
    }
    return low + Long.remainderUnsigned(next(), high - low + 1);
  }

  /** One of some. */
  <T> T oneOf(List<T> some) {
    return some.get((int) between(0, some.size() - 1L));
  }

  /** True {@code perMille} times in a thousand. */
  boolean chance(long perMille) {
    return between(0, PER_MILLE - 1) < perMille;
  }

  /** From {@code low} to {@code high}, each octave as likely as any other. */
  long logBetween(long low, long high) {
    int octaves = 63 - Long.numberOfLeadingZeros(high / low);
    long from = low << between(0, octaves);
    return between(from, Math.min(high, 2 * from));
  }
}
