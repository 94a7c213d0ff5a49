package io.lapse.ledger.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.account.Entry;
import io.lapse.ledger.account.Entry.EntryKind;
import io.lapse.ledger.account.GuestState;
import io.lapse.ledger.account.HistoryRecord;
import io.lapse.ledger.account.Reversed;
import io.lapse.ledger.account.Rules;
import io.lapse.ledger.account.Step;
import io.lapse.ledger.policy.Violation;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Guests whose history is counted as it is appended, and beside it the same statistics made in
 * another way: at the end, from what stands alone.
 */
final class CountedFleet {

  final FleetTotals totals = new FleetTotals();
  final List<FleetDelta> deltas = new ArrayList<>();
  final Map<String, FleetGuest> guests = new HashMap<>();
  FleetClock clock;

  private final Rules rules;
  private final FleetWindows windows;
  private final FleetFold fold;
  private final Map<String, GuestState> states = new HashMap<>();
  private final Map<String, TreeMap<Long, Standing>> standing = new LinkedHashMap<>();

  private record Standing(Entry entry, GuestTraits traits) {}

  CountedFleet(Rules rules, FleetWindows windows) {
    this.rules = rules;
    this.windows = windows;
    this.clock = FleetClock.start(windows);
    this.fold = new FleetFold(windows, totals);
  }

  void on(LedgerInput input) {
    String guest = input.guest();
    Step step = states.computeIfAbsent(guest, GuestState::empty).on(input, rules);
    states.put(guest, step.next());
    for (HistoryRecord appended : step.history()) {
      stand(appended, GuestTraits.of(step.next().profile()));
    }
    FleetGuest.Counted counted = guests.getOrDefault(guest, FleetGuest.NEW).on(step);
    guests.put(guest, counted.next());
    counted.deltas().forEach(this::take);
  }

  void take(FleetDelta delta) {
    deltas.add(delta);
    for (String host : delta.hosts()) {
      clock = fold.take(clock, host, List.of(delta));
    }
  }

  private void stand(HistoryRecord appended, GuestTraits now) {
    TreeMap<Long, Standing> ofGuest =
        standing.computeIfAbsent(appended.guest(), guest -> new TreeMap<>());
    if (appended.reverses() != null) {
      ofGuest.remove(appended.reverses());
    } else {
      ofGuest.put(appended.historyNumber(), new Standing(appended.entry(), now));
    }
  }

  /** From what stands: each outage by itself, without any reversal. */
  Map<FleetKey, FleetStats> direct() {
    FleetTotals direct = new FleetTotals();
    FleetFold into = new FleetFold(windows, direct);
    for (TreeMap<Long, Standing> ofGuest : standing.values()) {
      Map<String, List<Standing>> outages = new LinkedHashMap<>();
      ofGuest
          .values()
          .forEach(
              entry ->
                  outages
                      .computeIfAbsent(entry.entry().outageId(), id -> new ArrayList<>())
                      .add(entry));
      for (List<Standing> outage : outages.values()) {
        for (FleetDelta delta : direct(outage)) {
          delta.hosts().forEach(host -> into.take(FleetClock.start(windows), host, List.of(delta)));
        }
      }
    }
    return direct.byKey();
  }

  private static List<FleetDelta> direct(List<Standing> outage) {
    List<FleetDelta> deltas = new ArrayList<>();
    Set<Violation> ever = EnumSet.noneOf(Violation.class);
    Set<Violation> living = Set.of();
    Standing changed = null;
    for (Standing standing : outage) {
      Entry entry = standing.entry();
      boolean first = entry.entryKind() == EntryKind.POSTED;
      Posted posted = Posted.of(entry.postings());
      Set<Violation> lasting = among(entry, false);
      assertThat(lasting).as("they last").isEqualTo(among(outage.get(0).entry(), false));
      FleetStats stats =
          first
              ? FleetStats.ofOutage(entry, posted).withViolations(lasting, lasting)
              : FleetStats.ofPosted(posted);
      deltas.add(delta(standing, stats));
      if (!among(entry, true).equals(living)) {
        living = among(entry, true);
        ever.addAll(living);
        changed = standing;
      }
    }
    if (changed != null) {
      deltas.add(delta(changed, FleetStats.EMPTY.withViolations(ever, living)));
    }
    return deltas;
  }

  private static Set<Violation> among(Entry entry, boolean living) {
    Set<Violation> found = EnumSet.noneOf(Violation.class);
    entry.violations().stream()
        .filter(violation -> FleetGuest.LIVING.contains(violation) == living)
        .forEach(found::add);
    return found;
  }

  private static FleetDelta delta(Standing standing, FleetStats added) {
    Entry entry = standing.entry();
    return new FleetDelta(
        entry.guest(),
        entry.restartedAt() != null ? entry.restartedAt() : entry.stoppedAt(),
        entry.sourceHost(),
        entry.destinationHost(),
        standing.traits(),
        added,
        FleetStats.EMPTY);
  }

  /** Takes back all that stands, the latest first, as a correction would. */
  void reverseAll() {
    for (Map.Entry<String, TreeMap<Long, Standing>> guest : standing.entrySet()) {
      FleetGuest counted = guests.getOrDefault(guest.getKey(), FleetGuest.NEW);
      long number = 1_000_000;
      for (Map.Entry<Long, Standing> entry : guest.getValue().descendingMap().entrySet()) {
        HistoryRecord reversal = Reversed.of(entry.getValue().entry(), ++number, entry.getKey());
        FleetGuest.Counted next = counted.on(List.of(reversal), GuestTraits.UNKNOWN);
        next.deltas().forEach(this::take);
        counted = next.next();
      }
      guests.put(guest.getKey(), counted);
    }
  }
}
