package io.lapse.ledger.simulation;

/**
 * Deals the blackouts of a fleet like cards: of each thousand, one from every thousandth of the
 * distribution. Drawn one by one, a few thousand migrations would miss their 99 % point by several
 * per cent through chance alone.
 */
final class BlackoutDeck {
  private static final int CARDS = 1_000;

  private final Blackouts blackouts;
  private final SplitMix64 dice;
  private final int[] cards = new int[CARDS];
  private int left;

  BlackoutDeck(Blackouts blackouts, long seed) {
    this.blackouts = blackouts;
    this.dice = new SplitMix64(SplitMix64.hash(seed, SeedKey.BLACKOUT));
    for (int card = 0; card < CARDS; card++) {
      cards[card] = card;
    }
  }

  /** How long the next migration stops its guest; positive. */
  long nextNanos() {
    if (left == 0) {
      left = CARDS;
    }
    int drawn = (int) dice.between(0, left - 1L);
    left--;
    int card = cards[drawn];
    cards[drawn] = cards[left];
    cards[left] = card;
    long width = Blackouts.WHOLE / CARDS;
    return blackouts.lengthNanos(card * width + dice.between(0, width - 1), dice);
  }
}
