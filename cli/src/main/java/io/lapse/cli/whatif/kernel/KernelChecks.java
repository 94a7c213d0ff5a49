package io.lapse.cli.whatif.kernel;

import io.lapse.guestconsumer.GuestMemory;
import io.lapse.guestkernel.effect.Effect;
import io.lapse.guestkernel.reaction.KnownGuest;
import io.lapse.guestkernel.reaction.NoticeReaction;
import io.lapse.ledger.account.Outage;
import io.lapse.ledger.account.TimersAtStop;
import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.notice.InjectAs;
import io.lapse.ledger.notice.Notice;
import io.lapse.ledger.notice.RanOn;
import io.lapse.ledger.time.TaiInstant;
import io.lapse.ledger.timers.ExpiryEstimate;
import io.lapse.whatif.harm.Future;
import io.lapse.whatif.harm.Outlook;
import io.lapse.whatif.kernel.KernelCheck;
import io.lapse.whatif.sweep.Burst;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Holds estimates against the emulated kernel: it stands as the guest's inventory found it, runs on
 * to the stop, and its counter is advanced by Tout, as if the host had compensated the outage.
 */
public final class KernelChecks {
  private static final String PRIOR = "the timers are those usual in the class, not the guest's";
  private static final String COUNTED = "the inventory counts its timers, and does not list them";

  private KernelChecks() {}

  /** One check for each burst, in their order. */
  public static List<KernelCheck> of(List<Burst> bursts) {
    return bursts.stream().flatMap(burst -> of(burst.outlook()).stream()).toList();
  }

  /** The check of an outage; empty where nothing is estimated of it: there is nothing to check. */
  static Optional<KernelCheck> of(Outlook outlook) {
    return Optional.ofNullable(outlook.expired(Future.COMPENSATED))
        .filter(estimate -> estimate.basis() != ExpiryEstimate.Basis.UNSUPPORTED_GUEST)
        .map(estimate -> check(outlook, estimate));
  }

  private static KernelCheck check(Outlook outlook, ExpiryEstimate estimate) {
    Outage outage = outlook.account().outage();
    long advanceNanos = Math.max(0, outlook.closing().toutNanos());
    TimersAtStop timers = outage.timers();
    if (timers == null) {
      return notRun(outage, advanceNanos, estimate, PRIOR);
    }
    if (timers.inventory().input().histogram() != null) {
      return notRun(outage, advanceNanos, estimate, COUNTED);
    }
    GuestEvent.Inventory inventory = PlainTimers.of(timers.inventory().input());
    try {
      List<Effect> effects = advanced(outlook, inventory, timers, advanceNanos);
      FiredTimers fired = FiredTimers.of(effects, inventory);
      return new KernelCheck(
          outage.id(), advanceNanos, estimate, fired.byBase(), fired.warnings(), null);
    } catch (IllegalArgumentException | ArithmeticException e) {
      // No kernel can stand as the inventory says; or its figures do not fit 64 bits.
      return notRun(outage, advanceNanos, estimate, String.valueOf(e.getMessage()));
    }
  }

  private static KernelCheck notRun(
      Outage outage, long advanceNanos, ExpiryEstimate estimate, String reason) {
    return new KernelCheck(outage.id(), advanceNanos, estimate, Map.of(), List.of(), reason);
  }

  /** What the guest's kernel did over the outage, before it injected anything. */
  private static List<Effect> advanced(
      Outlook outlook, GuestEvent.Inventory inventory, TimersAtStop timers, long advanceNanos) {
    Notice notice = notice(outlook, timers, advanceNanos);
    return NoticeReaction.react(known(outlook, inventory, notice), notice, 0).restart();
  }

  private static KnownGuest known(Outlook outlook, GuestEvent.Inventory inventory, Notice notice) {
    GuestMemory memory = new GuestMemory();
    List<GuestEvent> told = new ArrayList<>();
    Optional.ofNullable(outlook.profile()).ifPresent(told::add);
    told.add(inventory);
    for (GuestEvent event : told) {
      memory
          .on(event)
          .ifPresent(
              refusal -> {
                throw new IllegalArgumentException(refusal);
              });
    }
    return memory.known(notice);
  }

  /** What the guest would be told. Its wall clock is behind by what earlier outages left. */
  private static Notice notice(Outlook outlook, TimersAtStop timers, long advanceNanos) {
    Outage outage = outlook.account().outage();
    TaiInstant since = timers.inventory().input().stamp().at();
    TaiInstant restartedAt = Objects.requireNonNull(outage.restartedAt());
    long passedNanos = Math.subtractExact(since.nanosUntil(restartedAt), advanceNanos);
    return new Notice(
        outage.guest(),
        outage.id(),
        1,
        restartedAt,
        outlook.closing().toutNanos(),
        outlook.closing().toutErrorNanos(),
        advanceNanos,
        0,
        Math.subtractExact(passedNanos, timers.wallRolledNanos()),
        0,
        InjectAs.OFFSET,
        0,
        new RanOn(since, timers.monotonicRolledNanos(), timers.boottimeRolledNanos()));
  }
}
