package io.lapse.ledger.simulation;

import io.lapse.ledger.host.HostEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the network loses of one guest for good: at most one event of an episode. After the end of
 * an outage was lost, no other end is until an outage has been told whole: a restart and the next
 * stop together would leave one long outage that never was, and nobody could tell.
 */
final class Losses {
  private final int perMille;
  private final SplitMix64 dice;
  private boolean inDoubt;

  Losses(int perMille, long seed) {
    this.perMille = perMille;
    this.dice = new SplitMix64(seed);
  }

  /** Whether a stop may still stand open in the books. */
  boolean inDoubt() {
    return inDoubt;
  }

  /**
   * Loses an event, or none.
   *
   * @return the last restart that will be known; null if none
   */
  HostEvent.@Nullable Restarted lose(Episode episode) {
    boolean endLost = false;
    if (dice.chance(perMille)) {
      List<Said> candidates = episode.said().stream().filter(this::mayGetLost).toList();
      if (!candidates.isEmpty()) {
        Said lost = dice.oneOf(candidates);
        endLost = lost.loss() == Said.Loss.OF_AN_END;
        episode.lose(lost);
      }
    }
    if (endLost) {
      inDoubt = true;
    } else if (!episode.outages().isEmpty()) {
      inDoubt = false;
    }
    return lastRestart(episode);
  }

  private boolean mayGetLost(Said said) {
    return said.loss() == Said.Loss.POSSIBLE || (said.loss() == Said.Loss.OF_AN_END && !inDoubt);
  }

  private static HostEvent.@Nullable Restarted lastRestart(Episode episode) {
    return episode.said().stream()
        .map(Said::input)
        .filter(HostEvent.Restarted.class::isInstance)
        .map(HostEvent.Restarted.class::cast)
        .reduce((earlier, later) -> later)
        .orElse(null);
  }
}
