package io.lapse.ledger.fleet;

import io.lapse.ledger.account.Entry;
import io.lapse.ledger.account.Entry.EntryKind;
import io.lapse.ledger.account.HistoryRecord;
import io.lapse.ledger.fleet.FleetGuest.Change;
import io.lapse.ledger.fleet.FleetGuest.Living;
import io.lapse.ledger.fleet.FleetGuest.Since;
import io.lapse.ledger.policy.Violation;
import io.lapse.ledger.time.TaiInstant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A guest while the records of one input are counted. */
final class Counting {
  private final GuestTraits now;
  private long since;
  private final List<Since> traits;
  private final Map<String, List<Change>> living = new LinkedHashMap<>();
  private final List<FleetDelta> deltas = new ArrayList<>();

  Counting(FleetGuest before, GuestTraits now) {
    this.now = now;
    this.since = before.since();
    this.traits = new ArrayList<>(before.traits());
    before.living().forEach(outage -> living.put(outage.outageId(), outage.changes()));
  }

  FleetGuest guest() {
    return new FleetGuest(
        since,
        traits,
        living.entrySet().stream()
            .map(outage -> new Living(outage.getKey(), outage.getValue()))
            .toList());
  }

  /** What changed, each outage once under its traits; what came out as it was is left out. */
  List<FleetDelta> deltas() {
    return deltas.stream().map(FleetDelta::net).filter(delta -> !delta.isNothing()).toList();
  }

  void add(HistoryRecord appended) {
    Entry entry = appended.entry();
    Long reverses = appended.reverses();
    if (since == 0) {
      since = appended.historyNumber();
    }
    if (reverses != null && reverses < since) {
      return; // It was never counted.
    }
    Change before = last(entry.outageId());
    if (reverses == null) {
      book(appended.historyNumber(), entry);
    } else {
      takeBack(reverses, entry.outageId());
    }
    Change after = last(entry.outageId());
    if (reverses == null) {
      FleetStats booked = stats(entry, Posted.of(entry.postings()));
      add(entry, traitsAt(appended.historyNumber()), booked, FleetStats.EMPTY);
    } else {
      FleetStats booked = stats(entry, Posted.of(entry.postings()).negated());
      add(entry, traitsAt(reverses), FleetStats.EMPTY, booked);
    }
    // Each state of the violations is counted under the traits of the entry that led to it.
    add(entry, traitsAt(before.historyNumber()), FleetStats.EMPTY, violations(before));
    add(entry, traitsAt(after.historyNumber()), violations(after), FleetStats.EMPTY);
  }

  private void book(long number, Entry entry) {
    if (!traitsAt(number).equals(now)) {
      traits.add(new Since(number, now));
    }
    Change top = last(entry.outageId());
    Set<Violation> open =
        entry.violations().stream()
            .filter(FleetGuest.LIVING::contains)
            .collect(Collectors.toUnmodifiableSet());
    if (!open.equals(top.open())) {
      List<Change> changes = new ArrayList<>(changes(entry.outageId()));
      changes.add(new Change(number, open, union(top.opened(), open)));
      living.put(entry.outageId(), changes);
    }
  }

  private void takeBack(long number, String outageId) {
    List<Change> changes = changes(outageId);
    if (changes.isEmpty() || changes.get(changes.size() - 1).historyNumber() != number) {
      return;
    }
    if (changes.size() == 1) {
      living.remove(outageId);
    } else {
      living.put(outageId, changes.subList(0, changes.size() - 1));
    }
  }

  private List<Change> changes(String outageId) {
    return living.getOrDefault(outageId, List.of());
  }

  private Change last(String outageId) {
    List<Change> changes = changes(outageId);
    return changes.isEmpty() ? Change.NONE : changes.get(changes.size() - 1);
  }

  private GuestTraits traitsAt(long number) {
    for (int i = traits.size() - 1; i >= 0; i--) {
      if (traits.get(i).historyNumber() <= number) {
        return traits.get(i).traits();
      }
    }
    return GuestTraits.UNKNOWN;
  }

  /** Those that come and go are counted apart. */
  private static FleetStats stats(Entry entry, Posted moved) {
    if (entry.entryKind() == EntryKind.ADJUSTMENT) {
      return FleetStats.ofPosted(moved);
    }
    List<Violation> lasting =
        entry.violations().stream().filter(v -> !FleetGuest.LIVING.contains(v)).toList();
    return FleetStats.ofOutage(entry, moved).withViolations(lasting, lasting);
  }

  private static FleetStats violations(Change state) {
    return FleetStats.EMPTY.withViolations(state.opened(), state.open());
  }

  private static Set<Violation> union(Set<Violation> some, Set<Violation> others) {
    return Stream.concat(some.stream(), others.stream()).collect(Collectors.toUnmodifiableSet());
  }

  private void add(Entry entry, GuestTraits counted, FleetStats added, FleetStats removed) {
    if (added.isEmpty() && removed.isEmpty()) {
      return;
    }
    FleetDelta delta =
        new FleetDelta(
            entry.guest(),
            at(entry),
            entry.sourceHost(),
            entry.destinationHost(),
            counted,
            added,
            removed);
    for (int i = 0; i < deltas.size(); i++) {
      if (deltas.get(i).isLike(delta)) {
        deltas.set(i, deltas.get(i).plus(delta));
        return;
      }
    }
    deltas.add(delta);
  }

  private static TaiInstant at(Entry entry) {
    TaiInstant restarted = entry.restartedAt();
    return restarted != null ? restarted : Objects.requireNonNull(entry.stoppedAt());
  }
}
