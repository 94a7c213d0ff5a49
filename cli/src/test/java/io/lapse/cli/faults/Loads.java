package io.lapse.cli.faults;

import io.lapse.ledger.Envelope;
import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.Source;
import io.lapse.ledger.guest.ArmedTimer;
import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.guest.TimerClock;
import io.lapse.ledger.guest.TimerKind;
import io.lapse.ledger.host.CounterWhilePaused;
import io.lapse.ledger.host.HostEvent;
import io.lapse.ledger.host.RestartMode;
import io.lapse.ledger.host.StopReason;
import io.lapse.ledger.simulation.FleetHabits;
import io.lapse.ledger.simulation.FleetPlan;
import io.lapse.ledger.simulation.FleetSimulation;
import io.lapse.ledger.simulation.Happening;
import io.lapse.ledger.time.Stamp;
import io.lapse.ledger.time.TaiInstant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What the ledger is told while something fails: the same for a seed. */
final class Loads {
  private static final long MINUTE = 60_000_000_000L;

  /** Less than the horizon, so that what a fault delays is never LATE. */
  private static final long DURATION_NANOS = 20L * 60 * MINUTE;

  private static final int GUESTS = 40;
  private static final int HOSTS = 8;

  private Loads() {}

  /**
   * The first events of a busy fleet, in the order in which its network delivers them: late,
   * repeated, and some never. Inventories of many timers among them keep the stores writing.
   */
  static List<LedgerInput> fleet(long seed, int count) {
    FleetSimulation fleet =
        FleetSimulation.of(
            new FleetPlan(
                seed,
                GUESTS,
                HOSTS,
                DURATION_NANOS,
                20,
                seed,
                FleetHabits.WILD.withGap(20 * MINUTE)));
    List<LedgerInput> events = new ArrayList<>();
    while (events.size() < count && fleet.hasNext()) {
      if (fleet.next() instanceof Happening.Arrived arrived) {
        if (events.size() % 4 == 0) {
          events.add(inventory(arrived.input(), 100));
        }
        events.add(arrived.input());
      }
    }
    return events.subList(0, count);
  }

  /** What the guest of an event had armed shortly before. */
  static GuestEvent.Inventory inventory(LedgerInput event, int timers) {
    long at = event.stamp().at().nanos() - 1_000_000_000L;
    ArmedTimer timer =
        new ArmedTimer(
            "hrtimer", TimerKind.TIMERFD, TimerClock.MONOTONIC, true, at, 0, false, true);
    Envelope envelope =
        new Envelope(event.guest(), null, Stamp.of(new TaiInstant(at), 0), Source.JSONL, null);
    return new GuestEvent.Inventory(envelope, at, at, at, 37, Collections.nCopies(timers, timer));
  }

  /** An outage of so many ns on one host, as its two events. */
  static List<LedgerInput> outage(String guest, String host, long at, long nanos) {
    return List.of(stop(guest, host, at), restart(guest, host, at + nanos));
  }

  static HostEvent.Stopped stop(String guest, String host, long at) {
    return new HostEvent.Stopped(envelope(guest, host, at), StopReason.PAUSE, null);
  }

  static HostEvent.Restarted restart(String guest, String host, long at) {
    return new HostEvent.Restarted(
        envelope(guest, host, at),
        RestartMode.CONTINUED,
        null,
        CounterWhilePaused.STOPS,
        null,
        List.of(),
        List.of());
  }

  static Envelope envelope(String guest, String host, long at) {
    return new Envelope(guest, host, Stamp.of(new TaiInstant(at), 1_000), Source.JSONL, null);
  }
}
