package io.lapse.schemas.state;

import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.account.Balance;
import io.lapse.ledger.account.Books;
import io.lapse.ledger.account.Branch;
import io.lapse.ledger.account.Known;
import io.lapse.ledger.account.OutageAccount;
import io.lapse.ledger.account.Pairing;
import io.lapse.ledger.account.Recorded;
import io.lapse.ledger.account.RunningInventory;
import io.lapse.ledger.account.Stop;
import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.host.HostEvent;
import io.lapse.ledger.time.TaiInstant;
import io.lapse.schemas.wire.StateBooks;
import io.lapse.schemas.wire.StateEvent;
import io.lapse.schemas.wire.StateHostClock;
import io.lapse.schemas.wire.StateInventory;
import io.lapse.schemas.wire.StateOpen;
import io.lapse.schemas.wire.StatePending;
import io.lapse.schemas.wire.StateStop;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** {@link Books} as {@link StateBooks}. */
final class PackedBooks {
  private static final int QUIESCED = 1;
  private static final int KILLED = 2;

  private static final int UNTRUSTED = 1;
  private static final int STEPPED = 2;
  private static final int PROCESS_ENDED = 4;
  private static final int RESET = 8;

  private final Packing packing;
  private final PackedEvents events;
  private final PackedAccounts accounts;

  PackedBooks(Packing packing, PackedEvents events) {
    this.packing = packing;
    this.events = events;
    this.accounts = new PackedAccounts(packing);
  }

  StateBooks pack(Books books) {
    Known known = books.known();
    Pairing pairing = books.pairing();
    Branch branch = books.branch();
    Books.Reactions reactions = books.reactions();
    List<OutageAccount> retained = branch.accounts();
    Known.Warning warning = known.warning();
    return new StateBooks(
        known.profile() == null ? null : events.pack(known.profile()),
        inventory(known.inventory()),
        warning == null ? null : (Long) packing.since(warning.deadline()),
        warning == null ? 0 : flag(warning.quiesced(), QUIESCED) | flag(warning.killed(), KILLED),
        clocks(known),
        events.pack(inputs(known.claims())),
        packing.text(pairing.ranOn()),
        eventOrNull(pairing.lastRestart()),
        packing.sinceOrNull(pairing.migratedAt()),
        accounts.pack(retained),
        branch.owing().size(),
        indexOf(retained, branch.latest()),
        indexOf(retained, branch.stale()),
        pairing.open() == null ? null : open(pairing.open()),
        pairing.superseded().stream().map(this::open).toList(),
        pairing.last() == null ? null : stop(pairing.last()),
        pairing.pending().stream().map(this::pending).toList(),
        branch.balance().nanos(),
        branch.balance().errorNanos(),
        reactions.seen(),
        reactions.reported(),
        reactions.unanswered(),
        reactions.ignored() == null ? null : accounts.named(reactions.ignored()),
        reactions.gap() == null ? null : accounts.named(reactions.gap()),
        books.sequence());
  }

  private static int flag(boolean set, int flag) {
    return set ? flag : 0;
  }

  private static List<LedgerInput> inputs(List<Recorded<?>> recorded) {
    List<LedgerInput> inputs = new ArrayList<>();
    recorded.forEach(one -> inputs.add(one.input()));
    return inputs;
  }

  private @Nullable StateEvent eventOrNull(@Nullable Recorded<?> recorded) {
    return recorded == null ? null : events.pack(recorded.input());
  }

  private @Nullable StateInventory inventory(@Nullable RunningInventory running) {
    return running == null
        ? null
        : new StateInventory(
            packing.inventory(running.inventory().input()),
            running.monotonicStillNanos(),
            running.boottimeStillNanos(),
            running.wallStillNanos(),
            running.errorNanos());
  }

  private List<StateHostClock> clocks(Known known) {
    List<StateHostClock> clocks = new ArrayList<>();
    known
        .hostClocks()
        .forEach(
            (host, word) ->
                clocks.add(
                    new StateHostClock(
                        packing.text(host),
                        word.errorNanos(),
                        word.wrongOffset(),
                        packing.sinceOrNull(word.steppedAt()))));
    return clocks;
  }

  private static int indexOf(List<OutageAccount> accounts, @Nullable OutageAccount account) {
    return account == null ? Packing.NONE : accounts.indexOf(account);
  }

  private StateOpen open(Pairing.OpenOutage open) {
    return new StateOpen(stop(open.stop()), accounts.pack(open.account()));
  }

  private StateStop stop(Stop stop) {
    TaiInstant missed = stop.missedDeadline();
    Stop.Since since = stop.since();
    return new StateStop(
        events.pack(stop.event().input()),
        Ranks.COOPERATIONS.of(stop.cooperation()),
        packing.sinceOrNull(missed),
        stop.balance().nanos(),
        stop.balance().errorNanos(),
        accounts.idOrNull(stop.staleOutageId()),
        inventory(stop.inventory()),
        flag(stop.untrusted(), UNTRUSTED)
            | flag(since.stepped(), STEPPED)
            | flag(since.processEnded(), PROCESS_ENDED)
            | flag(since.reset(), RESET));
  }

  private StatePending pending(Pairing.Pending pending) {
    return new StatePending(
        events.pack(pending.restart().input()),
        eventOrNull(pending.took()),
        packing.text(pending.ranOn()));
  }

  Books unpack(StateBooks wire) {
    return new Books(
        known(wire),
        pairing(wire),
        branch(wire),
        new Books.Reactions(
            wire.getReactionsSeen(),
            wire.getReactionsReported(),
            wire.getUnanswered(),
            wire.getIgnored() == null ? null : accounts.named(wire.getIgnored()),
            wire.getGap() == null ? null : accounts.named(wire.getGap())),
        wire.getSequence());
  }

  @SuppressWarnings("NullAway") // It does not see that a nested type of another module is nullable.
  private Known known(StateBooks wire) {
    Map<String, Known.HostClockWord> clocks = new LinkedHashMap<>();
    for (StateHostClock clock : wire.getHostClocks()) {
      clocks.put(
          Objects.requireNonNullElse(packing.text(clock.getHost()), ""),
          new Known.HostClockWord(
              clock.getErrorNs(), clock.getWrongOffset(), packing.atOrNull(clock.getSteppedNs())));
    }
    Long deadline = wire.getWarningDeadlineNs();
    Known.Warning warning =
        deadline == null
            ? null
            : new Known.Warning(
                packing.at(deadline),
                (wire.getWarningFlags() & QUIESCED) != 0,
                (wire.getWarningFlags() & KILLED) != 0);
    List<Recorded<?>> claims = new ArrayList<>();
    events.unpack(wire.getClaims()).forEach(claim -> claims.add(Recorded.of(claim)));
    return new Known(
        wire.getProfile() == null
            ? null
            : events.unpack(wire.getProfile(), GuestEvent.Profile.class),
        inventory(wire.getInventory()),
        warning,
        clocks,
        claims);
  }

  private @Nullable RunningInventory inventory(@Nullable StateInventory wire) {
    return wire == null
        ? null
        : new RunningInventory(
            Recorded.of(packing.inventory(wire.getInventory())),
            wire.getMonotonicStillNs(),
            wire.getBoottimeStillNs(),
            wire.getWallStillNs(),
            wire.getErrorNs());
  }

  private Pairing pairing(StateBooks wire) {
    StateEvent lastRestart = wire.getLastRestart();
    return new Pairing(
        packing.text(wire.getRanOn()),
        lastRestart == null ? null : restart(lastRestart),
        packing.atOrNull(wire.getMigratedNs()),
        wire.getOpen() == null ? null : open(wire.getOpen()),
        wire.getSuperseded().stream().map(this::open).toList(),
        wire.getLast() == null ? null : stop(wire.getLast()),
        wire.getPending().stream().map(this::pending).toList());
  }

  private Recorded<HostEvent.Restarted> restart(StateEvent wire) {
    return Recorded.of(events.unpack(wire, HostEvent.Restarted.class));
  }

  private Pairing.OpenOutage open(StateOpen wire) {
    return Pairing.OpenOutage.restored(stop(wire.getStop()), accounts.unpack(wire.getAccount()));
  }

  private Stop stop(StateStop wire) {
    int flags = wire.getFlags();
    return new Stop(
        Recorded.of(events.unpack(wire.getEvent(), HostEvent.Stopped.class)),
        Ranks.COOPERATIONS.at(wire.getCooperation()),
        packing.atOrNull(wire.getMissedDeadlineNs()),
        new Balance(wire.getBalanceNs(), wire.getBalanceErrorNs()),
        wire.getStaleOutage() == null
            ? null
            : OutageIds.unpack(packing.guest, wire.getStaleOutage()),
        inventory(wire.getInventory()),
        (flags & UNTRUSTED) != 0,
        new Stop.Since((flags & STEPPED) != 0, (flags & PROCESS_ENDED) != 0, (flags & RESET) != 0));
  }

  private Pairing.Pending pending(StatePending wire) {
    StateEvent took = wire.getTook();
    return new Pairing.Pending(
        restart(wire.getRestart()),
        took == null ? null : Recorded.of(events.unpack(took, HostEvent.Stopped.class)),
        packing.text(wire.getRanOn()));
  }

  private Branch branch(StateBooks wire) {
    List<OutageAccount> retained = wire.getAccounts().stream().map(accounts::unpack).toList();
    return new Branch(
        new Balance(wire.getBalanceNs(), wire.getBalanceErrorNs()),
        retained.subList(0, wire.getOwing()),
        wire.getLatest() == Packing.NONE ? null : retained.get(wire.getLatest()),
        wire.getStale() == Packing.NONE ? null : retained.get(wire.getStale()));
  }
}
