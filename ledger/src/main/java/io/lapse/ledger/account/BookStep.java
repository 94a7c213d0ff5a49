package io.lapse.ledger.account;

import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.host.HostEvent;

/**
 * One step of the fold: an input, the books before it, and the few things that may be known of what
 * comes after. A pure function; nobody else moves the books.
 */
final class BookStep
    implements HostEvent.Cases<BookStep.Result>, GuestEvent.Cases<BookStep.Result> {
  /**
   * What a step leads to.
   *
   * @param books the books after it
   * @param change what was booked
   */
  record Result(Books books, Change change) {}

  private final Recorded<?> recorded;
  private final Draft draft;
  private final Booking booking;
  private final Rules rules;

  private BookStep(Books before, Recorded<?> recorded, Ahead ahead, Rules rules) {
    this.recorded = recorded;
    this.draft = new Draft(before, recorded.at());
    this.booking = new Booking(draft, ahead, rules);
    this.rules = rules;
  }

  /**
   * Takes an input into the books.
   *
   * @throws ArithmeticException if an amount or an interval exceeds 64 bits of nanoseconds
   */
  static Result take(Books before, Recorded<?> recorded, Ahead ahead, Rules rules) {
    BookStep step = new BookStep(before, recorded, ahead, rules);
    if (recorded.input() instanceof HostEvent event) {
      return event.match(step);
    }
    if (recorded.input() instanceof GuestEvent event) {
      return event.match(step);
    }
    throw new IllegalArgumentException("input must be a host or a guest event: " + recorded);
  }

  private Adjusting adjusting() {
    return new Adjusting(draft, rules);
  }

  private Result result() {
    return new Result(draft.books(), draft.change());
  }

  @Override
  public Result announced(HostEvent.Announced event) {
    draft.known = draft.known.withWarning(new Known.Warning(event.deadline(), false, false));
    return result();
  }

  @Override
  public Result quiesced(HostEvent.Quiesced event) {
    draft.known = draft.known.quiesced(recorded.at());
    return result();
  }

  @Override
  public Result stopped(HostEvent.Stopped event) {
    booking.stopped(recorded.as(HostEvent.Stopped.class));
    return result();
  }

  @Override
  public Result restarted(HostEvent.Restarted event) {
    booking.restarted(recorded.as(HostEvent.Restarted.class));
    return result();
  }

  @Override
  public Result started(HostEvent.Started event) {
    draft.pairing = draft.pairing.started(recorded.host());
    draft.known = draft.known.withInventory(null).withWarning(null);
    return result();
  }

  @Override
  public Result migration(HostEvent.Migration event) {
    draft.pairing = draft.pairing.migrated(recorded.as(HostEvent.Migration.class));
    return result();
  }

  @Override
  public Result reset(HostEvent.Reset event) {
    draft.known = draft.known.withInventory(null);
    draft.pairing = draft.pairing.since(Stop::reset, false);
    return result();
  }

  @Override
  public Result shutDown(HostEvent.ShutDown event) {
    draft.pairing = draft.pairing.since(stop -> onHost(stop) ? stop.processEnded() : stop, true);
    return result();
  }

  @Override
  public Result killed(HostEvent.Killed event) {
    draft.known = draft.known.killed();
    booking.killed(recorded.at());
    return result();
  }

  @Override
  public Result vcpuStarved(HostEvent.VcpuStarved event) {
    return result(); // Evidence beside the outages; it moves no account.
  }

  @Override
  public Result hostClock(HostEvent.HostClock event) {
    if (recorded.host() != null) {
      draft.known = draft.known.withClock(recorded.host(), event);
    }
    if (event.steppedNanos() != 0) {
      draft.pairing = draft.pairing.since(stop -> onHost(stop) ? stop.stepped() : stop, true);
    }
    return result();
  }

  private boolean onHost(Stop stop) {
    return recorded.host() != null && recorded.host().equals(stop.event().host());
  }

  @Override
  public Result compensation(HostEvent.Compensation event) {
    return claim();
  }

  @Override
  public Result profile(GuestEvent.Profile event) {
    draft.known = draft.known.withProfile(event);
    return result();
  }

  @Override
  public Result inventory(GuestEvent.Inventory event) {
    Recorded<GuestEvent.Inventory> taken = recorded.as(GuestEvent.Inventory.class);
    draft.known = draft.known.withInventory(RunningInventory.taken(taken));
    return result();
  }

  @Override
  public Result clockObservation(GuestEvent.ClockObservation event) {
    adjusting().observed(recorded.as(GuestEvent.ClockObservation.class));
    return result();
  }

  @Override
  public Result slept(GuestEvent.Slept event) {
    return claim();
  }

  /** One about an earlier restart was seen by that restart already. */
  private Result claim() {
    if (!Claims.restartedAt(recorded.input()).isBefore(recorded.at())) {
      draft.known = draft.known.withClaim(recorded);
    }
    return result();
  }

  @Override
  public Result reacted(GuestEvent.Reacted event) {
    adjusting().reacted(recorded.as(GuestEvent.Reacted.class));
    return result();
  }
}
