package io.lapse.benchmarks.workload;

import io.lapse.ledger.Envelope;
import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.Source;
import io.lapse.ledger.guest.ArmedTimer;
import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.guest.ReactionOrigin;
import io.lapse.ledger.guest.TimerClock;
import io.lapse.ledger.guest.TimerKind;
import io.lapse.ledger.host.CounterWhilePaused;
import io.lapse.ledger.host.HostEvent;
import io.lapse.ledger.host.MigrationRole;
import io.lapse.ledger.host.MigrationStatus;
import io.lapse.ledger.host.RestartMode;
import io.lapse.ledger.host.StopReason;
import io.lapse.ledger.time.Stamp;
import io.lapse.ledger.time.TaiInstant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** One guest, and what its hosts and its agent say about it. */
final class GuestLife {
  private static final int HOSTS = 20;
  private static final int TIMERS = 30;
  private static final long MILLI_NANOS = 1_000_000L;
  private static final long CLOCK_ERROR_NANOS = 100_000L;
  private static final long QMP_RESOLUTION_NANOS = 1_000L;
  private static final long QMP_LATENCY_NANOS = 5 * MILLI_NANOS;

  private final String guest;
  private final SplittableRandom random;
  private final List<LedgerInput> told = new ArrayList<>();
  private String host;
  private long restarts;

  GuestLife(String guest, SplittableRandom random) {
    this.guest = guest;
    this.random = random;
    this.host = anyHost();
  }

  List<LedgerInput> told() {
    return List.copyOf(told);
  }

  void begins(TaiInstant at) {
    told.add(
        new GuestEvent.Profile(
            said(at),
            "tsc",
            2_445_406L,
            "6.1",
            "linux",
            "default",
            CounterWhilePaused.STOPS,
            Map.of("zone", "a")));
    told.add(new HostEvent.Started(seen(host, at.plus(Workload.SECOND_NANOS))));
  }

  /** The guest compares its clock with a better one, and finds it right to within 2 ms. */
  void observed(TaiInstant at) {
    long offsetNanos = random.nextLong(-2 * MILLI_NANOS, 2 * MILLI_NANOS);
    told.add(new GuestEvent.ClockObservation(said(at), offsetNanos, MILLI_NANOS, "synchronised"));
  }

  /** Of 20 outages 14 are migrations, 3 pauses, 2 snapshots, 1 the guest's own sleep. */
  void outage(TaiInstant at) {
    int dice = random.nextInt(20);
    if (dice < 14) {
      announcedMigration(at);
    } else if (dice < 17) {
      pauseOf(at, millis(50, 5_000), StopReason.PAUSE, RestartMode.CONTINUED);
    } else if (dice < 19) {
      pauseOf(at, millis(500, 20_000), StopReason.SAVE, RestartMode.RESTORED);
    } else {
      pauseOf(at, millis(5_000, 30_000), StopReason.SLEEP, RestartMode.WAKEUP);
    }
  }

  /** A migration of which only the stop and the restart are known. */
  void migrated(TaiInstant at) {
    told.add(new HostEvent.Stopped(seen(host, at), StopReason.MIGRATE, null));
    restart(at.plus(millis(30, 1_500)), anyHost(), RestartMode.INCOMING, null);
  }

  private void announcedMigration(TaiInstant at) {
    String id = host + "-" + at.nanos();
    TaiInstant stop = at.plus(millis(3_000, 20_000));
    if (random.nextInt(2) == 0) {
      told.add(new HostEvent.Announced(seen(host, at), at.plus(60 * Workload.SECOND_NANOS)));
      told.add(new HostEvent.Quiesced(seen(host, at.plus(millis(1, 900)))));
    }
    told.add(inventory(at.plus(millis(901, 1_000))));
    told.add(migration(at.plus(millis(1_001, 2_000)), MigrationStatus.ACTIVE, id));
    told.add(new HostEvent.Stopped(seen(host, stop), StopReason.MIGRATE, id));
    TaiInstant restart = stop.plus(millis(30, 1_500));
    told.add(migration(restart.plus(millis(1, 50)), MigrationStatus.COMPLETED, id));
    restart(restart, anyHost(), RestartMode.INCOMING, id);
    answer(stop, restart);
  }

  private void pauseOf(TaiInstant stop, long nanos, StopReason reason, RestartMode mode) {
    told.add(new HostEvent.Stopped(seen(host, stop), reason, null));
    TaiInstant restart = stop.plus(nanos);
    restart(restart, host, mode, null);
    if (mode == RestartMode.WAKEUP) {
      told.add(new GuestEvent.Slept(said(restart.plus(MILLI_NANOS)), restart, nanos));
    } else {
      answer(stop, restart);
    }
  }

  private void restart(TaiInstant at, String to, RestartMode mode, @Nullable String id) {
    host = to;
    restarts++;
    told.add(
        new HostEvent.Restarted(
            seen(to, at), mode, id, CounterWhilePaused.STOPS, null, List.of(), List.of()));
  }

  /** One in five hosts claims, late, to have advanced the counter; most guests react at once. */
  private void answer(TaiInstant stop, TaiInstant restart) {
    long toutNanos = stop.nanosUntil(restart);
    if (random.nextInt(5) == 0) {
      TaiInstant at = restart.plus(millis(1_000, 5_000));
      told.add(new HostEvent.Compensation(seen(host, at), restart, toutNanos / 2));
    }
    if (random.nextInt(5) > 0) {
      told.add(
          new GuestEvent.Reacted(
              said(restart.plus(millis(10, 500))),
              ReactionOrigin.REPORTED,
              restarts,
              toutNanos,
              false,
              true,
              random.nextLong(4)));
    }
  }

  private HostEvent migration(TaiInstant at, MigrationStatus status, String id) {
    return new HostEvent.Migration(seen(host, at), status, MigrationRole.SOURCE, id, null);
  }

  private GuestEvent inventory(TaiInstant at) {
    long monotonicNanos = Workload.BEGIN.nanosUntil(at) + 1;
    List<ArmedTimer> timers = new ArrayList<>();
    for (int i = 0; i < TIMERS; i++) {
      boolean realtime = i % 10 == 0;
      long dueNanos = millis(1, 10_000);
      timers.add(
          new ArmedTimer(
              "timer-" + i,
              i % 2 == 0 ? TimerKind.TIMERFD : TimerKind.POSIX,
              realtime ? TimerClock.REALTIME : TimerClock.MONOTONIC,
              true,
              (realtime ? at.nanos() : monotonicNanos) + dueNanos,
              i % 3 == 0 ? millis(4, 1_000) : 0,
              realtime,
              true));
    }
    return new GuestEvent.Inventory(
        said(at), at.nanos(), monotonicNanos, monotonicNanos, 0, timers);
  }

  private Envelope seen(String by, TaiInstant at) {
    Stamp stamp = new Stamp(at, CLOCK_ERROR_NANOS, QMP_RESOLUTION_NANOS, QMP_LATENCY_NANOS);
    return new Envelope(guest, by, stamp, Source.AVRO, at.plus(7 * MILLI_NANOS));
  }

  private Envelope said(TaiInstant at) {
    return new Envelope(guest, null, Stamp.of(at, MILLI_NANOS), Source.AVRO, at.plus(MILLI_NANOS));
  }

  private String anyHost() {
    return "host-" + random.nextInt(HOSTS);
  }

  private long millis(long from, long to) {
    return random.nextLong(from * MILLI_NANOS, to * MILLI_NANOS);
  }
}
