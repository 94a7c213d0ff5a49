package io.lapse.ledger.account;

import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.host.HostEvent;
import io.lapse.ledger.host.MigrationRole;
import io.lapse.ledger.host.RestartMode;
import io.lapse.ledger.host.StopReason;
import io.lapse.ledger.time.TaiInstant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Which restart ended which stop, as far as a guest's events in order have come.
 *
 * <p>By migration id where the source gives one. Else a restart ends the latest stop before it; an
 * earlier stop cannot be the one, because the guest ran in between. Between two hosts stamps may be
 * out of order: then the next stop of the host that the guest ran on, within both stamps' errors.
 *
 * @param ranOn the host that the guest ran on last; null if not known
 * @param lastRestart null before the first, and after a first start
 * @param migratedAt when a migration of the guest was first reported since; null if none was
 * @param open the stop that waits for its restart; null while the guest runs
 * @param superseded earlier stops without a restart that a migration id may still pair
 * @param last the stop that was restarted last; null before the first
 * @param pending restarts that looked for a stop among what comes after them
 */
public record Pairing(
    @Nullable String ranOn,
    @Nullable Recorded<HostEvent.Restarted> lastRestart,
    @Nullable TaiInstant migratedAt,
    @Nullable OpenOutage open,
    List<OpenOutage> superseded,
    @Nullable Stop last,
    List<Pending> pending) {

  static final Pairing NEW = new Pairing(null, null, null, null, List.of(), null, List.of());

  /** A stop without a restart, and what is booked of it. */
  public record OpenOutage(Stop stop, OutageAccount account) {
    /** One that was saved without its entry, which follows from the rest. */
    public static OpenOutage restored(Stop stop, OutageAccount account) {
      return new OpenOutage(stop, account.posted(List.of(stop.event().id())));
    }

    boolean isSameAs(OpenOutage other) {
      return account.id().equals(other.account.id());
    }
  }

  /**
   * A restart whose stop was looked for ahead.
   *
   * @param took the stop that was found; null if none was
   * @param ranOn the host that the guest had run on
   */
  public record Pending(
      Recorded<HostEvent.Restarted> restart,
      @Nullable Recorded<HostEvent.Stopped> took,
      @Nullable String ranOn) {

    /** Whether no stop after this one can be what the restart looked for; an id may come late. */
    boolean isSettledBy(Recorded<HostEvent.Stopped> stop) {
      String id = restart.input().migrationId();
      if (took != null) {
        boolean foundById = id == null || id.equals(took.input().migrationId());
        return foundById && took.id().equals(stop.id());
      }
      return id == null && isOnHostThatRan(stop, ranOn, restart.host());
    }
  }

  public Pairing {
    superseded = List.copyOf(superseded);
    pending = List.copyOf(pending);
  }

  /**
   * The guest began another life: only an id, or a restored state, leads back to the one before.
   */
  Pairing started(@Nullable String host) {
    Pairing alone = open == null ? this : superseding(open);
    return new Pairing(host, null, null, null, alone.superseded, last, pending);
  }

  Pairing opened(OpenOutage stopped) {
    return new Pairing(
        stopped.stop().event().host(), lastRestart, migratedAt, stopped, superseded, last, pending);
  }

  /** The open stop's restart is missing; only an id may still find it. */
  Pairing superseding(OpenOutage missing) {
    List<OpenOutage> next = superseded;
    if (missing.stop().event().input().migrationId() != null) {
      next = new ArrayList<>(superseded);
      next.add(missing);
    }
    return new Pairing(ranOn, lastRestart, migratedAt, null, next, last, pending);
  }

  Pairing with(OpenOutage updated) {
    return new Pairing(ranOn, lastRestart, migratedAt, updated, superseded, last, pending);
  }

  Pairing restarted(Recorded<HostEvent.Restarted> restart, Match match) {
    OpenOutage matched = match.outage();
    boolean endsOpen = matched != null && open != null && matched.isSameAs(open);
    List<OpenOutage> stillSuperseded = superseded;
    if (matched != null && !endsOpen) {
      stillSuperseded = superseded.stream().filter(other -> !other.isSameAs(matched)).toList();
    }
    List<Pending> nextPending = pending;
    if (match.lookedAhead()) {
      nextPending = new ArrayList<>(pending);
      nextPending.add(new Pending(restart, match.took(), ranOn));
    }
    return new Pairing(
        restart.host(),
        restart,
        null,
        endsOpen ? null : open,
        stillSuperseded,
        match.stop() != null ? match.stop() : last,
        nextPending);
  }

  /** The word 'completed' that follows a restart on its own host belongs to the arrival there. */
  Pairing migrated(Recorded<HostEvent.Migration> migration) {
    if (lastRestart == null
        || migratedAt != null
        || !migration.at().isAfter(lastRestart.at())
        || (migration.input().role() == MigrationRole.DESTINATION
            && Objects.equals(migration.host(), lastRestart.host()))) {
      return this;
    }
    return new Pairing(ranOn, lastRestart, migration.at(), open, superseded, last, pending);
  }

  /** After what waited too long is given up. */
  Pairing at(TaiInstant now) {
    if (superseded.isEmpty() && pending.isEmpty()) {
      return this;
    }
    return new Pairing(
        ranOn,
        lastRestart,
        migratedAt,
        open,
        superseded.stream().filter(outage -> isInReach(outage.stop().at(), now)).toList(),
        last,
        pending.stream().filter(restart -> isInReach(restart.restart().at(), now)).toList());
  }

  private static boolean isInReach(TaiInstant from, TaiInstant to) {
    return from.nanosUntil(to) <= Horizon.NANOS;
  }

  /** After a stop that some restart may have waited for; a taken one is of no use to the others. */
  Pairing settling(Recorded<HostEvent.Stopped> stop) {
    if (pending.isEmpty()) {
      return this;
    }
    boolean taken = isTaken(stop);
    List<Pending> left =
        pending.stream().filter(p -> (taken && p.took() == null) || !p.isSettledBy(stop)).toList();
    return new Pairing(ranOn, lastRestart, migratedAt, open, superseded, last, left);
  }

  /** The account of a stop that waits for its restart; null if there is none of that id. */
  @Nullable OutageAccount find(String outageId) {
    for (OpenOutage outage : superseded) {
      if (outage.account().id().equals(outageId)) {
        return outage.account();
      }
    }
    return open != null && open.account().id().equals(outageId) ? open.account() : null;
  }

  /** Whether an earlier restart took this stop already. */
  boolean isTaken(Recorded<HostEvent.Stopped> stop) {
    for (Pending restart : pending) {
      if (restart.took() != null && restart.took().id().equals(stop.id())) {
        return true;
      }
    }
    return false;
  }

  /** With what happened to the stops that wait for a restart, and to the last one if asked. */
  Pairing since(UnaryOperator<Stop> happened, boolean alsoLast) {
    return new Pairing(
        ranOn,
        lastRestart,
        migratedAt,
        open == null ? null : new OpenOutage(happened.apply(open.stop()), open.account()),
        superseded.stream()
            .map(outage -> new OpenOutage(happened.apply(outage.stop()), outage.account()))
            .toList(),
        alsoLast && last != null ? happened.apply(last) : last,
        pending);
  }

  static boolean isArrival(LedgerInput input) {
    return input instanceof HostEvent.Stopped stopped && stopped.reason() == StopReason.ARRIVAL;
  }

  static boolean isOnHostThatRan(
      Recorded<HostEvent.Stopped> stop, @Nullable String ranOn, @Nullable String restartHost) {
    return ranOn == null ? !Objects.equals(stop.host(), restartHost) : ranOn.equals(stop.host());
  }

  /**
   * Whether a restart without a stop of its own is a second restart of the last one: the source
   * says that it restored a state, or the guest appears where no migration took it.
   */
  boolean isSecondRestart(Recorded<HostEvent.Restarted> restart) {
    if (last == null) {
      return false;
    }
    RestartMode mode = restart.input().mode();
    if (mode == RestartMode.RESTORED) {
      return true;
    }
    if (lastRestart == null) {
      return false;
    }
    boolean elsewhere = !Objects.equals(lastRestart.host(), restart.host());
    boolean migrated = migratedAt != null && migratedAt.isBefore(restart.at());
    return (elsewhere || mode == RestartMode.INCOMING) && !migrated;
  }
}
