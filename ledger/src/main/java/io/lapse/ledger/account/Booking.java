package io.lapse.ledger.account;

import io.lapse.ledger.Source;
import io.lapse.ledger.account.Pairing.OpenOutage;
import io.lapse.ledger.host.HostEvent;
import io.lapse.ledger.host.StopReason;
import io.lapse.ledger.policy.Cooperation;
import io.lapse.ledger.policy.Policy;
import io.lapse.ledger.policy.Violation;
import io.lapse.ledger.time.TaiInstant;
import io.lapse.ledger.timers.ExpiryEstimate;
import java.util.List;

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

  static Cooperation silence(Source source) {
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
    RestartedOutage booked =
        new RestartedOutage(draft, ahead, policy(restart.at()), match, restart);
    OutageAccount account = booked.account();
    if (match.outage() == null && match.stop() != null) {
      account = Judge.judgeStop(draft, account, match.stop());
    }
    boolean untrusted = draft.known.contradicts(restart);
    account = Judge.judgeRestart(draft, account, match, booked.advance(), untrusted);
    ExpiryEstimate expired = account.expired(rules);
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
}
