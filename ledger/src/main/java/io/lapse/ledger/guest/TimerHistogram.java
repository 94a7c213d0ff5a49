package io.lapse.ledger.guest;

import io.lapse.ledger.CanonicalForm;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/**
 * How many timers stand armed, by base, by when they are due and by their period: what is kept of
 * an inventory that is too long to list. Times are known to less than 1 %; counts are exact.
 * Histograms may be added up, in any order.
 *
 * @param cells each one once, in the order of {@link Cell#ORDER}, whatever the order in which they
 *     were given; equal ones are added up
 */
public record TimerHistogram(List<Cell> cells) {
  public TimerHistogram {
    cells = merged(cells);
  }

  /**
   * Timers that are alike.
   *
   * @param cancelOnSet TFD_TIMER_CANCEL_ON_SET
   * @param dueNanos in how many ns after the inventory they are due, at least; 0 for those that
   *     were due already, and for periodic ones, whose phase is not kept
   * @param intervalNanos their period, at least; 0 for one-shots
   * @param count how many; at least 1
   */
  public record Cell(
      TimerClock base, boolean cancelOnSet, long dueNanos, long intervalNanos, long count) {
    static final Comparator<Cell> ORDER =
        Comparator.comparing(Cell::base)
            .thenComparing(Cell::cancelOnSet)
            .thenComparingLong(Cell::intervalNanos)
            .thenComparingLong(Cell::dueNanos);

    /**
     * Times are taken down to the least of their bucket.
     *
     * @throws IllegalArgumentException if the interval is negative, or the count below 1
     */
    public Cell {
      if (intervalNanos < 0) {
        throw new IllegalArgumentException("intervalNanos must not be negative: " + intervalNanos);
      }
      if (count < 1) {
        throw new IllegalArgumentException("count must be at least 1: " + count);
      }
      dueNanos = intervalNanos > 0 ? 0 : LogLinear.least(Math.max(0, dueNanos));
      intervalNanos = LogLinear.least(intervalNanos);
    }

    /** In how many ns they are due at most. */
    public long dueNanosMax() {
      return LogLinear.largest(dueNanos);
    }

    /** Their period at most; 0 for one-shots. */
    public long intervalNanosMax() {
      return LogLinear.largest(intervalNanos);
    }

    public boolean isPeriodic() {
      return intervalNanos > 0;
    }

    private Cell with(Cell other) {
      return new Cell(
          base, cancelOnSet, dueNanos, intervalNanos, Math.addExact(count, other.count));
    }

    void describe(CanonicalForm form) {
      form.text("base", base.name());
      form.text("cancel_on_set", Boolean.toString(cancelOnSet));
      form.number("due_in_ns", dueNanos);
      form.number("interval_ns", intervalNanos);
      form.number("count", count);
    }
  }

  /**
   * Of timers that are listed.
   *
   * @param dueNanos in how many ns each is due
   */
  static TimerHistogram of(List<ArmedTimer> timers, ToLongFunction<ArmedTimer> dueNanos) {
    return new TimerHistogram(
        timers.stream()
            .map(
                timer ->
                    new Cell(
                        timer.base(),
                        timer.cancelOnSet(),
                        dueNanos.applyAsLong(timer),
                        timer.intervalNanos(),
                        1))
            .toList());
  }

  private static List<Cell> merged(Collection<Cell> cells) {
    Map<Cell, Cell> merged = new TreeMap<>(Cell.ORDER);
    cells.forEach(cell -> merged.merge(cell, cell, Cell::with));
    return List.copyOf(merged.values());
  }

  /**
   * Both together.
   *
   * @throws ArithmeticException if a count exceeds 64 bits
   */
  public TimerHistogram plus(TimerHistogram other) {
    List<Cell> both = new ArrayList<>(cells);
    both.addAll(other.cells);
    return new TimerHistogram(both);
  }

  /** How many timers it holds. */
  public long count() {
    return cells.stream().mapToLong(Cell::count).reduce(0, Math::addExact);
  }

  void describe(CanonicalForm form) {
    form.number("histogram", (long) cells.size());
    cells.forEach(cell -> cell.describe(form));
  }
}
