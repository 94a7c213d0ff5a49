package io.lapse.ledger.account;

import io.lapse.ledger.EventId;
import io.lapse.ledger.Source;
import io.lapse.ledger.account.Pairing.OpenOutage;
import io.lapse.ledger.host.HostEvent;
import io.lapse.ledger.host.RestartMode;
import io.lapse.ledger.host.StopReason;
import io.lapse.ledger.policy.Cooperation;
import io.lapse.ledger.policy.Policy;
import io.lapse.ledger.policy.Violation;
import io.lapse.ledger.time.Stamp;
import io.lapse.ledger.time.TaiInstant;
import io.lapse.ledger.timers.ExpiryEstimate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Books stops and restarts. */
final class Booking {
  private final Draft draft;
  private final Ahead ahead;
  private final Rules rules;

  Booking(Draft draft, Ahead ahead, Rules rules) {
    this.draft = draft;
    this.ahead = ahead;
    this.rules = rules;
  }

  void stopped(Recorded<HostEvent.Stopped> recorded) {
    if (recorded.input().reason() == StopReason.ARRIVAL) {
      return;
    }
    boolean taken = draft.pairing.isTaken(recorded);
    draft.pairing = draft.pairing.settling(recorded);
    if (taken) {
      draft.known = draft.known.withWarning(null);
      return;
    }
    OpenOutage missing = draft.pairing.open();
    if (missing != null) {
      OutageAccount judged =
          draft.open(missing.account(), Violation.MISSING_RESTART, recorded.at(), true);
      OutageAccount again = judged.of(judged.outage(), List.of(missing.stop().event().id()));
      draft.touch(again);
      draft.pairing = draft.pairing.superseding(new OpenOutage(missing.stop(), again));
    }
    Stop stop = stopAt(recorded, draft.known);
    OutageAccount account = Judge.judgeStop(draft, OutageAccount.of(openOutage(stop)), stop);
    // An announcement is of one stop.
    draft.known = draft.known.withWarning(null);
    OutageAccount posted = account.posted(List.of(recorded.id()));
    draft.touch(posted);
    draft.pairing = draft.pairing.opened(new OpenOutage(stop, posted));
  }

  /** A guest that dies while it stands still was not stopped by force. */
  void killed(TaiInstant at) {
    OpenOutage open = draft.pairing.open();
    if (open == null || open.account().outage().cooperation() != Cooperation.FORCED) {
      return;
    }
    OutageAccount account = draft.resolve(open.account(), Violation.FORCED_AFTER_DEADLINE, at);
    OutageAccount again =
        account.of(account.outage().with(Cooperation.KILLED), List.of(open.stop().event().id()));
    draft.touch(again);
    draft.pairing = draft.pairing.with(new OpenOutage(open.stop(), again));
  }

  /** A stop whose restart comes first in order: its host warned the guest until then. */
  private Stop stopAhead(Recorded<HostEvent.Stopped> event) {
    Known until = draft.known;
    for (Recorded<?> later : ahead.later()) {
      if (later.equals(event)) {
        break;
      }
      if (later.input() instanceof HostEvent.Announced announced) {
        until = until.withWarning(new Known.Warning(announced.deadline(), false, false));
      } else if (later.input() instanceof HostEvent.Quiesced) {
        until = until.quiesced(later.at());
      }
    }
    return stopAt(event, until);
  }

  private Stop stopAt(Recorded<HostEvent.Stopped> event, Known known) {
    Known.Warning warning = known.warning();
    Cooperation cooperation;
    TaiInstant missed = null;
    if (event.input().reason() == StopReason.SLEEP) {
      cooperation = Cooperation.COOPERATIVE;
    } else if (warning == null) {
      cooperation = silence(event.input().envelope().source());
    } else if (warning.quiesced()) {
      cooperation = Cooperation.COOPERATIVE;
    } else {
      cooperation = Cooperation.FORCED;
      missed = warning.deadline();
    }
    OutageAccount stale = draft.branch.stale();
    boolean stepped = draft.known.isSteppedAt(event);
    return new Stop(
        event,
        cooperation,
        missed,
        draft.branch.balance(),
        stale == null ? null : stale.id(),
        draft.known.inventory(),
        draft.known.contradicts(event),
        new Stop.Since(stepped, false, false));
  }

  private static Cooperation silence(Source source) {
    return source.tellsAnnouncements() ? Cooperation.UNANNOUNCED : Cooperation.UNKNOWN;
  }

  private Outage openOutage(Stop stop) {
    String guest = stop.event().input().guest();
    boolean killed = draft.known.warning() != null && draft.known.warning().killed();
    return new Outage(
        guest,
        guest + "/" + stop.event().id(),
        OutageKind.ofStop(stop.event().input().reason()),
        stop.event().host(),
        null,
        stop.at(),
        null,
        policy(stop.at()),
        killed && stop.missedDeadline() != null ? Cooperation.KILLED : stop.cooperation(),
        null,
        null,
        null,
        draft.known.isSupported());
  }

  private Policy policy(TaiInstant at) {
    return rules.policyFor(draft.known.guestClass(), at);
  }

  void restarted(Recorded<HostEvent.Restarted> restart) {
    Match match = Match.of(draft.pairing, restart, ahead, this::stopAhead);
    draft.pairing = draft.pairing.restarted(restart, match);
    draft.sequence++;
    Restart booked = new Restart(match, restart);
    OutageAccount account = booked.account();
    if (match.outage() == null && match.stop() != null) {
      account = Judge.judgeStop(draft, account, match.stop());
    }
    boolean untrusted = draft.known.contradicts(restart);
    account = Judge.judgeRestart(draft, account, match, booked.advance, untrusted);
    ExpiryEstimate expired = account.expired();
    account = Judge.judgeExpiry(draft, account, expired, restart.at());
    if (match.conflicting() && match.stop() != null) {
      draft.branch = draft.branch.forkAt(match.stop());
      draft.known = draft.known.withInventory(match.stop().inventory());
    }
    Closing closing = account.outage().closing();
    if (closing != null && match.stop() != null) {
      draft.branch = draft.branch.booked(account);
      draft.update(account);
      draft.settle(restart.at());
      runOn(match.stop(), closing);
    }
    draft.touch(draft.newest(account).posted(booked.eventIds(), expired));
    Books.Reactions answers = draft.reactions;
    draft.reactions =
        new Books.Reactions(
            answers.seen(), answers.reported(), true, answers.ignored(), answers.gap());
    draft.known = draft.known.withWarning(null);
  }

  /** The timers of a running guest are late by what it stood still. */
  private void runOn(Stop stop, Closing closing) {
    RunningInventory inventory = draft.known.inventory();
    if (inventory != null && !stop.at().isBefore(inventory.inventory().at())) {
      draft.known = draft.known.withInventory(inventory.after(closing));
    }
  }

  /** One restart, and what is found out about the outage that it ends. */
  private final class Restart {
    private final Match match;
    private final @Nullable Stop stop;
    private final Recorded<HostEvent.Restarted> restart;
    private final Policy policy;
    private final @Nullable OutageKind kind;
    private final long toutNanos;
    private final CounterAdvance advance;
    private final @Nullable Sleep sleep;

    Restart(Match match, Recorded<HostEvent.Restarted> restart) {
      this.match = match;
      this.stop = match.stop();
      this.restart = restart;
      this.policy = policy(restart.at());
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

    /** The account that was open, with what its stop showed; or a new one. */
    OutageAccount account() {
      Outage outage = outage();
      OutageAccount open = match.outage() == null ? null : match.outage().account();
      if (open == null) {
        return OutageAccount.of(outage);
      }
      OutageAccount found = draft.resolve(open, Violation.MISSING_RESTART, restart.at());
      return new OutageAccount(outage, Moved.NOTHING, found.open(), 0, List.of());
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
          stop == null ? silence(restart.input().envelope().source()) : stop.cooperation(),
          draft.sequence,
          closing(),
          timers == null || stop == null
              ? null
              : TimersAtStop.of(timers, stop.event().input().stamp()),
          draft.known.isSupported());
    }

    private @Nullable RunningInventory timers() {
      return stop == null || stop.since().reset() || !draft.known.isSupported()
          ? null
          : stop.inventory();
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
      return events.stream()
          .sorted(
              Comparator.comparing((Recorded<?> event) -> event.at()).thenComparing(Recorded::id))
          .map(Recorded::id)
          .toList();
    }
  }
}
