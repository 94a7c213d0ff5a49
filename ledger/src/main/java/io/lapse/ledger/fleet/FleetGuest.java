package io.lapse.ledger.fleet;

import io.lapse.ledger.account.HistoryRecord;
import io.lapse.ledger.account.Reversible;
import io.lapse.ledger.account.Step;
import io.lapse.ledger.policy.Violation;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What must be known of a guest to take back what was counted of it, exactly. {@link #on} is the
 * one way from a ledger to statistics: live processing, reports and tests all call it.
 *
 * <pre>
 *   Step  ->  FleetGuest  ->  FleetDelta, one an outage that changed  ->  FleetFold
 * </pre>
 *
 * <p>A REVERSAL says what it takes back, but for two things. Its entry was counted under the labels
 * that the guest had then; and it does not say which violations stood on the outage before. Both
 * change rarely, so only the changes are kept, by history number. What can no longer be taken back
 * is forgotten.
 *
 * @param since the history number of the first record that was counted; 0 before it. Where a ledger
 *     was kept before it was counted, what is older is not counted, nor is its reversal
 * @param traits under which entries were counted, from which history number on; ascending
 * @param living the outages on which a violation came or went with an entry
 */
public record FleetGuest(long since, List<Since> traits, List<Living> living) {
  public static final FleetGuest NEW = new FleetGuest(0, List.of(), List.of());

  /**
   * The violations that may come or go after an outage's first entry. Every other one stands from
   * the first to the last, because only a correction ends it.
   */
  static final Set<Violation> LIVING =
      Set.copyOf(
          EnumSet.of(
              Violation.MASS_EXPIRY,
              Violation.UNACCOUNTED_TIME,
              Violation.NOTICE_IGNORED,
              Violation.SEQUENCE_GAP));

  /**
   * The traits from one entry on.
   *
   * @param historyNumber of the first entry that was counted under them
   */
  public record Since(long historyNumber, GuestTraits traits) {}

  /**
   * The violations of an outage that came or went with its entries.
   *
   * @param changes ascending by history number; at least one
   */
  public record Living(String outageId, List<Change> changes) {
    public Living {
      changes = List.copyOf(changes);
    }
  }

  /**
   * The violations from one entry of an outage on.
   *
   * @param historyNumber of the entry that changed them
   * @param open after it
   * @param opened up to it, resolved since or not
   */
  public record Change(long historyNumber, Set<Violation> open, Set<Violation> opened) {
    static final Change NONE = new Change(0, Set.of(), Set.of());

    public Change {
      open = Set.copyOf(open);
      opened = Set.copyOf(opened);
    }
  }

  /**
   * What is counted of an input.
   *
   * @param next the same if nothing must be kept
   * @param deltas each changes something
   */
  public record Counted(FleetGuest next, List<FleetDelta> deltas) {
    public Counted {
      deltas = List.copyOf(deltas);
    }
  }

  public FleetGuest {
    traits = List.copyOf(traits);
    living = List.copyOf(living);
  }

  /**
   * Counts what a step appended to the history. Entries are counted under the traits of the latest
   * profile that the books know after the step; a profile that comes later moves none of them.
   */
  public Counted on(Step step) {
    if (step.history().isEmpty()) {
      return new Counted(this, List.of());
    }
    Counted counted = on(step.history(), GuestTraits.of(step.next().profile()));
    return counted.next().equals(this)
        ? counted
        : new Counted(counted.next().within(step.next().reversible()), counted.deltas());
  }

  /**
   * Counts records of the guest's history; nothing is forgotten.
   *
   * @param now under which new entries are counted
   */
  public Counted on(List<HistoryRecord> appended, GuestTraits now) {
    Counting counting = new Counting(this, now);
    appended.forEach(counting::add);
    FleetGuest next = counting.guest();
    return new Counted(next.equals(this) ? this : next, counting.deltas());
  }

  /** Without what only entries that can no longer be taken back would need. */
  FleetGuest within(Reversible reversible) {
    List<Living> moving = new ArrayList<>();
    long least = reversible.least();
    for (Living outage : living) {
      if (reversible.mayChange(outage.outageId())) {
        List<Long> numbers = reversible.of(outage.outageId());
        Living left = within(outage, numbers.isEmpty() ? Long.MAX_VALUE : numbers.get(0));
        moving.add(left);
        least = Math.min(least, left.changes().get(0).historyNumber());
      }
    }
    List<Since> needed = new ArrayList<>();
    for (int i = 0; i < traits.size(); i++) {
      if (i + 1 == traits.size() || traits.get(i + 1).historyNumber() > least) {
        needed.add(traits.get(i));
      }
    }
    return new FleetGuest(since, needed, moving);
  }

  private static Living within(Living outage, long least) {
    List<Change> needed = new ArrayList<>();
    List<Change> changes = outage.changes();
    for (int i = 0; i < changes.size(); i++) {
      if (i + 1 == changes.size() || changes.get(i + 1).historyNumber() >= least) {
        needed.add(changes.get(i));
      }
    }
    return new Living(outage.outageId(), needed);
  }
}
