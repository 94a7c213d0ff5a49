package io.lapse.ledger.account;

import io.lapse.ledger.EventId;
import io.lapse.ledger.host.HostEvent;
import io.lapse.ledger.host.RestartMode;
import io.lapse.ledger.host.StopReason;
import io.lapse.ledger.policy.Policy;
import io.lapse.ledger.policy.Violation;
import io.lapse.ledger.time.Stamp;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One restart, and what is found out about the outage that it ends. */
final class RestartedOutage {
  private static final Comparator<Recorded<?>> BY_STAMP =
      Comparator.comparing((Recorded<?> event) -> event.at()).thenComparing(Recorded::id);

  private final Draft draft;
  private final Ahead ahead;
  private final Match match;
  private final @Nullable Stop stop;
  private final Recorded<HostEvent.Restarted> restart;
  private final Policy policy;
  private final @Nullable OutageKind kind;
  private final long toutNanos;
  private final CounterAdvance advance;
  private final @Nullable Sleep sleep;

  RestartedOutage(
      Draft draft, Ahead ahead, Policy policy, Match match, Recorded<HostEvent.Restarted> restart) {
    this.draft = draft;
    this.ahead = ahead;
    this.match = match;
    this.stop = match.stop();
    this.restart = restart;
    this.policy = policy;
    this.kind = kind();
    this.toutNanos = stop == null ? 0 : stop.at().nanosUntil(restart.at());
    this.advance =
        CounterAdvance.of(
            restart.input(),
            isCounterLeftToTheHost(),
            toutNanos,
            draft.known.profile(),
            ahead.compensation(restart.at(), draft.known));
    this.sleep =
        stop == null
            ? null
            : Sleep.of(
                stop.event().input(),
                restart.input(),
                toutNanos,
                ahead.slept(restart.at(), draft.known));
  }

  private boolean isOnOneHost() {
    return stop != null && restart.host() != null && restart.host().equals(stop.event().host());
  }

  /** In one process of one host; a guest that suspended itself accounts for the time itself. */
  private boolean isCounterLeftToTheHost() {
    if (stop == null || !isOnOneHost()) {
      return false;
    }
    StopReason reason = stop.event().input().reason();
    boolean checkpoint =
        reason == StopReason.CHECKPOINT
            && restart.input().mode() == RestartMode.CONTINUED
            && !stop.since().processEnded();
    return checkpoint || (kind == OutageKind.PAUSE && reason != StopReason.SLEEP);
  }

  private @Nullable OutageKind kind() {
    RestartMode mode = restart.input().mode();
    if (stop == null) {
      return OutageKind.ofRestart(mode);
    }
    StopReason reason = stop.event().input().reason();
    if (reason == StopReason.SAVE
        || reason == StopReason.CHECKPOINT
        || mode == RestartMode.RESTORED) {
      return OutageKind.SNAPSHOT;
    }
    if (!isOnOneHost()) {
      return OutageKind.MIGRATION;
    }
    return stop.since().processEnded() ? OutageKind.SNAPSHOT : OutageKind.PAUSE;
  }

  CounterAdvance advance() {
    return advance;
  }

  /** The account that was open, with what its stop showed; or a new one. */
  OutageAccount account() {
    Outage outage = outage();
    OutageAccount open = match.outage() == null ? null : match.outage().account();
    if (open == null) {
      return OutageAccount.of(outage);
    }
    return draft.resolve(open, Violation.MISSING_RESTART, restart.at()).restarted(outage);
  }

  private Outage outage() {
    String guest = restart.input().guest();
    RunningInventory timers = timers();
    return new Outage(
        guest,
        outageId(guest),
        kind,
        stop == null ? null : stop.event().host(),
        restart.host(),
        stop == null ? null : stop.at(),
        restart.at(),
        policy,
        stop == null ? Booking.silence(restart.input().envelope().source()) : stop.cooperation(),
        draft.sequence,
        closing(),
        timers == null || stop == null
            ? null
            : TimersAtStop.of(timers, stop.event().input().stamp()),
        hasTimers() && timers == null ? draft.known.guestClass() : null,
        draft.known.isSupported());
  }

  /** A reset takes a guest's timers away, and of some kernels nothing is known. */
  private boolean hasTimers() {
    return stop != null && !stop.since().reset() && draft.known.isSupported();
  }

  private @Nullable RunningInventory timers() {
    return stop != null && hasTimers() ? stop.inventory() : null;
  }

  private String outageId(String guest) {
    if (stop == null) {
      return guest + "/" + restart.id();
    }
    String byStop = guest + "/" + stop.event().id();
    return match.conflicting() ? byStop + "+" + restart.id() : byStop;
  }

  private @Nullable Closing closing() {
    if (stop == null || sleep == null) {
      return null;
    }
    Stamp stopped = stop.event().input().stamp();
    long error =
        ToutError.nanos(
            stopped, restart.input().stamp(), isOnOneHost(), isStepped(stop), policy.driftPpm());
    return new Closing(
        toutNanos,
        error,
        advance.nanos(),
        advance.basis(),
        sleep.nanos(),
        sleep.basis(),
        sleep.errorNanos());
  }

  /** Since the stop; or, where the clocks show it after the restart, before it. */
  private boolean isStepped(Stop stopped) {
    if (stopped.since().stepped() || match.took() == null) {
      return stopped.since().stepped();
    }
    return ahead.later().stream()
        .takeWhile(later -> !later.at().isAfter(stopped.at()))
        .anyMatch(
            later ->
                later.input() instanceof HostEvent.HostClock clock
                    && clock.steppedNanos() != 0
                    && Objects.equals(later.host(), stopped.event().host()));
  }

  /** The events that made the entry: both ends, the claims about them, and the timers. */
  List<EventId> eventIds() {
    List<Recorded<?>> events = new ArrayList<>();
    events.add(restart);
    if (stop != null && sleep != null) {
      events.add(stop.event());
      if (advance.claim() != null) {
        events.add(advance.claim());
      }
      if (sleep.claim() != null) {
        events.add(sleep.claim());
      }
      RunningInventory timers = timers();
      if (timers != null) {
        events.add(timers.inventory());
      }
    }
    events.sort(BY_STAMP);
    List<EventId> ids = new ArrayList<>(events.size());
    events.forEach(event -> ids.add(event.id()));
    return ids;
  }
}
