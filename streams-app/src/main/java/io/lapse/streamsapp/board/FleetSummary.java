package io.lapse.streamsapp.board;

import io.lapse.ledger.policy.Severity;
import io.lapse.ledger.policy.Violation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The fleet in figures. The range of the filter bounds what is counted of closed outages; what
 * stands open counts whenever it began.
 *
 * @param guests on the board whose profiles are asked for
 * @param outages closed, in the range
 * @param outagesOpen whose restart is awaited
 * @param oldestOpenTaiNanos the stop of the oldest of them; null if there is none
 * @param oldestOpenGuest whose it is
 * @param outagesPerMinute closed ones over the range, which counts as a minute at least
 * @param negative how many Touts of closed outages in the range are negative
 * @param violationsOpen by kind, most first
 * @param staleOpen guests that trust a wrong clock
 */
public record FleetSummary(
    BoardStatus status,
    int guests,
    int outages,
    int outagesOpen,
    @Nullable Long oldestOpenTaiNanos,
    @Nullable String oldestOpenGuest,
    double outagesPerMinute,
    Percentiles tout,
    int negative,
    Burn burn,
    List<OpenCount> violationsOpen,
    int staleOpen) {
  public FleetSummary {
    violationsOpen = List.copyOf(violationsOpen);
  }

  /**
   * Of the Touts that are known, by nearest rank; all null where there is none.
   *
   * @param maxNanos the largest
   */
  public record Percentiles(
      @Nullable Long p50Nanos,
      @Nullable Long p99Nanos,
      @Nullable Long p999Nanos,
      @Nullable Long maxNanos) {}

  /**
   * The error budget. A guest's minute is bad if an outage beyond its policy's blackout limit
   * touches it.
   *
   * @param objective the share of minutes that must not be bad
   * @param budgetLeft of 30 days: 1 is all of it, less than 0 is more than there was
   */
  public record Burn(double objective, double budgetLeft, List<Window> windows) {
    public Burn {
      windows = List.copyOf(windows);
    }

    /**
     * The window that ends with the board's newest stamp.
     *
     * @param burn the share of bad minutes over the share that the objective allows
     */
    public record Window(int seconds, double burn) {}
  }

  /** How many violations of a kind are open. */
  public record OpenCount(Violation violation, Severity severity, int count) {}
}
