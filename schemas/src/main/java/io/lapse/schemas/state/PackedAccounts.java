package io.lapse.schemas.state;

import io.lapse.ledger.account.Alert;
import io.lapse.ledger.account.Closing;
import io.lapse.ledger.account.Moved;
import io.lapse.ledger.account.Outage;
import io.lapse.ledger.account.OutageAccount;
import io.lapse.ledger.account.Recorded;
import io.lapse.ledger.account.TimersAtStop;
import io.lapse.ledger.policy.Violation;
import io.lapse.ledger.time.TaiInstant;
import io.lapse.schemas.wire.StateAccount;
import io.lapse.schemas.wire.StateAlert;
import io.lapse.schemas.wire.StateNamedAlert;
import io.lapse.schemas.wire.StateTimers;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@link OutageAccount} without its entries, as {@link StateAccount}. */
final class PackedAccounts {
  private final Packing packing;

  PackedAccounts(Packing packing) {
    this.packing = packing;
  }

  StateAccount pack(OutageAccount account) {
    Outage outage = account.outage();
    Closing closing = outage.closing();
    return new StateAccount(
        OutageIds.pack(packing.guest, outage.id()),
        outage.kind() == null ? Packing.NONE : Ranks.OUTAGE_KINDS.of(outage.kind()),
        packing.text(outage.sourceHost()),
        packing.text(outage.destinationHost()),
        packing.sinceOrNull(outage.stoppedAt()),
        restarted(outage),
        packing.policy(outage.policy()),
        Ranks.COOPERATIONS.of(outage.cooperation()),
        outage.sequence() == null ? 0L : outage.sequence(),
        closing == null ? null : (Long) closing.toutErrorNanos(),
        closing == null ? 0L : closing.advanceNanos(),
        closing == null ? 0 : Ranks.AMOUNT_BASES.of(closing.advanceBasis()),
        closing == null ? 0L : closing.sleptNanos(),
        closing == null || closing.sleptBasis() == null
            ? Packing.NONE
            : Ranks.AMOUNT_BASES.of(closing.sleptBasis()),
        closing == null ? 0L : closing.sleepErrorNanos(),
        outage.timers() == null ? null : timers(outage.timers()),
        packing.text(outage.timersLike()),
        outage.supported(),
        account.moved().injectedNanos(),
        account.moved().injectedAsSleepNanos(),
        account.moved().correctedNanos(),
        account.open().values().stream().map(alert -> alert(alert, bookedAt(outage))).toList(),
        account.sealedEntries());
  }

  private @Nullable Long restarted(Outage outage) {
    TaiInstant stopped = outage.stoppedAt();
    TaiInstant restarted = outage.restartedAt();
    if (restarted == null) {
      return null;
    }
    long from = stopped == null ? packing.baseNanos : stopped.nanos();
    return restarted.nanos() - from;
  }

  private static long bookedAt(Outage outage) {
    TaiInstant at = outage.restartedAt() != null ? outage.restartedAt() : outage.stoppedAt();
    return at == null ? 0 : at.nanos();
  }

  private StateTimers timers(TimersAtStop timers) {
    long monotonic = timers.monotonicRolledNanos();
    return new StateTimers(
        packing.inventory(timers.inventory().input()),
        monotonic,
        timers.boottimeRolledNanos() - monotonic,
        timers.wallRolledNanos() - monotonic,
        timers.errorNanos());
  }

  private static StateAlert alert(Alert alert, long fromNanos) {
    return new StateAlert(
        Ranks.VIOLATIONS.of(alert.violation()),
        Ranks.SEVERITIES.of(alert.severity()),
        alert.at().nanos() - fromNanos,
        alert.certain());
  }

  /** A violation of an outage that may be gone. */
  StateNamedAlert named(Alert alert) {
    return new StateNamedAlert(
        OutageIds.pack(packing.guest, alert.outageId()),
        alert.policy(),
        alert(alert, packing.baseNanos),
        packing.text(alert.sourceHost()),
        packing.text(alert.destinationHost()),
        alert.toutNanos());
  }

  Alert named(StateNamedAlert wire) {
    String outageId = OutageIds.unpack(packing.guest, wire.getOutage());
    return alert(wire.getAlert(), packing.guest, outageId, wire.getPolicy(), packing.baseNanos)
        .about(
            packing.text(wire.getSourceHost()),
            packing.text(wire.getDestinationHost()),
            wire.getToutNs());
  }

  OutageAccount unpack(StateAccount wire) {
    TaiInstant stopped = packing.atOrNull(wire.getStoppedNs());
    TaiInstant restarted = null;
    if (wire.getRestartedNs() != null) {
      long from = stopped == null ? packing.baseNanos : stopped.nanos();
      restarted = new TaiInstant(from + wire.getRestartedNs());
    }
    Outage outage =
        new Outage(
            packing.guest,
            OutageIds.unpack(packing.guest, wire.getId()),
            wire.getKind() == Packing.NONE ? null : Ranks.OUTAGE_KINDS.at(wire.getKind()),
            packing.text(wire.getSourceHost()),
            packing.text(wire.getDestinationHost()),
            stopped,
            restarted,
            packing.policy(wire.getPolicy()),
            Ranks.COOPERATIONS.at(wire.getCooperation()),
            wire.getSequence() == 0 ? null : (Long) wire.getSequence(),
            closing(wire, stopped, restarted),
            wire.getTimers() == null ? null : timers(wire.getTimers()),
            packing.text(wire.getTimersLike()),
            wire.getSupported());
    Moved moved =
        new Moved(wire.getInjectedNs(), wire.getInjectedAsSleepNs(), wire.getCorrectedNs());
    return new OutageAccount(outage, moved, open(wire, outage), wire.getSealedEntries(), List.of());
  }

  private static @Nullable Closing closing(
      StateAccount wire, @Nullable TaiInstant stopped, @Nullable TaiInstant restarted) {
    Long error = wire.getErrorNs();
    if (stopped == null || restarted == null || error == null) {
      return null;
    }
    return new Closing(
        restarted.nanos() - stopped.nanos(),
        error,
        wire.getAdvanceNs(),
        Ranks.AMOUNT_BASES.at(wire.getAdvanceBasis()),
        wire.getSleptNs(),
        wire.getSleptBasis() == Packing.NONE ? null : Ranks.AMOUNT_BASES.at(wire.getSleptBasis()),
        wire.getSleepErrorNs());
  }

  private TimersAtStop timers(StateTimers wire) {
    long monotonic = wire.getMonotonicRolledNs();
    return new TimersAtStop(
        Recorded.of(packing.inventory(wire.getInventory())),
        monotonic,
        monotonic + wire.getBoottimeRolledNs(),
        monotonic + wire.getWallRolledNs(),
        wire.getErrorNs());
  }

  private static Map<Violation, Alert> open(StateAccount wire, Outage outage) {
    Map<Violation, Alert> open = new EnumMap<>(Violation.class);
    for (StateAlert opened : wire.getOpen()) {
      String policy = outage.policy().name();
      Closing closing = outage.closing();
      Alert alert =
          alert(opened, outage.guest(), outage.id(), policy, bookedAt(outage))
              .about(
                  outage.sourceHost(),
                  outage.destinationHost(),
                  closing == null ? null : (Long) closing.toutNanos());
      open.put(alert.violation(), alert);
    }
    return open;
  }

  private static Alert alert(
      StateAlert wire, String guest, String outageId, String policy, long fromNanos) {
    Violation violation = Ranks.VIOLATIONS.at(wire.getViolation());
    return Alert.opened(
        guest,
        outageId,
        violation,
        Ranks.SEVERITIES.at(wire.getSeverity()),
        new TaiInstant(fromNanos + wire.getAtNs()),
        wire.getCertain(),
        policy);
  }

  /** Accounts in a row. */
  List<StateAccount> pack(List<OutageAccount> accounts) {
    List<StateAccount> packed = new ArrayList<>();
    accounts.forEach(account -> packed.add(pack(account)));
    return packed;
  }

  /** The id of an outage, or nothing. */
  @Nullable ByteBuffer idOrNull(@Nullable String outageId) {
    return outageId == null ? null : OutageIds.pack(packing.guest, outageId);
  }
}
