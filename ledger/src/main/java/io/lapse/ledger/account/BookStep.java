package io.lapse.ledger.account;

import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.host.HostEvent;

/**
 * One step of the fold: an input, the books before it, and the few things that may be known of what
 * comes after. A pure function; nobody else moves the books.
 */
final class BookStep implements HostEvent.Cases<Boolean>, GuestEvent.Cases<Boolean> {
  /**
   * What a step leads to.
   *
   * @param books the books after it
   * @param change what was booked
   */
  record Result(Books books, Change change) {}

  private static final Boolean TAKEN = Boolean.TRUE;

  private final Recorded<?> recorded;
  private final Draft draft;
  private final Booking booking;
  private final Adjusting adjusting;

  private BookStep(Books before, Recorded<?> recorded, Ahead ahead, Rules rules) {
    this.recorded = recorded;
    this.draft = new Draft(before, recorded.at());
    this.booking = new Booking(draft, ahead, rules);
    this.adjusting = new Adjusting(draft);
  }

  /**
   * Takes an input into the books.
   *
   * @throws ArithmeticException if an amount or an interval exceeds 64 bits of nanoseconds
   */
  static Result take(Books before, Recorded<?> recorded, Ahead ahead, Rules rules) {
    BookStep step = new BookStep(before, recorded, ahead, rules);
    if (recorded.input() instanceof HostEvent event) {
      event.match(step);
    } else if (recorded.input() instanceof GuestEvent event) {
      event.match(step);
    } else {
      throw new IllegalArgumentException("input must be a host or a guest event: " + recorded);
    }
    return new Result(step.draft.books(), step.draft.change());
  }

  @Override
  public Boolean announced(HostEvent.Announced event) {
    draft.known = draft.known.withWarning(new Known.Warning(event.deadline(), false, false));
    return TAKEN;
  }

  @Override
  public Boolean quiesced(HostEvent.Quiesced event) {
    draft.known = draft.known.quiesced(recorded.at());
    return TAKEN;
  }

  @Override
  public Boolean stopped(HostEvent.Stopped event) {
    booking.stopped(recorded.as(HostEvent.Stopped.class));
    return TAKEN;
  }

  @Override
  public Boolean restarted(HostEvent.Restarted event) {
    booking.restarted(recorded.as(HostEvent.Restarted.class));
    return TAKEN;
  }

  @Override
  public Boolean started(HostEvent.Started event) {
    draft.pairing = draft.pairing.started(recorded.host());
    draft.known = draft.known.withInventory(null).withWarning(null);
    return TAKEN;
  }

  @Override
  public Boolean migration(HostEvent.Migration event) {
    draft.pairing = draft.pairing.migrated(recorded.as(HostEvent.Migration.class));
    return TAKEN;
  }

  @Override
  public Boolean reset(HostEvent.Reset event) {
    draft.known = draft.known.withInventory(null);
    draft.pairing = draft.pairing.since(Stop::reset, false);
    return TAKEN;
  }

  @Override
  public Boolean shutDown(HostEvent.ShutDown event) {
    draft.pairing = draft.pairing.since(stop -> onHost(stop) ? stop.processEnded() : stop, true);
    return TAKEN;
  }

  @Override
  public Boolean killed(HostEvent.Killed event) {
    draft.known = draft.known.killed();
    booking.killed(recorded.at());
    return TAKEN;
  }

  @Override
  public Boolean vcpuStarved(HostEvent.VcpuStarved event) {
    return TAKEN; // Evidence beside the outages; it moves no account.
  }

  @Override
  public Boolean hostClock(HostEvent.HostClock event) {
    if (recorded.host() != null) {
      draft.known = draft.known.withClock(recorded.host(), event);
    }
    if (event.steppedNanos() != 0) {
      draft.pairing = draft.pairing.since(stop -> onHost(stop) ? stop.stepped() : stop, true);
    }
    return TAKEN;
  }

  private boolean onHost(Stop stop) {
    return recorded.host() != null && recorded.host().equals(stop.event().host());
  }

  @Override
  public Boolean compensation(HostEvent.Compensation event) {
    return claim();
  }

  @Override
  public Boolean profile(GuestEvent.Profile event) {
    draft.known = draft.known.withProfile(event);
    return TAKEN;
  }

  @Override
  public Boolean inventory(GuestEvent.Inventory event) {
    Recorded<GuestEvent.Inventory> taken = recorded.as(GuestEvent.Inventory.class);
    draft.known = draft.known.withInventory(RunningInventory.taken(taken));
    return TAKEN;
  }

  @Override
  public Boolean clockObservation(GuestEvent.ClockObservation event) {
    adjusting.observed(recorded.as(GuestEvent.ClockObservation.class));
    return TAKEN;
  }

  @Override
  public Boolean slept(GuestEvent.Slept event) {
    return claim();
  }

  /** One about an earlier restart was seen by that restart already. */
  private Boolean claim() {
    if (!Claims.restartedAt(recorded.input()).isBefore(recorded.at())) {
      draft.known = draft.known.withClaim(recorded);
    }
    return TAKEN;
  }

  @Override
  public Boolean reacted(GuestEvent.Reacted event) {
    adjusting.reacted(recorded.as(GuestEvent.Reacted.class));
    return TAKEN;
  }
}
