package io.lapse.ledger.account;

import io.lapse.ledger.EventId;
import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.host.HostEvent;
import io.lapse.ledger.host.MigrationRole;
import io.lapse.ledger.host.RestartMode;
import io.lapse.ledger.host.StopReason;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which restart ended which stop: a pure function of a guest's events in order.
 *
 * <p>By migration id where the source gives one. Else a restart ends the latest stop before it; an
 * earlier stop cannot be the one, because the guest ran in between. Between two hosts stamps may be
 * out of order: then the next stop of the host that the guest ran on, within both stamps' errors.
 */
final class Pairing {
  private final List<Recorded<?>> inputs;
  private final List<Pair> pairs = new ArrayList<>();
  private final Set<EventId> takenStops = new HashSet<>();

  private @Nullable Recorded<HostEvent.Stopped> openStop;
  private @Nullable Recorded<HostEvent.Stopped> lastPairedStop;
  private @Nullable Recorded<HostEvent.Restarted> lastRestart;
  private @Nullable String ranOn;

  private Pairing(Timeline timeline) {
    this.inputs = timeline.inputs();
  }

  /** The pairs, in the order in which they became known. */
  static List<Pair> of(Timeline timeline) {
    Pairing pairing = new Pairing(timeline);
    for (int index = 0; index < pairing.inputs.size(); index++) {
      pairing.take(index);
    }
    if (pairing.openStop != null) {
      pairing.pairs.add(new Pair(pairing.openStop, null, false, null));
    }
    return pairing.pairs;
  }

  private void take(int index) {
    Recorded<?> recorded = inputs.get(index);
    if (recorded.input() instanceof HostEvent.Stopped stopped) {
      if (stopped.reason() != StopReason.ARRIVAL && !takenStops.contains(recorded.id())) {
        stop(recorded.as(HostEvent.Stopped.class));
      }
    } else if (recorded.input() instanceof HostEvent.Restarted) {
      restart(recorded.as(HostEvent.Restarted.class), index);
    } else if (recorded.input() instanceof HostEvent.Started started) {
      ranOn = started.envelope().host();
    }
  }

  private void stop(Recorded<HostEvent.Stopped> stop) {
    if (openStop != null) {
      pairs.add(new Pair(openStop, null, false, stop.at()));
    }
    openStop = stop;
    ranOn = stop.input().envelope().host();
  }

  private void restart(Recorded<HostEvent.Restarted> restart, int index) {
    Pair pair = pairFor(restart, index);
    pairs.add(pair);
    if (pair.stop() != null) {
      lastPairedStop = pair.stop();
      takenStops.add(pair.stop().id());
    }
    lastRestart = restart;
    ranOn = restart.input().envelope().host();
  }

  private Pair pairFor(Recorded<HostEvent.Restarted> restart, int index) {
    Recorded<HostEvent.Stopped> stop = stopFor(restart, index);
    if (stop != null) {
      return new Pair(stop, restart, false, null);
    }
    if (lastPairedStop != null && isSecondRestart(restart)) {
      return new Pair(lastPairedStop, restart, true, null);
    }
    return new Pair(null, restart, false, null);
  }

  private @Nullable Recorded<HostEvent.Stopped> stopFor(
      Recorded<HostEvent.Restarted> restart, int index) {
    Recorded<HostEvent.Stopped> stop = byMigrationId(restart, index);
    if (stop == null) {
      stop = latestStop(restart);
    }
    return stop != null ? stop : outOfOrderStop(restart, index);
  }

  private @Nullable Recorded<HostEvent.Stopped> byMigrationId(
      Recorded<HostEvent.Restarted> restart, int index) {
    String id = restart.input().migrationId();
    if (id == null) {
      return null;
    }
    if (openStop != null && id.equals(openStop.input().migrationId())) {
      return takeOpenStop();
    }
    for (int i = 0; i < pairs.size(); i++) {
      Pair pair = pairs.get(i);
      if (pair.restart() == null
          && pair.stop() != null
          && id.equals(pair.stop().input().migrationId())) {
        pairs.remove(i);
        return pair.stop();
      }
    }
    for (int i = index + 1; i < inputs.size(); i++) {
      Recorded<?> later = inputs.get(i);
      if (later.input() instanceof HostEvent.Stopped stopped
          && id.equals(stopped.migrationId())
          && stopped.reason() != StopReason.ARRIVAL
          && !takenStops.contains(later.id())) {
        return later.as(HostEvent.Stopped.class);
      }
    }
    return null;
  }

  private @Nullable Recorded<HostEvent.Stopped> latestStop(Recorded<HostEvent.Restarted> restart) {
    if (openStop == null || !mayBelongTogether(openStop, restart)) {
      return null;
    }
    return takeOpenStop();
  }

  private Recorded<HostEvent.Stopped> takeOpenStop() {
    Recorded<HostEvent.Stopped> stop = Objects.requireNonNull(openStop);
    openStop = null;
    return stop;
  }

  /** Two hosts' clocks may show the restart before the stop, by no more than both are wrong. */
  private @Nullable Recorded<HostEvent.Stopped> outOfOrderStop(
      Recorded<HostEvent.Restarted> restart, int index) {
    String host = restart.input().envelope().host();
    if (openStop != null || Objects.equals(host, ranOn)) {
      return null;
    }
    for (int i = index + 1; i < inputs.size(); i++) {
      Recorded<?> later = inputs.get(i);
      if (later.input() instanceof HostEvent.Stopped stopped
          && stopped.reason() != StopReason.ARRIVAL
          && isOnHostThatRan(stopped, host)
          && !takenStops.contains(later.id())) {
        Recorded<HostEvent.Stopped> stop = later.as(HostEvent.Stopped.class);
        return isWithinErrors(restart, stop) && mayBelongTogether(stop, restart) ? stop : null;
      }
    }
    return null;
  }

  private boolean isOnHostThatRan(HostEvent.Stopped stopped, @Nullable String restartHost) {
    String host = stopped.envelope().host();
    return ranOn == null ? !Objects.equals(host, restartHost) : ranOn.equals(host);
  }

  private static boolean isWithinErrors(
      Recorded<HostEvent.Restarted> restart, Recorded<HostEvent.Stopped> stop) {
    long errorNanos =
        Math.addExact(restart.input().stamp().errorNanos(), stop.input().stamp().errorNanos());
    return restart.at().nanosUntil(stop.at()) <= errorNanos;
  }

  private static boolean mayBelongTogether(
      Recorded<HostEvent.Stopped> stop, Recorded<HostEvent.Restarted> restart) {
    String ofStop = stop.input().migrationId();
    String ofRestart = restart.input().migrationId();
    return ofStop == null || ofRestart == null || ofStop.equals(ofRestart);
  }

  /**
   * Whether a restart without a stop of its own is a second restart of the last one: the source
   * says that it restored a state, or the guest appears where no migration took it.
   */
  private boolean isSecondRestart(Recorded<HostEvent.Restarted> restart) {
    RestartMode mode = restart.input().mode();
    if (mode == RestartMode.RESTORED) {
      return true;
    }
    boolean elsewhere =
        lastRestart == null
            || !Objects.equals(
                lastRestart.input().envelope().host(), restart.input().envelope().host());
    return (elsewhere || mode == RestartMode.INCOMING) && !migratedSinceLastRestart(restart);
  }

  private boolean migratedSinceLastRestart(Recorded<HostEvent.Restarted> restart) {
    Recorded<HostEvent.Restarted> last = Objects.requireNonNull(lastRestart);
    return inputs.stream()
        .filter(recorded -> recorded.at().isAfter(last.at()))
        .filter(recorded -> recorded.at().isBefore(restart.at()))
        .map(Recorded::input)
        .anyMatch(input -> reportsMigrationFrom(last.input().envelope().host(), input));
  }

  /** The word 'completed' that follows a restart on its own host belongs to the arrival there. */
  private static boolean reportsMigrationFrom(@Nullable String lastHost, LedgerInput input) {
    return input instanceof HostEvent.Migration migration
        && !(migration.role() == MigrationRole.DESTINATION
            && Objects.equals(migration.envelope().host(), lastHost));
  }
}
